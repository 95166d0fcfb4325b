/** A SendPulse that is away, for a while or for good, in virtual time. */
import '../eventTime.mts';
import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { Client, type Patience } from '../../../nodes/engine/api/client';
import { get, post } from '../../../nodes/SendPulse/product';
import { perform } from '../../../nodes/engine/run/schedule';
import { TokenFailure } from '../../../nodes/engine/api/token';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

interface Answer {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

const OK: Answer = { statusCode: 200, headers: {}, body: { result: true } };
const status = (statusCode: number, headers = {}): Answer => ({ statusCode, headers, body: {} });

const network = (code: string, more = {}) => Object.assign(new Error('x'), { code, ...more });

/** Nothing comes for so long that n8n gives it up. */
async function silence(): Promise<never> {
	await sleep(MINUTE);
	throw network('ECONNABORTED');
}

type Behaviour = (time: number, path: string) => Answer | Promise<Answer>;

let servers = 0;

/** A SendPulse, and the runs that use it. */
class Server {
	/** When requests arrived, and for what. */
	readonly arrived: Array<{ at: number; path: string }> = [];

	private readonly began = Date.now();

	private readonly id = `outage-${++servers}`;

	constructor(
		private readonly behave: Behaviour,
		private readonly authentication: 'apiKey' | 'clientCredentials' = 'apiKey',
	) {}

	get time(): number {
		return Date.now() - this.began;
	}

