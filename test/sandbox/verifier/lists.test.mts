/** Verification of mailing lists, and reports on it. */
import type { MailingList, SandboxOptions } from '../../../sandbox/index.mts';
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
let list: MailingList;
beforeEach(async () => {
	bench = await startBench({ blank: true, verifierStatusLanguage: 'en' });
	const { lists, senders } = bench.sandbox.state;
	senders.add({ email: 'hello@shop.example', name: 'Holm', activated: true });
	list = lists.create('Fresh');
	for (let index = 0; index < 20; index += 1) put(`person${index}@mail.example`);
});
afterEach(() => bench.sandbox.close());

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const put = (
	email: string,
	delivery: 'delivered' | 'hardBounce' | 'softBounce' = 'delivered',
	to = list,
) => {
	bench.sandbox.state.fates.decide(email, { delivery, opens: 0, leaves: null, complains: false });
	to.contacts.add({ email, status: 1, addedAt: 0 });
};
const call = async (method: string, path: string, body?: unknown) => {
	bench.clock.advance(200);
	const { status, json, text } = await bench.call(method, `/verifier-service${path}`, { body });
	return [status, json ?? text];
};
const verify = (id: unknown = list.id) => call('POST', '/send-list-to-verify', { id });
const get = (path: string, query = '') => call('GET', `/${path}?id=${list.id}${query}`);
const refusal = (message: string, code = 422, status = 422) => [
	status,
	{ message, error_code: code },
];
const done = [200, { result: true }];
const send = async (listId = list.id) => {
	const body = {
		sender_name: 'Holm',
		sender_email: 'hello@shop.example',
		subject: 'x',
		body: 'eA==',
		list_id: listId,
	};
	const { status, json } = await bench.post('/campaigns', body);
	return [status, json];
};

test('progress grows, then there are results, and a status of the list', async () => {
	put('gone@mail.example', 'hardBounce');
	put('full@mail.example', 'softBounce');
	put('a+b@mail.example');
	put('x@catchall.example');
	put('nobody@catchall.example', 'hardBounce');
	expect(await verify()).toEqual(done);
	bench.clock.advance(2_300);
	expect(await get('get-progress')).toEqual([
		200,
		{ result: true, data: { total: 25, processed: 12 } },
	]);
	expect(await get('check')).toEqual([
		200,
		expect.objectContaining({
			status: 0,
			status_text: 'Being checked',
			data: {},
			email_addresses: [],
			email_addresses_total: 0,
		}),
	]);
	bench.clock.advance(2_500);
	expect(await get('get-progress')).toEqual([
		200,
		{ result: true, data: { total: 25, processed: 25 } },
	]);
	const summary = {
		id: list.id,
		address_book_name: 'Fresh',
		all_emails_quantity: 25,
		status: 2,
		check_date: '2026-01-15 10:00:05',
		data: { '0': 0, '1': 20, '2': 3, '3': 2 },
		is_updated: 0,
		status_text: 'Yellow',
	};
	expect(await get('check', '&start=19&count=2')).toEqual([
		200,
		{
			...summary,
			email_addresses: [
				{
					id: expect.any(Number),
					email_address: 'person19@mail.example',
					check_date: '2026-01-15 10:00:04',
					status: 1,
					status_text: 'Valid',
				},
				expect.objectContaining({ email_address: 'gone@mail.example', status: 3 }),
			],
			email_addresses_total: 25,
		},
	]);
	expect((await get('check'))[1].email_addresses).toHaveLength(10);
	set({ verifierMostPerPage: 15, verifierStatusLanguage: 'ru' });
	expect((await get('check', '&count=100'))[1].email_addresses).toHaveLength(15);
	expect(await call('GET', '/check-list/')).toEqual([
		200,
		{ total: 1, list: [{ ...summary, status_text: 'Жёлтый', is_garbage_in_book: true }] },
	]);
});

