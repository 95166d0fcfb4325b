/** How long the client bears with refusals, in virtual time: SendPulse here answers at once. */
import { setClock } from '../virtualTime.mts';
import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { Client, type Patience } from '../../../nodes/engine/api/client';
import { get } from '../../../nodes/SendPulse/product';

interface Answer {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

const OK: Answer = { statusCode: 200, headers: {}, body: { total: 1 } };
const refusal = (headers = {}): Answer => ({ statusCode: 429, headers, body: {} });

let accounts = 0;

/** An account, and when its requests arrived. */
class Account {
	readonly arrived: number[] = [];

	private readonly apiKey = `patience-${++accounts}`;

	private readonly began = performance.now();

	constructor(private readonly answer: (time: number, url: string) => Answer) {}

	/** Milliseconds since the beginning. */
	get time(): number {
		return performance.now() - this.began;
	}

	/** A run of its own in n8n. */
	async client(patience?: Patience): Promise<Client> {
		return await Client.open(
			{
				getCredentials: async () => ({
					authentication: 'apiKey',
					apiKey: this.apiKey,
					baseUrl: 'https://api.sendpulse.com',
				}),
				getNode: () => ({}),
				getExecutionCancelSignal: () => undefined,
				helpers: {
					httpRequestWithAuthentication: async (_: string, { url }: { url: string }) => {
						this.arrived.push(this.time);
						return this.answer(this.time, url);
					},
				},
			} as unknown as IExecuteFunctions,
			patience,
		);
	}

