import { startBench, type Bench } from './client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const unauthorized = { message: 'Unauthorized!', error_code: 401 };

function fetchToken(overrides: Record<string, unknown> = {}) {
	const { clientId, clientSecret } = bench.sandbox.state.account;
	return bench.call('POST', '/oauth/access_token', {
		authorization: null,
		body: {
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			...overrides,
		},
	});
}

describe('tokens', () => {
	test('id and secret give a token for an hour', async () => {
		const { status, json } = await fetchToken();
		expect(status).toBe(200);
		expect(json).toEqual({
			access_token: expect.any(String),
			token_type: 'Bearer',
			expires_in: 3600,
		});
		const { status: access } = await bench.call('GET', '/user/info', {
			authorization: `Bearer ${json.access_token}`,
		});
		expect(access).toBe(200);
		expect(bench.sandbox.state.account.tokenFetches).toBe(1);
	});

	test('a form is taken as well as JSON', async () => {
		const { clientId, clientSecret } = bench.sandbox.state.account;
		const { status } = await bench.call('POST', '/oauth/access_token', {
			authorization: null,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			raw: String(
				new URLSearchParams({
					grant_type: 'client_credentials',
					client_id: clientId,
					client_secret: clientSecret,
				}),
			),
		});
		expect(status).toBe(200);
	});

	test.each([
		['a wrong secret', { client_secret: 'wrong' }],
		['a wrong id', { client_id: 'wrong' }],
	])('%s is refused in the words of OAuth and of the API', async (_, overrides) => {
		const { status, json } = await fetchToken(overrides);
		expect(status).toBe(401);
		expect(json).toEqual({
			error: 'invalid_client',
			error_description: 'Client authentication failed.',
			message: 'Client authentication failed.',
			error_code: 1,
		});
		expect(bench.sandbox.state.account.tokenFetches).toBe(0);
	});

	test.each([
		['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
		['no grant', { grant_type: undefined }, 'invalid_request'],
		['no id', { client_id: undefined }, 'invalid_request'],
		['no secret', { client_secret: '' }, 'invalid_request'],
	])('%s is refused', async (_, overrides, error) => {
		const { status, json } = await fetchToken(overrides);
		expect([status, json.error]).toEqual([400, error]);
	});

	test('a token ends with its hour, not before', async () => {
		const authorization = `Bearer ${(await fetchToken()).json.access_token}`;
		bench.clock.advance(3_600_000 - 1);
		expect((await bench.call('GET', '/user/info', { authorization })).status).toBe(200);
		bench.clock.advance(1);
		const { status, json } = await bench.call('GET', '/user/info', { authorization });
		expect([status, json]).toEqual([401, unauthorized]);
	});

	test('a new token leaves the earlier one good; revoking ends all', async () => {
		const first = `Bearer ${(await fetchToken()).json.access_token}`;
		const second = `Bearer ${(await fetchToken()).json.access_token}`;
		expect(first).not.toBe(second);
		expect((await bench.call('GET', '/user/info', { authorization: first })).status).toBe(200);
		bench.sandbox.state.account.revokeTokens();
		for (const authorization of [first, second]) {
			expect((await bench.call('GET', '/user/info', { authorization })).status).toBe(401);
		}
	});
});

describe('API keys', () => {
	test('several work side by side, five at most', async () => {
		const { account } = bench.sandbox.state;
		const keys = ['b', 'c', 'd', 'e'].map((name) => account.createApiKey(name).key);
		for (const key of keys) {
			expect(
				(await bench.call('GET', '/user/info', { authorization: `Bearer ${key}` })).status,
			).toBe(200);
		}
		expect(() => account.createApiKey('f')).toThrow('at most 5');
	});

	test('a revoked key is unknown', async () => {
		const [key] = bench.sandbox.state.account.apiKeys;
		if (key) key.revoked = true;
		const { status, json } = await bench.call('GET', '/user/info');
		expect([status, json]).toEqual([401, unauthorized]);
	});

	test.each([
		[['127.0.0.1'], 200],
		[['203.0.113.7'], 403],
		[[], 403],
	])('a key for the addresses %j gets %i', async (ips, expected) => {
		const { key } = bench.sandbox.state.account.createApiKey('tied', ips);
		const { status } = await bench.call('GET', '/user/info', { authorization: `Bearer ${key}` });
		expect(status).toBe(expected);
	});
});

describe('no access', () => {
	test.each([
		['no header', null],
		['an unknown token', 'Bearer nobody'],
		['another scheme', 'Basic bm9ib2R5OngK'],
		['an empty bearer', 'Bearer '],
	])('%s', async (_, authorization) => {
		const { status, json } = await bench.call('GET', '/addressbooks', { authorization });
		expect([status, json]).toEqual([401, unauthorized]);
	});

	test('the key without the word Bearer', async () => {
		expect((await bench.call('GET', '/addressbooks', { authorization: bench.key })).status).toBe(
			401,
		);
	});

	test('nothing happens to the data', async () => {
		await bench.call('POST', '/addressbooks', {
			authorization: null,
			body: { bookName: 'Sneaked in' },
		});
		expect(bench.sandbox.state.lists.getByName('Sneaked in')).toBeUndefined();
	});

	test.each([
		['GET', '/nothing'],
		['PATCH', '/addressbooks'],
		['HEAD', '/addressbooks'],
		['GET', '/address books'],
	])('%s %s is no route', async (method, path) => {
		expect((await bench.call(method, path)).status).toBe(404);
	});

	test('a path that can not be decoded', async () => {
		const { status, json } = await bench.call('GET', '/addressbooks/89300001/emails/100%');
		expect([status, json]).toEqual([400, { message: 'Bad request', error_code: 400 }]);
	});
});

describe('GET /user/info', () => {
	test('tells the zone of the account', async () => {
		const { json } = await bench.get('/user/info');
		expect(json).toMatchObject({
			id: 7100001,
			first_name: 'Ada',
			last_name: 'Holm',
			currency: 'USD',
			phone: '4930901820',
		});
		expect([json.locale, json.time_zone]).toEqual(['Europe/Berlin', '1']);
	});

	test.each([
		['Pacific/Auckland', '12'],
		['America/New_York', '-5'],
		['Asia/Kolkata', '5.5'],
	])('%s lies %s hours east', async (locale, offset) => {
		bench.sandbox.state.account.profile.locale = locale;
		expect((await bench.get('/user/info')).json.time_zone).toBe(offset);
	});
});

test.each([
	['GET', '/campaigns'],
	['POST', '/campaigns'],
	['PATCH', '/campaigns/1'],
	['DELETE', '/campaigns/1'],
	['GET', '/campaigns/1/referrals'],
	['GET', '/templates'],
	['POST', '/template'],
	['GET', '/senders'],
	['POST', '/senders/hello@shop.example/code'],
	['GET', '/blacklist'],
	['DELETE', '/blacklist'],
	['GET', '/emails/a@b.example'],
	['POST', '/emails'],
	['GET', '/tags'],
	['POST', '/tags/pin/email'],
	['GET', '/v2/email-service/webhook'],
	['DELETE', '/v2/email-service/webhook/1'],
	['POST', '/events/name/registration'],
	['GET', '/balance'],
	['GET', '/user/balance/detail'],
	['GET', '/user/invited-users-list'],
])('%s %s needs a token, and misbehaves when told', async (method, path) => {
	const { status, json } = await bench.call(method, path, { authorization: null });
	expect([status, json]).toEqual([401, unauthorized]);
	bench.sandbox.faults.add({ kind: 'error503', match: { method, path } });
	expect((await bench.call(method, path)).status).toBe(503);
});
