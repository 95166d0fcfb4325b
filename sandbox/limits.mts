import type { Clock } from './clock.mts';
import { refusals } from './errors.mts';
import type { SandboxOptions } from './options.mts';

const SECOND = 1_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * The pace an account may keep, over all of its tokens and keys together: so many requests in any second, in
 * any minute and in a day (Service REST API, "Request limits" and code 2020202020).
 */
export class RateLimits {
	private taken: number[] = [];
	private day = Number.NaN;
	private takenToday = 0;

	constructor(
		private readonly options: SandboxOptions,
		private readonly clock: Clock,
	) {}

	/** Lets one request through, or throws what the API answers. */
	take(): void {
		const now = this.clock.now();
		const today = Math.floor(now / DAY);
		if (today !== this.day) {
			this.day = today;
			this.takenToday = 0;
		}
		const { perSecond, perMinute, perDay, perSecondStatus, retryAfter, countRefused } =
			this.options;
		const refusal =
			this.takenToday >= perDay || this.isFull(perMinute, now - MINUTE)
				? refusals.quota(retryAfter)
				: this.isFull(perSecond, now - SECOND)
					? refusals.perSecond(perSecondStatus, retryAfter)
					: null;
		if (!refusal || countRefused) this.count(now);
		if (refusal) throw refusal;
	}

	/** Forgets every request so far. */
	clear(): void {
		this.taken = [];
		this.takenToday = 0;
	}

	// Times are in order: the window is full when the one that is `limit` from the end still lies within it.
	private isFull(limit: number, start: number): boolean {
		const first = this.taken[this.taken.length - limit];
		return first !== undefined && first > start;
	}

	private count(now: number): void {
		this.takenToday += 1;
		this.taken.push(now);
		// Forgotten in bulk, so that a long run costs neither memory nor a shift for each request.
		if (this.taken.length > 2 * (this.options.perMinute + this.options.perSecond)) {
			this.taken = this.taken.filter((time) => time > now - MINUTE);
		}
	}
}