	/** Sends so many requests of one run side by side; gives the messages of those that failed. */
	async send(count: number, client?: Client): Promise<string[]> {
		const one = client ?? (await this.client());
		const ends = await Promise.allSettled(
			Array.from({ length: count }, async () => await one.send(get`/x`)),
		);
		return ends.flatMap((end) =>
			end.status === 'rejected' ? [(end.reason as Error).message] : [],
		);
	}
}

/** The quota is per minute: that much is worth waiting for, and little more. */
const LEAST = 65_000;
const MOST = 100_000;

test.each([1, 2, 40, 500])('%d requests that are all refused end together', async (count) => {
	const account = new Account(() => refusal());
	const failures = await account.send(count);
	expect(failures).toHaveLength(count);
	for (const message of failures) expect(message).toContain('10 a second');
	expect(account.time).toBeGreaterThanOrEqual(LEAST);
	expect(account.time).toBeLessThanOrEqual(MOST);
});

test('one that was refused twice, with a long line between, is sent again', async () => {
	let refusals = 2;
	const account = new Account((_, url) =>
		url.endsWith('/late') && refusals-- > 0 ? refusal() : OK,
	);
	const client = await account.client();
	const late = client.send(get`/late`);
	const others = account.send(1_500, client);
	await expect(late).resolves.toEqual({ total: 1 });
	expect(account.time).toBeGreaterThan(MOST);
	expect(await others).toEqual([]);
});

test('what comes after that in the same run fails at once', async () => {
	const account = new Account(() => refusal());
	const client = await account.client();
	await account.send(3, client);
	const { time } = account;
	const sent = account.arrived.length;
	expect(await account.send(1_000, client)).toHaveLength(1_000);
	expect(account.arrived).toHaveLength(sent);
	expect(account.time - time).toBeLessThan(5_000);
});

test('runs beside each other end soon after each other', async () => {
	const account = new Account(() => refusal());
	const runs = await Promise.all([40, 40, 40].map(async (count) => await account.send(count)));
	expect(runs.flat()).toHaveLength(120);
	// What one of them is told holds for the others.
	expect(account.time).toBeLessThanOrEqual(MOST);
});

test.each([undefined, '7200'])(
	'runs do not pile up while nothing is taken (%s)',
	async (seconds) => {
		const account = new Account(() => refusal(seconds ? { 'retry-after': seconds } : {}));
		const waited: number[] = [];
		const runs = Array.from({ length: 60 }, async (_, minute) => {
			await sleep(1 + minute * 15_000);
			const { time } = account;
			expect(await account.send(40)).toHaveLength(40);
			waited.push(account.time - time);
		});
		await Promise.all(runs);
		expect(waited).toHaveLength(60);
		expect(Math.max(...waited)).toBeLessThanOrEqual(2 * MOST);
	},
);

test('the next run tries for itself', async () => {
	let open = false;
	const account = new Account(() => (open ? OK : refusal()));
	expect(await account.send(40)).toHaveLength(40);
	open = true;
	expect(await account.send(40)).toEqual([]);
});

test.each([40, 60, 100])(
	'a quota of %d a minute: 300 requests of two runs lose none',
	async (quota) => {
		const taken: number[] = [];
		const account = new Account((time) => {
			if (taken.filter((at) => at > time - 60_000).length >= quota) return refusal();
			taken.push(time);
			return OK;
		});
		const client = await account.client();
		// As many side by side as a run has on their way.
		for (let round = 0; round < 5; round++) {
			const [own, other] = await Promise.all([account.send(30, client), account.send(30)]);
			expect([...own, ...other]).toEqual([]);
		}
		expect(taken).toHaveLength(300);
	},
);

describe('Retry-After', () => {
	test('is waited for', async () => {
		const account = new Account((time) => (time < 50_000 ? refusal({ 'retry-after': '50' }) : OK));
		expect(await account.send(40)).toEqual([]);
		expect(account.arrived.filter((at) => at > 5_000 && at < 49_000)).toEqual([]);
	});

	test('of hours to one request of a run ends no other run', async () => {
		const account = new Account((_, url) =>
			url.endsWith('/slow') ? refusal({ 'retry-after': '7200' }) : OK,
		);
		const [one, other] = [await account.client(), await account.client()];
		const slow = one.send(get`/slow`);
		const others = account.send(60, other);
		await expect(slow).rejects.toThrow('10 a second');
		expect(await others).toEqual([]);
	});

	test('of hours is told to all at once', async () => {
		const account = new Account(() => refusal({ 'retry-after': '7200' }));
		expect(await account.send(500)).toHaveLength(500);
		expect(account.time).toBeLessThan(5_000);
		expect(account.arrived.length).toBeLessThanOrEqual(10);
	});

	test('of hours does not lock the next run out for hours', async () => {
		let open = false;
		const account = new Account(() => (open ? OK : refusal({ 'retry-after': '7200' })));
		await account.send(40);
		expect(await account.send(40)).toHaveLength(40);
		expect(account.time).toBeLessThanOrEqual(MOST);
		open = true;
		expect(await account.send(40)).toEqual([]);
	});
});

test.each([
	['back', -3_600_000],
	['on', 3_600_000],
])(
	'a clock that is put %s while SendPulse refuses ends nobody, and keeps nobody',
	async (_, by) => {
		const account = new Account((time) => {
			if (account.arrived.length === 4) setClock(by);
			return time < 30_000 ? refusal() : OK;
		});
		expect(await account.send(40)).toEqual([]);
		expect(account.time).toBeLessThanOrEqual(MOST);
	},
);

test('one that is unlucky does not end the others', async () => {
	// Every second request is refused, so somebody always gets through.
	let turn = 0;
	const account = new Account(() => (++turn % 2 === 0 ? OK : refusal()));
	expect(await account.send(40)).toEqual([]);
});

describe('a person who gets no turn is told why', () => {
	test('because the account stands still after a refusal', async () => {
		const account = new Account(() => refusal({ 'retry-after': '60' }));
		await account.send(1);
		const [message] = await account.send(1, await account.client('person'));
		expect(message).toContain('SendPulse refuses requests for now');
		expect(message).toContain('Try again in a minute');
		expect(message).not.toContain('Other work');
	});

	test.each([
		['3600', 'Try again in 60 minutes'],
		['86400', 'Try again in 24 hours'],
	])('and for how long SendPulse asked to wait (%s)', async (seconds, words) => {
		const account = new Account(() => refusal({ 'retry-after': seconds }));
		await account.send(1, await account.client('person'));
		const [message] = await account.send(1, await account.client('person'));
		expect(message).toContain(words);
	});

	test('because too many others are before him', async () => {
		const account = new Account(() => OK);
		const messages = await account.send(100, await account.client('person'));
		expect(messages.at(-1)).toContain('Other work of this n8n');
	});
});
