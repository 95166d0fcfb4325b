import type { Agenda } from './agenda.mts';
import type { ChatbotCourier } from './chatbots/courier.mts';
import type { Clock } from './clock.mts';
import type { Courier } from './email/courier.mts';
import type { FaultPlan } from './faults.mts';
import type { RateLimits } from './limits.mts';
import type { RequestLog } from './log.mts';
import type { SandboxOptions } from './options.mts';
import type { SandboxState } from './state.mts';

/** What routes work with. */
export interface SandboxContext {
	/** Replaced by a reset: read it anew for each request. */
	readonly state: SandboxState;
	readonly options: SandboxOptions;
	readonly clock: Clock;
	readonly limits: RateLimits;
	readonly faults: FaultPlan;
	readonly log: RequestLog;
	/** Delivers webhooks. Replaced by a reset, too. */
	readonly courier: Courier;
	/** Delivers webhooks of chatbots. Replaced by a reset, too. */
	readonly chatbotCourier: ChatbotCourier;
	/** What is to happen later. */
	readonly agenda: Agenda;
	/** Aborts when the sandbox closes. */
	readonly closing: AbortSignal;
	/** Everything as it was at the start: data, credentials, switches, faults, log. */
	reset(): void;
}
