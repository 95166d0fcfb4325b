import { Cancelled, lasting, orCancelled } from './waiting';
import { sleep } from 'n8n-workflow';

/** SendPulse allows 10 requests a second (REST API introduction, error code 2020202020). */
export const REQUESTS_PER_WINDOW = 10;
/** A little over the second, because requests don't all travel equally fast. */
export const WINDOW_MS = 1_050;
/**
 * Where several processes share an account, each takes its places in the second again a little later than
 * before, by a random part of this: so they find places that are free, and keep them.
 */
const SHARED_WINDOW_MS = [1_010, 1_050] as const;
/** By so long after its turn a request has left, unless this process was kept from everything. */
const LEAVING_MS = 50;
/**
 * An account of which nothing is known is tried out by one place more after each of these, until all are there or
 * the first refusal: so those who start together come to have the same, and each has met one refusal or two.
 */
export const TRYING_OUT = { stepMs: 150 };
/** So long after a refusal other processes are taken to be at work on the account. */
const SHARED_FOR_MS = 60_000;
/** Who has more places than this has more than a share, wherever anybody else is at work. */
const HALF = REQUESTS_PER_WINDOW / 2;
/**
 * So long it waits with one place, two, … until it tries for another, before jitter. Who has few is one of many,
 * whose refusals add up; from half of them on there is at most one other.
 */
const PROBE_MS = [60_000, 40_000, 15_000, 6_000, 16_000] as const;
/** Places in a row that were found: then others have gone, and this was no chance. */
const FOUND_IN_A_ROW = 2;
/** Who has half of the places or more, and has lost one so lately, has found the place of somebody else. */
const LATELY_MS = 5_000;
/** With so many left after one was lost it tries whether somebody has that, or a request was only late. */
const WORTH_REGAINING = 3;
/** After places that were found, with less than half of them: the next one may be free, too. */
const NEXT_MS = [150, 250] as const;
/** Until all who are at work have had their turns again, and know what they have lost. */
const ROUND_MS = [1_100, 1_300] as const;
/** Until who has come has taken what was left to it. */
const LEFT_MS = [2_500, 3_500] as const;
/** A probe of which nothing was heard for so long says nothing. */
const PROBE_LOST_MS = 60_000;
/**
 * Refusals in a row of the only turn in a second up to which others are taken to be the reason, whose places
 * it passes by; from then on it is the quota of the minute or the day.
 */
const REFUSALS_OF_A_SECOND = 25;
/** Before the first place was found: wherever in the second one may be free, without waiting for the next one. */
const LOOKING = { times: 8, leastMs: 100, mostMs: 180 };
/** Refusals at first after which the next turn is a little less than a second later: beside the place that was taken. */
const NEXT_TO_IT = { times: 4, leastMs: 905, mostMs: 925 };
/** Then it is anywhere within these, times a factor that grows to at most 5. */
const ANYWHERE_MS = { least: 500, most: 1_500 };
/** Wait after a refusal by the minute, before jitter; doubles with each further one. */
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 16_000;
/** A Retry-After of hours is told to the user; the account itself tries again sooner. */
const LONGEST_STANDSTILL_MS = 90_000;

/** Time as the pace sees it; tests bring their own. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** Time that nobody sets: a clock that is put back or forward neither stops anybody nor lets anybody hurry. */
const UNSET_CLOCK: Clock = { now: lasting, sleep: async (ms) => await sleep(ms) };

/** Leave to send one request. */
export interface Turn {
	/** When the request left, as far as is known. */
	at: number;
	/** How long its place in the second is taken. */
	windowMs: number;
}

/** Who asks for a turn. */
export interface Asker {
	/** The end of waiting. */
	signal?: AbortSignal;
	/**
	 * Whose request it is: turns go round robin between these, so that a small run beside a large one waits
	 * for no more than its share.
	 */
	of?: object;
	/** Somebody waits for the answer (a person, a delivery): before the runs, which have every fourth turn at least. */
	urgent?: boolean;
	/** So long it bears with refusals of all on the account, in milliseconds; without it, for ever. */
	refusalsMs?: number;
}

/** All on the account are refused, for longer than this one bears with that. */
export class NoTurn extends Error {}

interface Waiter extends Pick<Asker, 'signal' | 'refusalsMs'> {
	go: (turn: Turn) => void;
	end: (reason: NoTurn) => void;
	since: number;
}

const NOBODY = {};
const URGENT = {};
/** After so many of them a run has a turn: deliveries that never end would stop all runs. */
const URGENT_IN_A_ROW = 3;

/** Who waits, in the order of their turns. */
class Queue {
	/** By who asks; whose turn is next comes first. */
	private readonly lines = new Map<object, Waiter[]>();

	private urgentInARow = 0;

