import { sleep } from 'n8n-workflow';

/** The execution was cancelled while something waited. */
export class Cancelled extends Error {
	constructor() {
		super('The execution was cancelled');
	}
}

/** @throws Cancelled */
export function stopIfCancelled(signal?: AbortSignal): void {
	if (signal?.aborted) throw new Cancelled();
}

/** Who is to be told of the end of each signal: one listener, however many wait for it. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** Node.js takes more than ten listeners for a leak, and says so in n8n's log. */
function waitingFor(signal: AbortSignal): Set<() => void> {
	const known = waiting.get(signal);
	if (known) return known;
	const told = new Set<() => void>();
	signal.addEventListener('abort', () => told.forEach((tell) => tell()), { once: true });
	waiting.set(signal, told);
	return told;
}

/**
 * What `work` gives, unless the execution is cancelled first: then at once {@link Cancelled}.
 * `work` itself goes on; it must not matter any more.
 */
export async function orCancelled<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await work;
	if (signal.aborted) {
		work.catch(() => {});
		throw new Cancelled();
	}
	const told = waitingFor(signal);
	let tell = () => {};
	const cancelled = new Promise<never>((_, reject) => {
		tell = () => reject(new Cancelled());
		told.add(tell);
	});
	try {
		return await Promise.race([work, cancelled]);
	} finally {
		told.delete(tell);
	}
}

/** Waits `ms` milliseconds, or less when the execution is cancelled. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	stopIfCancelled(signal);
	await orCancelled(sleep(ms), signal);
}

/** Work that was not over in time. */
export class TookTooLong extends Error {
	constructor() {
		super('It took too long');
	}
}

/**
 * What `work` gives, unless that takes longer than `ms` or the execution is cancelled first. The signal
 * that `work` is given ends with either, so that it lets go of its connection. Time is that of the
 * machine's own timer, which no setting of the clock disturbs.
 *
 * @throws TookTooLong, Cancelled, or what `work` throws
 */
export async function within<T>(
	ms: number,
	work: (signal: AbortSignal) => Promise<T>,
	signal?: AbortSignal,
): Promise<T> {
	stopIfCancelled(signal);
	const over = new AbortController();
	// No timer of ours: Node.js ends it together with its signal, and n8n never waits for it.
	const deadline = AbortSignal.timeout(Math.ceil(ms));
	const told = signal && waitingFor(signal);
	let late = () => {};
	let cancel = () => {};
	const ended = new Promise<never>((_, reject) => {
		const end = (error: Error) => {
			reject(error);
			over.abort();
		};
		late = () => end(new TookTooLong());
		cancel = () => end(new Cancelled());
	});
	deadline.addEventListener('abort', late, { once: true });
	told?.add(cancel);
	try {
		return await Promise.race([work(over.signal), ended]);
	} finally {
		deadline.removeEventListener('abort', late);
		told?.delete(cancel);
	}
}

/** Milliseconds of a clock that nobody sets, by which to tell how long something has lasted. */
export const lasting = () => performance.now();
