import type { Agenda } from './agenda.mts';
import type { Clock } from './clock.mts';
import type { FaultPlan } from './faults.mts';
import type { RateLimits } from './limits.mts';
import type { RequestLog } from './log.mts';
import type { SandboxOptions } from './options.mts';
import type { SandboxState } from './state.mts';

/** What tells the outside, by the names that products give. Replaced by a reset. */
export interface SandboxCouriers {}

/** What routes work with. */
export interface SandboxContext extends Readonly<SandboxCouriers> {
	/** Replaced by a reset: read it anew for each request. */
	readonly state: SandboxState;
	readonly options: SandboxOptions;
	readonly clock: Clock;
	readonly limits: RateLimits;
	readonly faults: FaultPlan;
	readonly log: RequestLog;
	/** What is to happen later. */
	readonly agenda: Agenda;
	/** Aborts when the sandbox closes. */
	readonly closing: AbortSignal;
	/** Everything as it was at the start: data, credentials, switches, faults, log. */
	reset(): void;
}
