import { startBench, type Bench } from './client.mts';
import { createSandbox } from '../../sandbox/index.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const control = (method: string, path: string, body?: unknown) =>
	bench.call(method, `/sandbox/${path}`, { authorization: null, body });

describe('the log', () => {
	test('tells of each request what came and what went', async () => {
		await bench.call('GET', '/addressbooks?limit=1');
		await bench.call('POST', '/addressbooks/89300003/emails', {
			body: { emails: ['a@b.example'], tags: 'x' },
		});
		await bench.call('GET', '/addressbooks/89300003/emails/a%2Bb@c.example', {
			authorization: null,
		});
		expect([...bench.sandbox.log]).toEqual([
			{
				sequence: 1,
				time: bench.clock.now(),
				method: 'GET',
				path: '/addressbooks',
				query: { limit: '1' },
				body: null,
				token: 'apiKey',
				status: 200,
				code: null,
				duration: expect.any(Number),
				faults: [],
			},
			{
				sequence: 2,
				time: bench.clock.now(),
				method: 'POST',
				path: '/addressbooks/89300003/emails',
				query: {},
				body: { emails: ['a@b.example'], tags: 'x' },
				token: 'apiKey',
				status: 422,
				code: 422,
				duration: expect.any(Number),
				faults: [],
			},
			{
				sequence: 3,
				time: bench.clock.now(),
				method: 'GET',
				path: '/addressbooks/89300003/emails/a%2Bb@c.example',
				query: {},
				body: null,
				token: 'none',
				status: 401,
				code: 401,
				duration: expect.any(Number),
				faults: [],
			},
		]);
		expect((await control('GET', 'log?after=2')).json).toEqual([bench.sandbox.log[2]]);
	});

	test('knows the kind of token, never the token', async () => {
		const { account } = bench.sandbox.state;
		const { token } = account.fetchToken(account.clientId, account.clientSecret);
		await bench.call('GET', '/user/info', { authorization: `Bearer ${token}` });
		await bench.call('GET', '/user/info', { authorization: 'Bearer nobody' });
		expect(bench.sandbox.log.map((record) => record.token)).toEqual(['oauth', 'invalid']);
	});

	test('keeps secrets out, wherever they were sent', async () => {
		const { account } = bench.sandbox.state;
		const token = account.fetchToken(account.clientId, account.clientSecret).token;
		const grant = { grant_type: 'client_credentials', client_id: account.clientId };
		await bench.call('POST', '/oauth/access_token', {
			body: { ...grant, client_secret: account.clientSecret },
		});
		await bench.call('POST', '/oauth/access_token', {
			body: { ...grant, client_secret: 'mistyped-secret' },
		});
		await bench.call(
			'GET',
			`/addressbooks?access_token=${token}&api_key=mistyped-key&x=${bench.key}`,
		);
		await bench.call('GET', `/addressbooks/${token}/variables`);
		await bench.call('POST', '/addressbooks', {
			body: { bookName: 'x', nested: [{ [bench.key]: `Bearer ${token}` }] },
		});
		await bench.call('GET', `/addressbooks/${bench.key}%`);
		const { text } = await control('GET', 'log');
		for (const secret of [account.clientSecret, token, bench.key, 'mistyped'])
			expect(text).not.toContain(secret);
		expect(bench.sandbox.log[0]?.body).toEqual({ ...grant, client_secret: '[hidden]' });
	});

	test('a contact may have a variable called token', async () => {
		const body = { emails: [{ email: 'a@b.example', variables: { token: 'x' } }] };
		await bench.call('POST', '/addressbooks/89300003/emails', { body });
		expect(bench.sandbox.log[0]?.body).toEqual(body);
	});

	test('has its answer before the client has it', async () => {
		for (let index = 0; index < 20; index += 1) {
			await bench.get('/addressbooks');
			expect(bench.sandbox.log.at(-1)?.status).toBe(200);
		}
	});
});

