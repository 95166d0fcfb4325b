/** SMS campaigns: what is taken, what it costs, and what becomes of it. */
import { HOSTILE } from '../hostileValues.mts';
import { startBench, type Bench } from '../client.mts';
import { call, decide, listWith, refusal, STEP } from './sms.mts';

const [UA1, UA2, DE] = ['380671234501', '380671234502', '4915112345601'] as const;

let bench: Bench;
beforeEach(async () => {
	bench = await startBench({ blank: true });
	bench.sandbox.options.smsWrapped = 'object';
	const { sms } = bench.sandbox.state;
	sms.addSender('Holm', 'UA');
	sms.addSender('Holm', 'DE');
	sms.addSender('Waiting', 'UA', 0);
	for (const phone of [UA1, UA2, DE]) decide(bench, phone);
});
afterEach(() => bench.sandbox.close());

const post = (path: string, body?: unknown) => call(bench, 'POST', path, body);
const get = async (path: string) => (await call(bench, 'GET', path))[1];
const message = (changes: object = {}) => ({
	sender: 'Holm',
	phones: [UA1],
	body: 'Hello',
	...changes,
});
const send = (changes: object = {}) => post('/sms/send', message(changes));
const info = async (id: number) => (await get(`/sms/campaigns/info/${id}`)).data;
const statuses = async (id: number) =>
	(await info(id)).task_phones_info.map(({ status }: { status: number }) => status);
const balance = () => bench.sandbox.state.account.funds.balance;
const national = { route: { UA: 'national', DE: 'national' } };

test('moderation, sent, and delivered or not', async () => {
	decide(bench, UA2, 'softBounce');
	await post('/sms/black_list', { phones: [DE], description: 'stop' });
	const [status, answer] = await send({ phones: [UA1, UA2, UA1, DE, 'x'], ...national });
	expect([status, answer]).toEqual([
		200,
		{ result: true, campaign_id: 7520001, counters: { exceptions: 2, sends: 2 } },
	]);
	const id = answer.campaign_id;
	expect(await statuses(id)).toEqual([0, 0]);
	bench.clock.advance(2 * STEP);
	expect(await statuses(id)).toEqual([1, 1]);
	bench.clock.advance(STEP);
	expect(await info(id)).toEqual({
		id,
		address_book_id: 0,
		currency: 'USD',
		company_price: 0.04,
		send_date: '2026-01-15 10:00:00',
		date_created: '2026-01-15 10:00:00',
		sender_name: 'Holm',
		task_phones_info: [
			[UA1, 2, 'Delivered'],
			[UA2, 12, 'Not delivered'],
		].map(([phone, code, explain]) => ({
			phone: Number(phone),
			status: code,
			status_explain: explain,
			сountry_code: 'UA',
			money_spent: 0.02,
		})),
	});
	expect((await get('/sms/campaigns/list')).data).toEqual([
		{
			id,
			address_book_id: 0,
			company_price: 0.04,
			company_currency: 'USD',
			send_date: '2026-01-15 10:00:00',
			date_created: '2026-01-15 10:00:00',
			sender_mail_address: '',
			sender_mail_name: 'Holm',
			external_stat: [],
		},
	]);
	Object.assign(bench.sandbox.options, { smsCountryKey: 'latin', smsPriceType: 'text' });
	const latin = await info(id);
	expect([latin.company_price, latin.task_phones_info[0].country_code]).toEqual(['0.04', 'UA']);
});

test('to a list: variables filled in, numbers that are not active left out', async () => {
	const list = listWith(bench, [UA1, UA2]);
	list.variables.set('name', 'string');
	list.phoneBook.change(UA1, new Map([['name', 'Ann']]));
	decide(bench, UA2, 'hardBounce');
	list.phoneBook.add(DE, bench.clock.now());
	const body = { sender: 'Holm', addressBookId: list.id, body: 'Hi {{name}}{{ other }}!' };
	const [status, { campaign_id: id }] = await post('/sms/campaigns', body);
	expect(status).toBe(200);
	expect(bench.sandbox.state.sms.campaigns.get(id)?.messages).toMatchObject([
		{ phone: UA1, text: 'Hi Ann!' },
	]);
	expect(await info(id)).toMatchObject({ address_book_id: list.id });
	// Text to numbers has no variables.
	const [, sent] = await send({ body: 'Hi {{name}}' });
	expect(bench.sandbox.state.sms.campaigns.get(sent.campaign_id)?.messages[0]?.text).toBe(
		'Hi {{name}}',
	);
});