test('lists that were verified come in pages, the latest first; deleted ones are gone', async () => {
	const { lists } = bench.sandbox.state;
	const others = ['Two', 'Three'].map((name) => lists.create(name));
	for (const other of others) put(`${other.id}@mail.example`, 'delivered', other);
	for (const { id } of [list, ...others]) await verify(id);
	const names = async (query: string) => {
		const [, { total, list: rows }] = await call('GET', `/check-list?${query}`);
		return [total, rows.map((row: { address_book_name: string }) => row.address_book_name)];
	};
	expect(await names('start=1&count=1')).toEqual([3, ['Two']]);
	await bench.del(`/addressbooks/${others[1]?.id}`);
	expect(await names('')).toEqual([2, ['Two', 'Fresh']]);
});

describe('refuses', () => {
	test('a list that is being verified, has nothing new, or is not there', async () => {
		await verify();
		expect(await verify()).toEqual(refusal('The address book is already being verified'));
		bench.clock.advance(10_000);
		expect(await verify()).toEqual(
			refusal('There are no new emails to verify in the address book'),
		);
		put('new@mail.example');
		expect((await get('check'))[1]).toMatchObject({ is_updated: 1, all_emails_quantity: 20 });
		expect(await verify()).toEqual(done);
		bench.clock.advance(10_000);
		expect((await get('check'))[1]).toMatchObject({ is_updated: 0, all_emails_quantity: 21 });
		expect(await verify(1)).toEqual(refusal('Book not found', 213, 404));
		expect(await verify(String(list.id))).toEqual(refusal('Argument id is invalid'));
		expect(await verify(null)).toEqual(refusal('Argument id missing'));
	});

	test('one that a campaign has used, but not one with a draft', async () => {
		const { campaigns } = bench.sandbox.state;
		campaigns.add({ status: 26, listIds: [list.id] });
		expect(await verify()).toEqual(done);
		bench.clock.advance(10_000);
		put('new@mail.example');
		campaigns.add({ status: 3, listIds: [list.id] });
		expect(await verify()).toEqual(refusal('The address book has been used in a campaign'));
	});

	test('one that is empty, or not indexed yet', async () => {
		const empty = bench.sandbox.state.lists.create('Empty');
		expect(await verify(empty.id)).toEqual(refusal('Addressbook is empty', 211));
		await bench.post(`/addressbooks/${empty.id}/emails`, { emails: ['a@b.example'] });
		expect(await verify(empty.id)).toEqual(refusal('Book is empty', 798));
		bench.clock.advance(5_000);
		expect(await verify(empty.id)).toEqual(done);
	});

	test('more than the quota, which is full again after a month', async () => {
		set({ verifierQuota: 25 });
		await verify();
		const other = bench.sandbox.state.lists.create('Other');
		for (let index = 0; index < 6; index += 1) put(`o${index}@mail.example`, 'delivered', other);
		expect(await verify(other.id)).toEqual(refusal('Verification limit exceeded'));
		bench.clock.advance(31 * 86_400_000);
		expect(await verify(other.id)).toEqual(done);
	});
});

test('no campaign to a list that is being verified, or is red', async () => {
	await verify();
	expect(await send()).toEqual(refusal('The address book is being verified'));
	bench.clock.advance(10_000);
	expect((await send())[0]).toBe(200);
	const red = bench.sandbox.state.lists.create('Red');
	put('gone@mail.example', 'hardBounce', red);
	await verify(red.id);
	bench.clock.advance(1_000);
	expect(await send(red.id)).toEqual(
		refusal('The address book is blocked: too many invalid emails'),
	);
});

describe('before any verification', () => {
	test.each<[SandboxOptions['verifierNever'], unknown[]]>([
		['false', [200, false]],
		['resultFalse', [200, { result: false }]],
		['notFound', refusal('Not found', 404, 404)],
	])('verifierNever %s', async (value, expected) => {
		set({ verifierNever: value });
		expect(await get('check')).toEqual(expected);
		expect(await get('check-report')).toEqual(expected);
	});

	test.each<[SandboxOptions['verifierNoProgress'], unknown]>([
		['resultFalse', { result: false }],
		['zeros', { result: true, data: { total: 0, processed: 0 } }],
		['null', { result: true, data: null }],
	])('verifierNoProgress %s', async (value, expected) => {
		set({ verifierNoProgress: value });
		expect(await get('get-progress')).toEqual([200, expected]);
	});
});