	add(waiter: Waiter, of: object): void {
		const line = this.lines.get(of);
		if (line) line.push(waiter);
		else this.lines.set(of, [waiter]);
	}

	/** Whether nobody waits but those who have given up. */
	get isEmpty(): boolean {
		this.leaveOutGone();
		return this.lines.size === 0;
	}

	/** Takes out whose turn it is. */
	next(): Waiter | undefined {
		this.leaveOutGone();
		const urgent = this.lines.get(URGENT);
		const runs = [...this.lines.keys()].find((of) => of !== URGENT);
		const isUrgent = urgent !== undefined && (!runs || this.urgentInARow < URGENT_IN_A_ROW);
		const of = isUrgent ? URGENT : runs;
		if (!of) return undefined;
		this.urgentInARow = isUrgent ? this.urgentInARow + 1 : 0;
		const line = this.lines.get(of)!;
		// To the end: everybody else comes first now.
		this.lines.delete(of);
		const waiter = line.shift();
		if (line.length > 0) this.lines.set(of, line);
		return waiter;
	}

	/** Takes out whom this is true of. */
	takeOut(test: (waiter: Waiter) => boolean): Waiter[] {
		const out: Waiter[] = [];
		for (const [of, line] of this.lines) {
			const left: Waiter[] = [];
			for (const waiter of line) (test(waiter) ? out : left).push(waiter);
			this.lines.set(of, left);
		}
		return out;
	}

	/** Each line begins with somebody who waits: thousands may have given up while the account stood still. */
	private leaveOutGone(): void {
		for (const [of, line] of this.lines) {
			const first = line.findIndex(({ signal }) => !signal?.aborted);
			if (first === -1) this.lines.delete(of);
			else if (first > 0) line.splice(0, first);
		}
	}
}

/**
 * The pace of one SendPulse account: who wants to send asks for a turn, and turns are given round robin,
 * never more than the API allows in any second.
 *
 * Several processes may use one account without knowing of each other (n8n's workers in queue mode). Each
 * takes up to ten places in the second, one after the other, and takes the same ones again a second later. A refusal
 * says that a place is another's: it is given up, unless it turns out at once that a request was only late, and now
 * and then another is tried for, the less often the fewer it has; where that works twice, others have gone, and the
 * next ones follow at once. Who has more than half and is refused for the first time in a minute, or again when it
 * tries to get the place back, is not alone: it leaves everything above half to who has come, who finds it within a
 * second. So the processes come to share the second, nearly without refusals.
 * Where even the only place left is refused again and again, it is the quota of the minute or the day that is used
 * up: then the account stands still, longer and longer.
 */
export class Pace {
	private readonly waiting = new Queue();

	/** The last turns, oldest first; at most {@link REQUESTS_PER_WINDOW}. */
	private readonly given: Turn[] = [];

	/** Places in the second that are this process's. */
	private allowed = 1;

	/** Until the first refusal places are added. */
	private climbing = true;

	private steppedAt = -Infinity;

	private climbedUntil = -Infinity;

	/** No request has been taken yet. */
	private isNew = true;

	private sharedUntil = -Infinity;

	/** Until then it may be a quota that was used up: what is free of it goes slowly, so that it lasts. */
	private scarceUntil = -Infinity;

	private probe: { turn?: Turn; since: number } | undefined;

	private probeAt = -Infinity;

	private foundInARow = 0;

	private lostAt = -Infinity;

	/** The next probe is for a place just lost: it shows whether somebody has it, or a request was only late. */
	private regaining = false;

	private blockedUntil = -Infinity;

	private askedUntil = -Infinity;

	private refusalsInARow = 0;

	private takesNothingSince = Infinity;

	private giving = false;

	/** Has the giving of turns look anew. */
	private changed = () => {};

	constructor(
		private readonly clock: Clock = UNSET_CLOCK,
		private readonly random: () => number = Math.random,
	) {}

	/**
	 * Resolves when the caller may send; rejects with `Cancelled` when the execution ends first, and with
	 * {@link NoTurn}.
	 */
	async turn({ signal, of = NOBODY, urgent = false, refusalsMs }: Asker = {}): Promise<Turn> {
		if (signal?.aborted) throw new Cancelled();
		const since = this.clock.now();
		const turn = new Promise<Turn>((go, end) =>
			this.waiting.add({ go, end, since, signal, refusalsMs }, urgent ? URGENT : of),
		);
		void this.give();
		return await orCancelled(turn, signal);
	}

	/**
	 * The request left some time after its turn was given, and by now has: it counts from now on.
	 * Where it took its time to leave, the next ones would otherwise catch up with it.
	 */
	leftLate(turn: Turn): void {
		this.forget(turn);
		turn.at = this.clock.now();
		this.note(turn);
	}