describe('money', () => {
	test.each<[string, object, number]>([
		['by country', { phones: [DE], ...national }, 0.08],
		['by the international route without a word', {}, 0.12],
		['by route', { route: { UA: 'international' } }, 0.12],
		['by parts of 160', { body: 'x'.repeat(161), ...national }, 0.04],
		['one part of 160', { body: 'x'.repeat(160), ...national }, 0.02],
		['by parts of 70', { body: 'ї'.repeat(71), ...national }, 0.04],
		['with signs that take two', { body: '€'.repeat(81), ...national }, 0.04],
	])('%s', async (_, changes, price) => {
		const before = balance();
		expect((await send(changes))[0]).toBe(200);
		expect(before - balance()).toBeCloseTo(price, 6);
	});

	test('smsDefaultRoute', async () => {
		bench.sandbox.options.smsDefaultRoute = 'national';
		await send();
		expect(balance()).toBeCloseTo(9.34, 6);
	});

	test('more than there is', async () => {
		bench.sandbox.state.account.funds.balance = 0.02;
		expect(await send()).toEqual(refusal('Account balance depleted', 707));
		expect(balance()).toBe(0.02);
		expect((await send(national))[0]).toBe(200);
		expect(balance()).toBe(0);
	});

	test('comes back when it is cancelled, once', async () => {
		const later = { date: '2026-01-15 12:00:00' };
		const [, { campaign_id: id }] = await send(later);
		expect(balance()).toBeCloseTo(9.24, 6);
		expect(await call(bench, 'PUT', `/sms/campaigns/cancel/${id}`)).toEqual([
			200,
			{ result: true },
		]);
		expect(balance()).toBe(9.36);
		expect(await call(bench, 'PUT', `/sms/campaigns/cancel/${id}`)).toEqual(
			refusal("Can't find the campaign. Probably, it has already been sent", 602, 404),
		);
		expect(await call(bench, 'DELETE', '/sms/campaigns', { id })).toEqual([200, { result: true }]);
		expect(balance()).toBe(9.36);
		bench.clock.advance(3 * 3_600_000);
		expect(await call(bench, 'GET', `/sms/campaigns/info/${id}`)).toEqual(
			refusal('Campaign not found', 802, 404),
		);
		const [, { campaign_id: other }] = await send({ date: '2026-01-15 15:00:00' });
		await call(bench, 'DELETE', '/sms/campaigns', { id: other });
		expect(balance()).toBe(9.36);
	});

	test('not any more when sending has begun', async () => {
		const [, { campaign_id: id }] = await send();
		bench.clock.advance(2 * STEP);
		const begun = refusal("Can't find the campaign. Probably, it has already been sent", 602, 404);
		expect(await call(bench, 'PUT', `/sms/campaigns/cancel/${id}`)).toEqual(begun);
		expect(await call(bench, 'DELETE', '/sms/campaigns', { id })).toEqual(begun);
	});
});

test('a date is waited for; a dynamic list takes those who come meanwhile', async () => {
	const list = listWith(bench, [UA1]);
	const body = { sender: 'Holm', addressBookId: list.id, body: 'x', date: '2026-01-15 11:00:00' };
	const [, still] = await post('/sms/campaigns', body);
	const [, dynamic] = await post('/sms/campaigns', { ...body, use_dynamic_list: true });
	list.phoneBook.add(DE, bench.clock.now());
	bench.clock.advance(3_500_000);
	expect(await statuses(still.campaign_id)).toEqual([0]);
	bench.clock.advance(120_000);
	expect(await statuses(still.campaign_id)).toEqual([2]);
	expect(await statuses(dynamic.campaign_id)).toEqual([2, 2]);
	expect(balance()).toBeCloseTo(9.36 - 0.12 - 0.12 - 0.48, 6);
});

