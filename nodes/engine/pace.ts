import { Cancelled, orCancelled } from './waiting';
import { sleep } from 'n8n-workflow';

/** SendPulse allows 10 requests a second (REST API introduction, error code 2020202020). */
export const REQUESTS_PER_WINDOW = 10;
/** A little over the second, because requests don't all travel equally fast. */
export const WINDOW_MS = 1_050;
/** By so long after its turn a request has left, unless this process was kept from everything. */
const LEAVING_MS = 50;
/** First wait after a refusal without Retry-After; doubles with each further one. */
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 15_000;
/** A Retry-After of hours is told to the user; the account itself tries again sooner. */
const LONGEST_STANDSTILL_MS = 90_000;
/** Requests that must go through before the pace is raised by one request a second again. */
const RECOVERY_STEP = 10;

/** Time as the pace sees it; tests bring their own. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

const realClock: Clock = { now: () => Date.now(), sleep: async (ms) => await sleep(ms) };

/** Leave to send one request. */
export interface Turn {
	/** When the request left, as far as is known. */
	at: number;
}

interface Waiter {
	go: (turn: Turn) => void;
	signal?: AbortSignal;
}

/**
 * The pace of one SendPulse account: who wants to send asks for a turn, and turns are given in
 * order, never more than the API allows in any second. After a refusal the account as a whole
 * stands still, then starts slower and finds its way back.
 */
export class Pace {
	private readonly waiters: Waiter[] = [];

	/** The last turns, oldest first; at most {@link REQUESTS_PER_WINDOW}. */
	private readonly given: Turn[] = [];

	private allowed = REQUESTS_PER_WINDOW;

	private blockedUntil = 0;

	private refusalsInARow = 0;

	private takesNothingSince = Infinity;

	private sinceRefusal = 0;

	private giving = false;

	constructor(private readonly clock: Clock = realClock) {}

	/** Resolves when the caller may send; rejects with `Cancelled` when the execution ends first. */
	async turn(signal?: AbortSignal): Promise<Turn> {
		if (signal?.aborted) throw new Cancelled();
		const turn = new Promise<Turn>((resolve) => this.waiters.push({ go: resolve, signal }));
		void this.give();
		return await orCancelled(turn, signal);
	}

	/**
	 * The request left some time after its turn was given, and by now has: it counts from now on.
	 * Where it took its time to leave, the next ones would otherwise catch up with it.
	 */
	leftLate(turn: Turn): void {
		const place = this.given.indexOf(turn);
		if (place !== -1) this.given.splice(place, 1);
		turn.at = this.clock.now();
		this.note(turn);
	}

	/** Its time in milliseconds, of which {@link refusedSince} speaks; not the time of day. */
	get time(): number {
		return this.clock.now();
	}

	/** Whether nobody gets a turn now because the API has refused one before. */
	get standsStill(): boolean {
		return this.clock.now() < this.blockedUntil;
	}

	/** Since when all on the account were refused; Infinity while requests go through. */
	get refusedSince(): number {
		return this.takesNothingSince;
	}

	/**
	 * The API refused for its pace: everybody on the account waits.
	 *
	 * @param retryAfterMs what the answer's Retry-After asked for
	 * @returns how long, in milliseconds from now
	 */
	refused(retryAfterMs?: number): number {
		const now = this.clock.now();
		// Several requests on their way are refused together: that is one refusal, not ten.
		if (now >= this.blockedUntil) {
			const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** this.refusalsInARow, LONGEST_BACKOFF_MS);
			this.refusalsInARow++;
			this.allowed = Math.max(1, Math.floor(this.allowed / 2));
			// Jitter keeps several n8n processes on one account from coming back in step.
			this.blockedUntil = now + backoff * (1 + Math.random() / 2);
		}
		this.sinceRefusal = 0;
		this.takesNothingSince = Math.min(this.takesNothingSince, now);
		if (retryAfterMs !== undefined) {
			const bearable = Math.min(retryAfterMs, LONGEST_STANDSTILL_MS);
			this.blockedUntil = Math.max(this.blockedUntil, now + bearable);
		}
		return Math.max(this.blockedUntil - now, retryAfterMs ?? 0);
	}

	/** The API took a request: the pace may rise again. */
	accepted(): void {
		if (this.clock.now() < this.blockedUntil) return;
		this.refusalsInARow = 0;
		this.takesNothingSince = Infinity;
		if (this.allowed === REQUESTS_PER_WINDOW) return;
		this.sinceRefusal++;
		if (this.sinceRefusal < RECOVERY_STEP) return;
		this.sinceRefusal = 0;
		this.allowed++;
	}

	/** One loop for each account gives the turns, while somebody waits. */
	private async give(): Promise<void> {
		if (this.giving) return;
		this.giving = true;
		try {
			while (this.waiters.length > 0) {
				const [next] = this.waiters;
				const gone = next.signal?.aborted === true;
				const wait = gone ? 0 : this.untilNextTurn();
				if (wait > 0) {
					await this.clock.sleep(wait);
					continue;
				}
				this.waiters.shift();
				if (gone) continue;
				const turn = { at: this.clock.now() };
				this.note(turn);
				next.go(turn);
				void this.follow(turn);
			}
		} finally {
			this.giving = false;
		}
	}

	/**
	 * Another node that works through many items, or a large heap being tidied up, can hold up all of
	 * n8n for longer than the window's margin: then what was about to leave leaves only afterwards.
	 */
	private async follow(turn: Turn): Promise<void> {
		await this.clock.sleep(LEAVING_MS);
		turn.at = Math.max(turn.at, this.clock.now() - LEAVING_MS);
	}

	private note(turn: Turn): void {
		this.given.push(turn);
		if (this.given.length > REQUESTS_PER_WINDOW) this.given.shift();
	}

	private untilNextTurn(): number {
		const now = this.clock.now();
		const oldestThatCounts = this.given[this.given.length - this.allowed];
		const windowFree = oldestThatCounts === undefined ? now : oldestThatCounts.at + WINDOW_MS;
		return Math.max(this.blockedUntil, windowFree) - now;
	}
}
