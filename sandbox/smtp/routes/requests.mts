import { isQueryInteger, type Rule } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import type { SandboxOptions } from '../../options.mts';
import { smtpRefusals } from '../errors.mts';

/** `limit` and `offset`: the OpenAPI description of the SMTP service bounds neither. */
export const pageRules: readonly Rule[] = [
	...isQueryInteger('limit', { min: 1 }),
	...isQueryInteger('offset', { min: 0 }),
];

/** Nobody has the service who has not applied for it. */
export function requireService({ state }: SandboxContext): void {
	if (state.smtp.service === 'absent') throw smtpRefusals.noSmtpUser();
}

/** Assumption: it is the free plan that has no lists. */
export function requireTariff({ plan }: SandboxOptions): void {
	if (plan === 'free') throw smtpRefusals.tariff();
}