describe('smsEmulated', () => {
	test.each(['absent', 'present'] as const)('%s', async (value) => {
		bench.sandbox.options.smsEmulated = value;
		const [status, { campaign_id: id }] = await send({ emulate: true });
		bench.clock.advance(10 * STEP);
		expect([status, balance()]).toEqual([200, 9.36]);
		expect((await call(bench, 'GET', `/sms/campaigns/info/${id}`))[0]).toBe(
			value === 'present' ? 200 : 404,
		);
		expect((await get('/sms/campaigns/list')).data).toHaveLength(value === 'present' ? 1 : 0);
	});

	test('checks as if it were none', async () => {
		bench.sandbox.state.account.funds.balance = 0;
		expect(await send({ emulate: 1 })).toEqual(refusal('Account balance depleted', 707));
	});
});

test('smsCampaignsPerHour', async () => {
	for (let time = 0; time < 4; time += 1) expect((await send())[0]).toBe(200);
	expect(await send()).toEqual(refusal('API-campaigns limit exceeded (4 per hour)', 791));
	expect((await send({ emulate: true }))[0]).toBe(200);
	bench.sandbox.options.smsCampaignsPerHour = null;
	expect((await send())[0]).toBe(200);
	bench.sandbox.options.smsCampaignsPerHour = 4;
	bench.clock.advance(3_600_000);
	expect((await send())[0]).toBe(200);
});

test.each<[string, 'ignored' | 'honoured' | 'refused', string | undefined]>([
	['leaves the text', 'ignored', 'Щука'],
	['writes it in Latin letters', 'honoured', 'Shchuka'],
	['refuses it', 'refused', undefined],
])('smsTransliterate %s', async (_, value, text) => {
	bench.sandbox.options.smsTransliterate = value;
	const [status, answer] = await send({ body: 'Щука', transliterate: 1 });
	expect(status).toBe(text === undefined ? 422 : 200);
	expect(bench.sandbox.state.sms.campaigns.get(answer.campaign_id)?.messages[0]?.text).toBe(text);
});

test.each<['plain' | 'iso' | 'both', number, number]>([
	['plain', 200, 422],
	['iso', 422, 200],
	['both', 200, 200],
])('smsDates %s', async (value, plain, iso) => {
	bench.sandbox.options.smsDates = value;
	expect((await send({ date: '2026-01-15 11:00:00' }))[0]).toBe(plain);
	expect((await send({ date: '2026-01-15T11:00:00+01:00' }))[0]).toBe(iso);
	expect(await send({ date: '2026-01-14 11:00:00' })).toMatchObject([422, { error_code: 799 }]);
});

