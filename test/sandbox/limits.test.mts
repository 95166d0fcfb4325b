import { startBench, type Bench } from './client.mts';
import type { SandboxSetup } from '../../sandbox/index.mts';

let bench: Bench;
const start = async (setup: SandboxSetup = {}) => {
	bench = await startBench(setup);
};
afterEach(() => bench.sandbox.close());

const info = (authorization?: string) => bench.call('GET', '/user/info', { authorization });

async function statuses(count: number): Promise<number[]> {
	const found: number[] = [];
	for (let index = 0; index < count; index += 1) found.push((await info()).status);
	return found;
}

test('ten requests in any second, the window sliding', async () => {
	await start();
	expect(await statuses(5)).toEqual(Array(5).fill(200));
	bench.clock.advance(600);
	expect(await statuses(6)).toEqual([...Array(5).fill(200), 429]);
	bench.clock.advance(399);
	expect(await statuses(1)).toEqual([429]);
	bench.clock.advance(1);
	expect(await statuses(6)).toEqual([...Array(5).fill(200), 429]);
});

test('the refusal carries code 2020202020, and no Retry-After', async () => {
	await start();
	await statuses(10);
	const { status, json, headers } = await info();
	expect(status).toBe(429);
	expect(json).toEqual({ message: 'More than 10 requests per second', error_code: 2020202020 });
	expect(headers['retry-after']).toBeUndefined();
});

test('status and Retry-After are switches', async () => {
	await start({ perSecondStatus: 422, retryAfter: 7 });
	await statuses(10);
	const { status, json, headers } = await info();
	expect([status, json.error_code, headers['retry-after']]).toEqual([422, 2020202020, '7']);
});

test('all tokens and keys of the account share the limit', async () => {
	await start();
	const { account } = bench.sandbox.state;
	const other = `Bearer ${account.createApiKey('other').key}`;
	const token = `Bearer ${account.fetchToken(account.clientId, account.clientSecret).token}`;
	for (let index = 0; index < 9; index += 1) await info(index % 2 ? other : token);
	expect((await info()).status).toBe(200);
	expect((await info(other)).status).toBe(429);
	expect((await info(token)).status).toBe(429);
});

test('a refused request does nothing', async () => {
	await start();
	await statuses(10);
	const { status } = await bench.call('POST', '/addressbooks', { body: { bookName: 'Too fast' } });
	expect(status).toBe(429);
	expect(bench.sandbox.state.lists.getByName('Too fast')).toBeUndefined();
});

test('a request without access does not count', async () => {
	await start();
	for (let index = 0; index < 15; index += 1)
		expect((await info('Bearer nobody')).status).toBe(401);
	expect(await statuses(10)).toEqual(Array(10).fill(200));
});

test.each([
	[false, 200],
	[true, 429],
])('refused requests count: %s', async (countRefused, expected) => {
	await start({ countRefused });
	await statuses(10);
	bench.clock.advance(500);
	await statuses(10);
	bench.clock.advance(500);
	expect(await statuses(1)).toEqual([expected]);
});

test.each([
	[false, 200],
	[true, 429],
])('token requests count: %s', async (countTokenRequests, expected) => {
	await start({ countTokenRequests });
	const { clientId, clientSecret } = bench.sandbox.state.account;
	const body = {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	};
	for (let index = 0; index < 10; index += 1)
		await bench.call('POST', '/oauth/access_token', { authorization: null, body });
	expect(await statuses(1)).toEqual([expected]);
});

test('a thousand requests in any minute', async () => {
	await start({ perMinute: 30 });
	for (let index = 0; index < 30; index += 1)
		expect((await bench.get('/user/info')).status).toBe(200);
	const { status, json } = await bench.get('/user/info');
	expect([status, json]).toEqual([429, { message: 'Too many requests', error_code: 429 }]);
	bench.clock.advance(60_000);
	expect((await info()).status).toBe(200);
	expect(bench.sandbox.options.perMinute).toBe(30);
});

test('the quotas of a free plan are the default', async () => {
	await start();
	expect(bench.sandbox.options).toMatchObject({ perSecond: 10, perMinute: 1_000, perDay: 500_000 });
});

test('a quota for the day', async () => {
	await start({ perDay: 3 });
	expect(await statuses(4)).toEqual([200, 200, 200, 429]);
	bench.clock.advance(3_600_000);
	expect(await statuses(1)).toEqual([429]);
	bench.clock.advance(24 * 3_600_000);
	expect(await statuses(1)).toEqual([200]);
});