test('verifierErrors', async () => {
	set({ verifierErrors: 'resultFalse' });
	expect(await verify(1)).toEqual([
		200,
		{ result: false, message: 'Book not found', error_code: 213 },
	]);
});

describe('reports', () => {
	const order = (more: object = {}) => call('POST', '/make-report', { id: list.id, ...more });
	beforeEach(async () => {
		put('gone@mail.example', 'hardBounce');
		await verify();
		bench.clock.advance(10_000);
	});

	test('are made, and vanish when they are fetched', async () => {
		expect(await order({ status: [3], lang: 'en' })).toEqual(done);
		expect((await get('check-report'))[1]).toMatchObject({ status: 0, data: {} });
		expect(await get('get-report')).toEqual([200, { result: false }]);
		bench.clock.advance(2_000);
		expect((await get('check-report'))[1]).toMatchObject({ status: 1, email_addresses_total: 21 });
		// Another format is another report.
		expect(await get('get-report', '&format=4')).toEqual([200, { result: false }]);
		const { headers, text } = await bench.get(`/verifier-service/get-report?id=${list.id}`);
		expect([headers['content-type'], headers['content-disposition']]).toEqual([
			'application/octet-stream',
			`attachment; filename="verification_${list.id}.csv"`,
		]);
		expect(text).toBe('"Email";"Status"\r\n"gone@mail.example";"Invalid"');
		expect(await get('get-report')).toEqual([200, { result: false }]);
		expect(await get('check-report')).toEqual([200, false]);
	});

	test.each<[number, string, string]>([
		[3, '<?xml', 'person0@mail.example'],
		[4, 'PK\u0003\u0004', 'person0@mail.example'],
	])('of format %s', async (format, beginning, content) => {
		await order({ format });
		bench.clock.advance(2_000);
		const { text } = await bench.get(`/verifier-service/get-report?id=${list.id}&format=${format}`);
		expect(text.startsWith(beginning)).toBe(true);
		expect(text).toContain(content);
	});

	test.each<[SandboxOptions['verifierReportNotReady'], unknown[]]>([
		['json', [200, { result: false }]],
		['empty', [200, '']],
		['notFound', refusal('Not found', 404, 404)],
	])('verifierReportNotReady %s', async (value, expected) => {
		set({ verifierReportNotReady: value });
		await order();
		expect(await get('get-report')).toEqual(expected);
	});

	test.each<[SandboxOptions['verifierReportStatus'], number, number]>([
		['ints', 200, 422],
		['text', 422, 200],
		['any', 200, 200],
	])('verifierReportStatus %s', async (value, ints, text) => {
		set({ verifierReportStatus: value });
		expect((await order({ status: [1, 3] }))[0]).toBe(ints);
		expect((await order({ status: ['1', '3'] }))[0]).toBe(text);
	});

	test.each([{ format: 1 }, { format: '2' }, { status: 3 }, { status: [4] }, { lang: 1 }])(
		'refuse %j',
		async (more) => {
			expect((await order(more))[0]).toBe(422);
		},
	);

	test('need a verification that is through', async () => {
		put('new@mail.example');
		await verify();
		expect(await order()).toEqual(refusal('The address book is not verified'));
	});
});

test('names in the query that nobody knows are no matter, but are noted', async () => {
	const [status] = await get('get-progress', '&limit=10');
	expect(status).toBe(200);
	expect(bench.sandbox.log.at(-1)?.unknownQuery).toEqual(['limit']);
	const html = (await bench.call('GET', '/', { authorization: null })).text;
	expect(html).toContain('(unknown: limit)');
	await get('get-progress');
	expect(bench.sandbox.log.at(-1)?.unknownQuery).toBeUndefined();
});
