import type { SandboxContext } from './context.mts';
import { accountDate } from './dates.mts';
import { refusals } from './errors.mts';
import type { SandboxOptions } from './options.mts';

const YEAR = 365 * 86_400_000;

/** When what is paid for ends, in the account's zone. */
export function planEnd({ state, clock }: SandboxContext): string {
	return accountDate(Math.floor(clock.now()) + YEAR, state.account.profile.locale);
}

/** Tags are for the plan Pro and above (OpenAPI bulk-email: 403 with 3030303030). */
export function requireTagPlan({ plan }: SandboxOptions): void {
	if (plan !== 'pro' && plan !== 'enterprise') throw refusals.planTooSmall();
}

/** What every paid plan has. */
export function requirePaidPlan({ plan }: SandboxOptions): void {
	if (plan === 'free') throw refusals.planTooSmall();
}
