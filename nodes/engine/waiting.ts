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