	async client(patience?: Patience): Promise<Client> {
		return await Client.open(
			{
				getCredentials: async () => ({
					authentication: this.authentication,
					apiKey: this.id,
					clientId: this.id,
					clientSecret: 'secret',
					baseUrl: 'https://api.sendpulse.com',
					token: '',
				}),
				getNode: () => ({ credentials: { sendPulseRestApi: { id: this.id, name: '' } } }),
				getExecutionCancelSignal: () => undefined,
				helpers: {
					httpRequestWithAuthentication: async (_: string, { url }: { url: string }) => {
						const path = new URL(url).pathname;
						this.arrived.push({ at: this.time, path });
						return await this.behave(this.time, path);
					},
				},
			} as unknown as IExecuteFunctions,
			patience,
		);
	}
}

interface Import {
	requests: number;
	/** Whether they have an order of their own, so that one waits for the other. */
	inOrder?: boolean;
	repeatable?: boolean;
}

/** Sends so many writes as a run does that goes on with the others. Gives what each was told, '' where it worked. */
async function importInto(
	client: Client,
	{ requests, inOrder = false, repeatable = true }: Import,
): Promise<string[]> {
	const messages = new Array<string>(requests).fill('');
	await perform(
		messages.map((_, index) => ({
			concerns: inOrder ? ['all'] : [],
			perform: async () =>
				await client.send({ ...post`/x/${index}`, body: {} }, { repeatable }).then(
					() => true,
					(error: Error) => {
						messages[index] = error.message;
						return false;
					},
				),
		})),
		false,
	);
	return messages;
}

const failed = (messages: string[]) => messages.filter((message) => message !== '');

describe('an outage is borne', () => {
	test.each<[string, number, () => Answer | Promise<Answer>]>([
		['503 with Retry-After', 12, () => status(503, { 'retry-after': '12' })],
		['503 with a Retry-After that grows', 60, () => status(503, { 'retry-after': '60' })],
		['503 with a short Retry-After', 60, () => status(503, { 'retry-after': '1' })],
		['502', 12, () => status(502)],
		['502', 60, () => status(502)],
		['504', 90, () => status(504)],
		['lost connections', 60, async () => await Promise.reject(network('ECONNRESET'))],
		['a server that starts anew', 60, async () => await Promise.reject(network('ECONNREFUSED'))],
	])('%s, for %d s in the middle of an import: nothing fails', async (_, seconds, outage) => {
		const [from, to] = [2 * SECOND, (2 + seconds) * SECOND];
		const server = new Server((time) => (time < from || time > to ? OK : outage()));
		const messages = await importInto(await server.client(), { requests: 60 });
		expect(failed(messages)).toEqual([]);
		expect(server.time).toBeGreaterThan(to);
	});

	test('503 from the beginning on, as well', async () => {
		const server = new Server((time) => (time < MINUTE ? status(503) : OK));
		const messages = await importInto(await server.client(), { requests: 3, inOrder: true });
		expect(failed(messages)).toEqual([]);
	});

	test('Retry-After is kept', async () => {
		const server = new Server((time) =>
			time < 10 * SECOND ? status(503, { 'retry-after': '12' }) : OK,
		);
		await importInto(await server.client(), { requests: 1 });
		const [first, second] = server.arrived;
		expect(second!.at - first!.at).toBeGreaterThanOrEqual(12 * SECOND);
		expect(server.arrived).toHaveLength(2);
	});

	test('one of hours is not waited for', async () => {
		const server = new Server(() => status(503, { 'retry-after': '7200' }));
		expect(failed(await importInto(await server.client(), { requests: 1 }))).toHaveLength(1);
		expect(server.time).toBeLessThan(SECOND);
	});

	test.each([500, 502])(
		'not so a request that fails beside others, %d: it has four attempts',
		async (code) => {
			const server = new Server((_, path) => (path === '/x/7' ? status(code) : OK));
			const messages = await importInto(await server.client(), { requests: 500 });
			expect(failed(messages)).toHaveLength(1);
			expect(messages[7]).toContain('4 times in a row');
		},
	);

	test('nor a host that was never reached: that is told soon', async () => {
		const server = new Server(async () => await Promise.reject(network('ECONNREFUSED')));
		expect(await importInto(await server.client(), { requests: 1 })).toEqual([
			expect.stringContaining("can't be reached"),
		]);
		expect(server.time).toBeLessThan(15 * SECOND);
	});

	test.each<Patience>(['person', 'delivery'])('nor by a %s', async (patience) => {
		const server = new Server(() => status(503, { 'retry-after': '30' }));
		const client = await server.client(patience);
		await expect(client.send(get`/x`)).rejects.toThrow('status 503');
		expect(server.arrived).toHaveLength(1);
		expect(server.time).toBeLessThan(6 * SECOND);
	});
});

describe('a SendPulse that is not there ends a run that would go on', () => {
	const NOTHING_SENT =
		/^Nothing was sent for this, because SendPulse has not been there for \d minutes/;
	const absences: Array<[string, Behaviour, number]> = [
		['takes connections and never answers', silence, 6],
		['can not be reached', async () => await Promise.reject(network('ECONNREFUSED')), 4],
		['resets connections', async () => await Promise.reject(network('ECONNRESET')), 4],
		['has a gateway that says 502', () => status(502), 4],
	];
	/** What the first request is answered. */
	const beginnings: Array<[string, Behaviour | undefined]> = [
		['from the beginning on', undefined],
		['after a good start', () => OK],
	];

	describe.each(absences)('that %s', (_, behave, minutes) => {
		test.each(beginnings)('%s: side by side', async (__, start) => {
			const server = new Server((time, path) =>
				(path === '/x/0' && start ? start : behave)(time, path),
			);
			const messages = await importInto(await server.client(), { requests: 3_000 });
			expect(failed(messages)).toHaveLength(start ? 2_999 : 3_000);
			expect(server.time).toBeLessThan(minutes * MINUTE);
			expect(messages.at(-1)).toMatch(NOTHING_SENT);
			// Whatever has been sent is never called not sent.
			const sent = new Set(server.arrived.map(({ path }) => Number(path.slice(3))));
			for (const index of sent) expect(messages[index]).not.toMatch(/Nothing was sent/);
		});

		test.each(beginnings)('%s: one after the other', async (__, start) => {
			const server = new Server((time, path) =>
				(path === '/x/0' && start ? start : behave)(time, path),
			);
			const messages = await importInto(await server.client(), { requests: 2_000, inOrder: true });
			expect(failed(messages)).toHaveLength(start ? 1_999 : 2_000);
			expect(server.time).toBeLessThan(10 * MINUTE);
			expect(messages.at(-1)).toMatch(NOTHING_SENT);
		});
	});

	test('what must not be done twice: those that were sent are told from those that were not', async () => {
		const server = new Server(silence);
		const messages = await importInto(await server.client(), {
			requests: 2_000,
			inOrder: true,
			repeatable: false,
		});
		const sent = server.arrived.length;
		expect(sent).toBeLessThanOrEqual(4);
		for (const message of messages.slice(0, sent)) expect(message).toContain('was not sent again');
		for (const message of messages.slice(sent)) expect(message).toMatch(NOTHING_SENT);
		expect(server.time).toBeLessThan(5 * MINUTE);
	});

	test('not so one request that is left without an answer', async () => {
		const server = new Server((_, path) => (path === '/x/1' ? silence() : OK));
		const messages = await importInto(await server.client(), { requests: 100, inOrder: true });
		expect(failed(messages)).toHaveLength(1);
		expect(messages[1]).toContain('4 times in a row');
	});

	test('a token endpoint that never answers: one request for all that wait', async () => {
		const server = new Server(async () => {
			await sleep(30 * SECOND);
			throw new TokenFailure('unavailable', "SendPulse can't be reached: no answer in time.");
		}, 'clientCredentials');
		const messages = await importInto(await server.client(), { requests: 2_000 });
		expect(failed(messages)).toHaveLength(2_000);
		expect(server.arrived.length).toBeLessThanOrEqual(8);
		expect(server.time).toBeLessThan(6 * MINUTE);
		for (const message of messages) expect(message).toContain('no answer in time');
	});

	test('one that answers at once without a token: likewise', async () => {
		const server = new Server(async () => {
			throw new TokenFailure('unavailable', 'SendPulse issued no access token.', undefined, 503);
		}, 'clientCredentials');
		const messages = await importInto(await server.client(), { requests: 500 });
		expect(failed(messages)).toHaveLength(500);
		// Those that wait come back together.
		expect(server.arrived.length).toBeLessThan(60);
		expect(server.time).toBeLessThan(4 * MINUTE);
	});
});
