import { ApiFailure } from '../api/failures';
import type { Refusal } from '../api/codes';
import { lasting, orCancelled, pause } from '../api/waiting';
import { retold } from './defect';
import { LINE_EVERY_MS } from './progress';
import type { Pause } from '../parameters/parameters';

/**
 * What SendPulse takes only so often, beside the pace: four campaigns an hour for an account, a push in a quarter
 * of an hour for a website. Whoever has something to send takes one of these places in time.
 */
export interface Slot {
	/** What the slots belong to, within the account: "campaigns", "website 5". */
	key: string;
	/** How many there are in each `everyMs`. */
	count: number;
	everyMs: number;
	/** Whether a refusal says that there is none now. Nothing was sent then. */
	taken(refusal: Refusal): boolean;
	/** Does the user want to wait for one? */
	wait: boolean;
	/** When to ask again where others took them, of whom nobody here knows when. */
	askAgainMs: number;
	/** Longest wait of one request, once it is first in line. */
	mostMs: number;
	/**
	 * Asked after a wait, for its time or behind others: may it still be sent?
	 *
	 * @throws InputProblem, e.g. of a date that has passed meanwhile
	 */
	check?(): void | Promise<void>;
}

/** How to wait. */
export interface Waiting {
	pause: Pause;
	/** Tells what for, unless something was told a moment ago. */
	tell(what: string): void;
	/** What the clock of the workflow will show then. */
	timeOfDay(inMs: number): string;
	signal?: AbortSignal;
}

/** When slots were used in this process, and who waits for one. */
class Ledger {
	/** Oldest first; so many as there are slots. */
	private used: number[] = [];

	/** Until then none is tried, since others have taken them. */
	private takenUntil = -Infinity;

	/** Over when nobody waits. */
	private line = Promise.resolve();

	private length = 0;

	/** One was taken now. By when SendPulse counts it is not known, but not by later. */
	note({ count }: Slot): void {
		this.used = [...this.used, lasting()].slice(-count);
	}

	/** SendPulse said that there is none, whatever is known here. */
	learn(slot: Slot): void {
		const now = lasting();
		const next = this.used.map((at) => at + slot.everyMs).find((free) => free > now);
		this.takenUntil = next ?? now + slot.askAgainMs;
	}

	/** How long until the next one is free, as far as is known here. */
	untilFree({ count, everyMs }: Slot): number {
		const oldest = this.used.length < count ? -Infinity : this.used[0] + everyMs;
		return Math.max(0, oldest - lasting(), this.takenUntil - lasting());
	}

	/** One after the other, in the order in which they came. */
	async inLine<T>(work: (hasWaited: boolean) => Promise<T>, { tell, signal }: Waiting): Promise<T> {
		const before = this.line;
		let leave = () => {};
		const gone = new Promise<void>((resolve) => (leave = resolve));
		this.line = before.then(async () => await gone);
		this.length++;
		try {
			let isFirst = this.length === 1;
			const hasWaited = !isFirst;
			void before.then(() => (isFirst = true));
			while (!isFirst) {
				await Promise.race([orCancelled(before, signal), pause(LINE_EVERY_MS, signal)]);
				if (!isFirst) tell('others wait before it');
			}
			return await work(hasWaited);
		} finally {
			this.length--;
			leave();
		}
	}
}

const ledgers = new Map<string, Ledger>();

function ledgerOf(accountKey: string, { key }: Slot): Ledger {
	const name = `${accountKey} ${key}`;
	const ledger = ledgers.get(name) ?? new Ledger();
	ledgers.set(name, ledger);
	return ledger;
}

/**
 * Sends something that takes a slot; where the user wants that, as soon as one is free. It is sent again only after
 * a refusal that says there was none: so never twice.
 *
 * @throws what `send` throws; ApiFailure where none became free in time; Cancelled; what {@link Slot.check} throws
 */
export async function inSlot<T>(
	accountKey: string,
	slot: Slot,
	send: () => Promise<T>,
	waiting: Waiting,
): Promise<T> {
	const ledger = ledgerOf(accountKey, slot);
	if (!slot.wait) return await attempt(ledger, slot, send, waiting);
	return await ledger.inLine(async (hasWaited) => {
		const began = lasting();
		let isLater = hasWaited;
		for (;;) {
			const ms = ledger.untilFree(slot);
			if (ms > 0) {
				if (lasting() - began + ms > slot.mostMs) throw notInTime(slot, waiting.timeOfDay(ms));
				await waiting.pause(ms, `the next waits until ${waiting.timeOfDay(ms)}`);
				isLater = true;
				continue;
			}
			if (isLater) await slot.check?.();
			const outcome = await attempt(ledger, slot, send, waiting).then(
				(result) => ({ result }),
				(error: unknown) => {
					if (!isTaken(slot, error)) throw error;
					return undefined;
				},
			);
			if (outcome) return outcome.result;
		}
	}, waiting);
}

async function attempt<T>(
	ledger: Ledger,
	slot: Slot,
	send: () => Promise<T>,
	{ timeOfDay }: Waiting,
): Promise<T> {
	const result = await send().catch((error: unknown) => {
		// It may have been done, and then it took one.
		if (error instanceof ApiFailure && error.kind === 'unclear') ledger.note(slot);
		if (!isTaken(slot, error)) throw error;
		const known = ledger.untilFree(slot);
		ledger.learn(slot);
		throw known > 0 && !slot.wait ? withTime(error, timeOfDay(known)) : error;
	});
	ledger.note(slot);
	return result;
}

const isTaken = (slot: Slot, error: unknown): error is ApiFailure =>
	error instanceof ApiFailure && error.kind === 'refused' && slot.taken(error);

const withTime = (failure: ApiFailure, time: string) =>
	retold(failure, `${failure.message} By what this n8n has sent, the next is free at ${time}.`);

function notInTime({ mostMs }: Slot, time: string): ApiFailure {
	const minutes = Math.round(mostMs / 60_000);
	return new ApiFailure(
		'pace',
		`SendPulse takes no more of these for now, and it was not sent: the next may be free at ${time}, which is longer than the ${minutes} minutes that one waits. Run this again then.`,
	);
}
