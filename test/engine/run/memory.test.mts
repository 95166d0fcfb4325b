/** What a process keeps of the runs that are over, of refused and failed ones too, in virtual time. */
import '../virtualTime.mts';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IExecuteFunctions } from 'n8n-workflow';
import { Client } from '../../../nodes/engine/api/client';
import { get } from '../../../nodes/SendPulse/product';

const KILOBYTE = 1_024;
const REQUESTS = 20;
const ROUNDS = 30;
/** So much hangs on each answer: kept, those of the rounds that count would be 30 MB and more. */
const ANSWER = 64 * KILOBYTE;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is kept, not what nobody has tidied up yet. */
async function heap(): Promise<number> {
	let least = Infinity;
	for (let round = 0; round < 5; round++) {
		await new Promise((resolve) => setImmediate(resolve));
		collect();
		least = Math.min(least, process.memoryUsage().heapUsed);
	}
	return least;
}

/** Answers in turn: done, too fast, done, not found. */
const STATUSES = [200, 429, 200, 404];

/** One run of a workflow, with a signal of its own. */
async function oneRun(account: string, cancelled: boolean): Promise<void> {
	const abort = new AbortController();
	let turn = 0;
	const client = await Client.open({
		getCredentials: async () => ({
			authentication: 'apiKey',
			apiKey: account,
			baseUrl: 'https://api.sendpulse.com',
		}),
		getNode: () => ({}),
		getExecutionCancelSignal: () => abort.signal,
		helpers: {
			httpRequestWithAuthentication: async () => {
				const statusCode = STATUSES[turn++ % STATUSES.length];
				// Of its own, and no text that others could share.
				return { statusCode, headers: {}, body: { records: new Array(ANSWER / 8).fill(turn) } };
			},
		},
	} as unknown as IExecuteFunctions);
	const sent = Array.from({ length: REQUESTS }, async (_, n) => await client.send(get`/x/${n}`));
	if (cancelled) abort.abort();
	await Promise.allSettled(sent);
}

test('six hundred requests more, done, refused, failed or cancelled, leave nothing behind', async () => {
	const account = 'memory';
	const rounds = async (count: number) => {
		for (let round = 0; round < count; round++) await oneRun(account, round % 5 === 4);
	};
	// What is made once.
	await rounds(ROUNDS);
	const before = await heap();

	await rounds(ROUNDS);

	expect(((await heap()) - before) / KILOBYTE).toBeLessThan(2_048);
});
