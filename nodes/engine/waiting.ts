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

/**
 * What `work` gives, unless the execution is cancelled first: then at once {@link Cancelled}.
 * `work` itself goes on; it must not matter any more.
 */
export async function orCancelled<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await work;
	stopIfCancelled(signal);
	let onAbort = () => {};
	const cancelled = new Promise<never>((_, reject) => {
		onAbort = () => reject(new Cancelled());
		signal.addEventListener('abort', onAbort, { once: true });
	});
	try {
		return await Promise.race([work, cancelled]);
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}

/** Waits `ms` milliseconds, or less when the execution is cancelled. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	await orCancelled(sleep(ms), signal);
}