describe('control', () => {
	test('needs no access, leaves no trace, meets no limit', async () => {
		for (let index = 0; index < 15; index += 1)
			expect((await control('GET', 'state')).status).toBe(200);
		expect(bench.sandbox.log).toHaveLength(0);
		for (let index = 0; index < 10; index += 1)
			expect((await bench.call('GET', '/user/info')).status).toBe(200);
	});

	test('tells the state in numbers, without secrets', async () => {
		const { account } = bench.sandbox.state;
		const { token } = account.fetchToken(account.clientId, account.clientSecret);
		const { json, text } = await control('GET', 'state');
		expect(json).toMatchObject({
			lists: [
				{ id: 89300001, name: 'Customers', contacts: 253, active: 236, variables: 4 },
				{ id: 89300002, name: 'Beta testers', contacts: 5, active: 4, variables: 2 },
				{ id: 89300003, name: 'Newsletter', contacts: 0, active: 0, variables: 4 },
			],
			contacts: 258,
			tokenFetches: 1,
			liveTokens: 1,
			requests: 0,
			faults: [],
			options: { perSecond: 10 },
		});
		for (const secret of [account.clientSecret, bench.key, token])
			expect(text).not.toContain(secret);
	});

	test('sets faults, one or several, and lifts them', async () => {
		await control('POST', 'faults', {
			kind: 'error500',
			match: { method: 'GET', path: '/user/*' },
			times: 1,
		});
		const { json } = await control('POST', 'faults', [
			{ kind: 'page502', times: 1 },
			{ kind: 'latency', ms: 0 },
		]);
		expect(json).toHaveLength(3);
		expect([
			(await bench.get('/user/info')).status,
			(await bench.get('/user/info')).status,
		]).toEqual([500, 502]);
		await control('POST', 'faults', { kind: 'error503' });
		await control('DELETE', 'faults');
		expect((await bench.get('/user/info')).status).toBe(200);
	});

	test.each([
		['faults', { kind: 'mischief' }],
		['faults', { kind: 'error500', often: 5 }],
		['faults', { kind: 'latency', ms: '5' }],
		['faults', [{ kind: 'error500' }, {}]],
		['options', { plan: 'gold' }],
		['options', { perSecond: '20' }],
		['options', { unknown: 1 }],
	])('%s refuses %j', async (path, body) => {
		const before = { ...bench.sandbox.options };
		expect((await control('POST', path, body)).status).toBe(400);
		expect([bench.sandbox.faults.list(), bench.sandbox.options]).toEqual([[], before]);
	});

	test('throws switches', async () => {
		const { json } = await control('POST', 'options', { perSecond: 1, retryAfter: 5 });
		expect(json).toMatchObject({ perSecond: 1, retryAfter: 5, perMinute: 1_000 });
		expect((await bench.call('GET', '/user/info')).status).toBe(200);
		expect((await bench.call('GET', '/user/info')).status).toBe(429);
	});

	test('shows mails, events and deliveries', async () => {
		bench.sandbox.state.webhooks.add('https://site.example/', 'new_emails');
		await bench.post('/senders', { email: 'second@shop.example', name: 'Second' });
		await bench.post('/events/name/purchase', { email: 'a@b.example' });
		await bench.post('/addressbooks/89300003/emails', { emails: ['a@b.example'] });
		expect((await control('GET', 'state')).json).toMatchObject({
			outbox: 1,
			events: 1,
			webhooks: 1,
			webhookEventsWaiting: 1,
			webhookDeliveries: 0,
			templates: 131,
			tags: 3,
			blacklist: 2,
			campaigns: 4,
		});
		await control('POST', 'webhooks/deliver');
		expect((await control('GET', 'outbox')).json).toMatchObject([
			{ kind: 'activation', to: 'second@shop.example' },
		]);
		expect((await control('GET', 'events')).json).toMatchObject([{ name: 'purchase' }]);
		expect((await control('GET', 'webhooks/deliveries')).json).toMatchObject([
			{ outcome: 'undeliverable', events: [{ email: 'a@b.example' }] },
		]);
	});

	test('revokes tokens', async () => {
		const { account } = bench.sandbox.state;
		const authorization = `Bearer ${account.fetchToken(account.clientId, account.clientSecret).token}`;
		await control('POST', 'tokens/revoke');
		expect((await bench.call('GET', '/user/info', { authorization })).status).toBe(401);
		expect((await bench.call('GET', '/user/info')).status).toBe(200);
	});

	test('a reset brings back the beginning', async () => {
		const before = (await control('GET', 'state')).json;
		await bench.post('/addressbooks', { bookName: 'x' });
		await bench.del('/addressbooks/89300001');
		await control('POST', 'options', { perSecond: 1 });
		await control('POST', 'faults', { kind: 'error500' });
		await control('POST', 'reset');
		expect((await control('GET', 'state')).json).toEqual(before);
		expect(bench.sandbox.log).toHaveLength(0);
		expect((await bench.call('GET', '/user/info')).status).toBe(200);
	});

	test('a reset keeps the switches the sandbox began with', async () => {
		await bench.sandbox.close();
		bench = await startBench({ perSecond: 3 });
		await control('POST', 'options', { perSecond: 1 });
		await control('POST', 'reset');
		expect(bench.sandbox.options.perSecond).toBe(3);
	});
});

describe('a sandbox', () => {
	test('begins the same every time', async () => {
		const other = createSandbox();
		const { account, lists } = other.state;
		expect([account.clientId, account.clientSecret, account.apiKeys[0]?.key]).toEqual([
			bench.sandbox.state.account.clientId,
			bench.sandbox.state.account.clientSecret,
			bench.key,
		]);
		expect([...(lists.getByName('Customers')?.contacts.values() ?? [])]).toEqual([
			...(bench.sandbox.state.lists.getByName('Customers')?.contacts.values() ?? []),
		]);
		expect(createSandbox({ seed: 2 }).state.account.clientId).not.toBe(account.clientId);
	});

	test('may begin blank', () => {
		const { state } = createSandbox({ blank: true });
		expect([state.lists.size, state.automations.all(), state.outbox]).toEqual([0, [], []]);
		for (const store of [
			state.senders,
			state.campaigns,
			state.templates,
			state.tags,
			state.segments,
			state.blacklist,
			state.webhooks,
		])
			expect(store.all()).toEqual([]);
		expect(state.account.users()).toHaveLength(1);
	});

	test('listens to this machine only', async () => {
		for (const host of ['0.0.0.0', '::', '192.0.2.1', 'shop.example']) {
			await expect(createSandbox().listen({ host })).rejects.toThrow('loopback');
		}
	});
});