describe('refusals', () => {
	test.each<[string, object, unknown[]]>([
		['no name', { sender: '' }, refusal('Argument sender missing')],
		['a long name', { sender: 'x'.repeat(12) }, refusal('Argument sender is invalid')],
		['an unknown name', { sender: 'Other' }, refusal("Can't find the sender", 704)],
		['one on moderation', { sender: 'Waiting' }, refusal("Can't find the sender", 704)],
		[
			'a name of another country',
			{ phones: ['447700900123'] },
			refusal("Can't find the sender", 704),
		],
		['no numbers', { phones: [] }, refusal('Argument phones missing')],
		['no text', { body: '' }, refusal('Argument body missing')],
		[
			'a route for nobody',
			{ route: { Ukraine: 'national' } },
			refusal('Argument route is invalid'),
		],
		['another route', { route: { UA: 'cheap' } }, refusal('Argument route is invalid')],
		['a route as text', { route: 'national' }, refusal('Argument route is invalid')],
		['words', { emulate: 'yes' }, refusal('Argument emulate is invalid')],
	])('%s', async (_, changes, expected) => {
		expect(await send(changes)).toEqual(expected);
		expect(bench.sandbox.state.sms.campaigns.all()).toEqual([]);
	});

	test('lists: none, empty, not checked yet', async () => {
		const create = (addressBookId: number) =>
			post('/sms/campaigns', { sender: 'Holm', addressBookId, body: 'x' });
		expect(await create(1)).toEqual(refusal("Can't find the mailing list", 703));
		const list = listWith(bench, []);
		expect(await create(list.id)).toEqual(refusal('Addressbook is empty', 211));
		list.phoneBook.add(UA1, bench.clock.now());
		expect(await create(list.id)).toEqual(refusal('Book is empty', 798));
		bench.clock.advance(5_000);
		expect((await create(list.id))[0]).toBe(200);
	});

	test('hostile values are refused, and nothing breaks', async () => {
		for (const value of HOSTILE)
			for (const name of ['sender', 'phones', 'body', 'route', 'date', 'addressBookId'])
				for (const path of ['/sms/send', '/sms/campaigns', '/sms/numbers', '/sms/black_list'])
					expect((await post(path, message({ [name]: value })))[0]).toBeLessThan(500);
	}, 60_000);
});

describe('GET …/cost', () => {
	const cost = (query: string) =>
		call(bench, 'GET', `/sms/campaigns/cost?sender=Holm&body=Hi&${query}`);
	const priced = (price: number) => [200, { result: true, data: { price, currency: 'USD' } }];
	const unspecified = refusal('Address book or phone list must be specified');
	const ways = {
		brackets: `phones[0]=${UA1}&phones[]=${DE}&route[UA]=national&route[DE]=national`,
		json: `phones=${encodeURIComponent(JSON.stringify([UA1, DE]))}&route=${encodeURIComponent(JSON.stringify(national.route))}`,
		repeated: `phones=${UA1}&phones=${DE}&UA=national`,
	};

	test.each<[keyof typeof ways | 'any', Record<keyof typeof ways, number | null>]>([
		['brackets', { brackets: 0.1, json: null, repeated: null }],
		['json', { brackets: null, json: 0.1, repeated: null }],
		['repeated', { brackets: null, json: null, repeated: 0.6 }],
		['any', { brackets: 0.1, json: 0.1, repeated: 0.6 }],
	])('smsCostEncoding %s', async (value, prices) => {
		bench.sandbox.options.smsCostEncoding = value;
		for (const [way, price] of Object.entries(prices))
			expect(await cost(ways[way as keyof typeof ways])).toEqual(
				price === null ? unspecified : priced(price),
			);
	});

	test('of a list', async () => {
		const list = listWith(bench, [UA1, UA2]);
		expect(await cost(`addressBookId=${list.id}&route[UA]=national`)).toEqual(priced(0.04));
		expect(await cost('addressBookId=1')).toEqual(refusal("Can't find the mailing list", 703));
		expect(balance()).toBe(9.36);
	});
});

test('the list by dates', async () => {
	await send({ date: '2026-01-16 10:00:00' });
	await send({ date: '2026-01-17 10:00:00' });
	const dates = async (query: string) =>
		(await get(`/sms/campaigns/list?${query}`)).data.map((one: { send_date: string }) =>
			one.send_date.slice(0, 10),
		);
	expect(await dates('')).toEqual(['2026-01-17', '2026-01-16']);
	expect(await dates('dateFrom=2026-01-16%2010:00:01')).toEqual(['2026-01-17']);
	expect(await dates('dateTo=2026-01-16%2010:00:00')).toEqual(['2026-01-16']);
	expect(await call(bench, 'GET', '/sms/campaigns/list?dateFrom=16.1.2026')).toEqual(
		refusal('Argument dateFrom is invalid'),
	);
});

test('lists in the query are known by their name without brackets', async () => {
	await get(
		`/sms/campaigns/cost?sender=Holm&body=x&phones[0]=${UA1}&route[UA]=national&UA=national`,
	);
	expect(bench.sandbox.log.at(-1)?.unknownQuery).toEqual(['UA']);
});