	/** Its time in milliseconds, of which {@link refusedSince} speaks; not the time of day. */
	get time(): number {
		return this.clock.now();
	}

	/** Whether nobody gets a turn now because the API has refused one before. */
	get standsStill(): boolean {
		return this.standstillMs > 0;
	}

	/** So long nobody gets a turn, in milliseconds from now. */
	get standstillMs(): number {
		return Math.max(0, this.blockedUntil - this.clock.now());
	}

	/** Since when all on the account were refused; Infinity while requests go through. */
	get refusedSince(): number {
		return this.takesNothingSince;
	}

	/** How much of a Retry-After is left; 0 where none was given. */
	get askedToWaitMs(): number {
		return Math.max(0, this.askedUntil - this.clock.now());
	}

	/**
	 * The API refused for its pace.
	 *
	 * @param turn of the request that was refused
	 * @param retryAfterMs what the answer's Retry-After asked for
	 * @returns how long everybody on the account waits, in milliseconds from now
	 */
	refused(turn?: Turn, retryAfterMs?: number): number {
		const now = this.clock.now();
		this.takesNothingSince = Math.min(this.takesNothingSince, now);
		if (turn) this.forget(turn);
		this.giveUpPlace(now, turn);
		if (retryAfterMs !== undefined) {
			this.askedUntil = Math.max(this.askedUntil, now + retryAfterMs);
		}
		// What clears within a second is no reason for everybody to stand still.
		if (retryAfterMs !== undefined && retryAfterMs > WINDOW_MS) {
			const bearable = Math.min(retryAfterMs, LONGEST_STANDSTILL_MS);
			this.blockedUntil = Math.max(this.blockedUntil, now + bearable);
		}
		// Where only one of them is asked to wait for hours, others try for themselves.
		this.endHopeless(Math.max(now, this.blockedUntil));
		this.changed();
		return Math.max(this.blockedUntil - now, retryAfterMs ?? 0, 0);
	}

	/** Each would be told the same by a request of its own, one after the other: runs would pile up for hours. */
	private endHopeless(next: number): void {
		const isHopeless = ({ since, refusalsMs = Infinity }: Waiter) =>
			next - Math.max(since, this.takesNothingSince) > refusalsMs;
		for (const { end } of this.waiting.takeOut(isHopeless)) end(new NoTurn());
	}

	/** The API took a request. */
	accepted(turn?: Turn): void {
		const now = this.clock.now();
		if (now < this.blockedUntil) return;
		const found = this.isNew && this.refusalsInARow > 0;
		const wasQuota = this.refusalsInARow > REFUSALS_OF_A_SECOND;
		this.isNew = false;
		this.refusalsInARow = 0;
		this.takesNothingSince = Infinity;
		this.askedUntil = -Infinity;
		// A quota that is free again is wholly free.
		if (wasQuota) this.climbing = true;
		else if (found) this.probeAt = now + this.between(...ROUND_MS);
		else if (turn && this.probe?.turn === turn) this.foundPlace(now);
		else return;
		this.changed();
	}

	private foundPlace(now: number): void {
		this.endProbe();
		this.foundInARow++;
		const isOfAnother = this.allowed >= HALF && now - this.lostAt < LATELY_MS;
		if (isOfAnother || now < this.scarceUntil) {
			this.probeLater(now);
		} else {
			const isFree = this.allowed < HALF && this.foundInARow >= FOUND_IN_A_ROW;
			const [least, most] = isFree ? NEXT_MS : ROUND_MS;
			this.probeAt = now + this.between(least, most);
		}
	}

	/** A place is another's. */
	private giveUpPlace(now: number, turn?: Turn): void {
		const probing = turn !== undefined && this.probe?.turn === turn;
		const had = probing ? this.allowed - 1 : this.allowed;
		const isFirst = this.sharedUntil < now;
		const { climbing, regaining } = this;
		if (climbing) this.climbedUntil = now;
		this.sharedUntil = now + SHARED_FOR_MS;
		this.climbing = false;
		if (probing) this.endProbe();
		if (probing) this.foundInARow = 0;
		else this.lostAt = now;
		if (this.allowed > 1) this.allowed--;
		else if (now >= this.blockedUntil) this.backOff(now);
		if (had > HALF && (isFirst || (probing && regaining))) {
			this.allowed = HALF;
			// Not lost but left: what nobody takes is had again.
			this.lostAt = -Infinity;
			this.endProbe();
			this.probeAt = now + this.between(...LEFT_MS);
		} else if (turn && turn.at <= this.climbedUntil) {
			// Of those that were under way when the first refusal came.
			if (climbing || this.probeAt <= now) this.probeLater(now);
		} else if (!probing && this.isWorthRegaining(had, now)) {
			this.regaining = true;
			this.probeAt = now + this.between(...ROUND_MS);
		} else if (climbing || probing || now < this.scarceUntil || this.probeAt <= now) {
			this.probeLater(now);
		}
	}

