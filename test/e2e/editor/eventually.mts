import { isDeepStrictEqual } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 50;
const BOUND_MS = 15_000;

/** Expects what a look at the page gives, once it has come to rest. */
export async function eventually<T>(look: () => Promise<T>, expected: T): Promise<void> {
	const deadline = Date.now() + BOUND_MS;
	for (;;) {
		const seen = await look();
		if (isDeepStrictEqual(seen, expected)) return;
		if (Date.now() > deadline) expect(seen).toEqual(expected);
		await wait(POLL_MS);
	}
}
