import { refusals } from './errors.mts';
import type { SandboxOptions } from './options.mts';

/** Tags are for the plan Pro and above (OpenAPI bulk-email: 403 with 3030303030). */
export function requireTagPlan({ plan }: SandboxOptions): void {
	if (plan !== 'pro' && plan !== 'enterprise') throw refusals.planTooSmall();
}

/** What every paid plan has. */
export function requirePaidPlan({ plan }: SandboxOptions): void {
	if (plan === 'free') throw refusals.planTooSmall();
}