	private isWorthRegaining(had: number, now: number): boolean {
		return had > HALF || (this.allowed >= WORTH_REGAINING && now >= this.scarceUntil);
	}

	private probeLater(now: number): void {
		const scarce = now < this.scarceUntil ? 2 : 1;
		this.probeAt = now + this.jittered(scarce * PROBE_MS[Math.min(HALF, this.allowed) - 1]!);
	}

	private endProbe(): void {
		this.probe = undefined;
		this.regaining = false;
	}

	/** The only place left was refused, too. */
	private backOff(now: number): void {
		if (!this.isNew && this.refusalsInARow >= LOOKING.times) this.scarceUntil = now + SHARED_FOR_MS;
		this.blockedUntil = now + this.backoffMs(this.refusalsInARow);
		this.refusalsInARow++;
	}

	private backoffMs(refusalsBefore: number): number {
		const further = refusalsBefore - REFUSALS_OF_A_SECOND;
		if (further >= 0) {
			const doubled = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** further);
			return doubled * (1 + this.random() / 2);
		}
		if (this.isNew && refusalsBefore < LOOKING.times) {
			return this.between(LOOKING.leastMs, LOOKING.mostMs);
		}
		if (refusalsBefore < NEXT_TO_IT.times)
			return this.between(NEXT_TO_IT.leastMs, NEXT_TO_IT.mostMs);
		const factor = Math.min(5, 1 + 0.4 * refusalsBefore);
		return this.between(ANYWHERE_MS.least, ANYWHERE_MS.most) * factor;
	}

	/** One loop for each account gives the turns, while somebody waits. */
	private async give(): Promise<void> {
		if (this.giving) return;
		this.giving = true;
		try {
			while (!this.waiting.isEmpty) {
				const wait = this.untilNextTurn();
				if (wait > 0) {
					await this.sleepOrChange(wait);
					continue;
				}
				const next = this.waiting.next();
				if (!next) return;
				const turn = { at: this.clock.now(), windowMs: this.windowMs() };
				if (this.probe && !this.probe.turn) this.probe.turn = turn;
				this.steppedAt = turn.at;
				this.note(turn);
				next.go(turn);
				void this.follow(turn);
			}
		} finally {
			this.giving = false;
		}
	}

	/** Until then; less when an answer has changed how many places there are. */
	private async sleepOrChange(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			this.changed = resolve;
			void this.clock.sleep(ms).then(resolve);
		});
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

	private forget(turn: Turn): void {
		const place = this.given.indexOf(turn);
		if (place !== -1) this.given.splice(place, 1);
	}

	private windowMs(): number {
		const [least, most] = SHARED_WINDOW_MS;
		return this.sharedUntil > this.clock.now() ? this.between(least, most) : WINDOW_MS;
	}

	private between(least: number, most: number): number {
		return least + (most - least) * this.random();
	}

	private jittered(ms: number): number {
		return ms * (0.5 + this.random());
	}

	private untilNextTurn(): number {
		const now = this.clock.now();
		this.climb(now);
		this.tryForMore(now);
		const oldestThatCounts = this.given[this.given.length - this.allowed];
		const free = oldestThatCounts ? oldestThatCounts.at + oldestThatCounts.windowMs : now;
		const due = Math.max(free, this.blockedUntil);
		const probing = this.mayProbe ? Math.max(this.probeAt, this.blockedUntil, now) : Infinity;
		const climbing = this.climbing
			? Math.max(this.steppedAt + TRYING_OUT.stepMs, this.blockedUntil)
			: Infinity;
		return Math.min(due, probing, climbing) - now;
	}

	/** While more wait than there are places for. */
	private climb(now: number): void {
		if (!this.climbing || now < this.steppedAt + TRYING_OUT.stepMs) return;
		const oldest = this.given[this.given.length - this.allowed];
		if (!oldest || now > oldest.at + oldest.windowMs + TRYING_OUT.stepMs) return;
		this.steppedAt = now;
		this.allowed++;
		this.climbing = this.allowed < REQUESTS_PER_WINDOW;
	}

	private get mayProbe(): boolean {
		return (
			!this.climbing &&
			!this.probe &&
			this.allowed < REQUESTS_PER_WINDOW &&
			this.refusalsInARow === 0
		);
	}

	/** Takes one place more, when it is time to try. */
	private tryForMore(now: number): void {
		if (this.probe && now - this.probe.since > PROBE_LOST_MS) this.probe = undefined;
		if (!this.mayProbe || now < this.probeAt || now < this.blockedUntil) return;
		this.allowed++;
		this.probe = { since: now };
	}
}
