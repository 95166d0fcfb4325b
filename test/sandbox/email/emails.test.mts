import { startBench, type Bench } from '../client.mts';
import type { MailingList, SandboxOptions } from '../../../sandbox/index.mts';

let bench: Bench;
let customers: MailingList;
let testers: MailingList;

beforeEach(async () => {
	bench = await startBench();
	const { lists } = bench.sandbox.state;
	customers = lists.getByName('Customers') as MailingList;
	testers = lists.getByName('Beta testers') as MailingList;
	testers.contacts.add({ email: 'Customer001@mail.example', status: 0, addedAt: 0 });
});
afterEach(() => bench.sandbox.close());

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const complaint = (message: string, code = 422, status = 422) => [
	status,
	{ message, error_code: code },
];
const call = async (method: string, path: string, body?: unknown) => {
	bench.clock.advance(200);
	const { status, json } = await bench.call(method, path, { body });
	return [status, json];
};
const unknown = complaint('Email address not found', 502);

describe('one address', () => {
	test('in all lists, each with its variables', async () => {
		expect(await call('GET', '/emails/customer001%40mail.example')).toEqual([
			200,
			[
				{
					book_id: customers.id,
					email: 'customer001@mail.example',
					status: 1,
					status_explain: 'Active',
					variables: [
						{ name: 'name', type: 'string', value: "Niamh O'Hara" },
						{ name: 'city', type: 'string', value: 'Berlin' },
						{ name: 'orders', type: 'number', value: '21' },
					],
				},
				{
					book_id: testers.id,
					email: 'Customer001@mail.example',
					status: 0,
					status_explain: 'New',
					variables: [],
				},
			],
		]);
	});

	test('an address with a plus', async () => {
		const [, json] = await call('GET', '/emails/customer010%2Bshop@mail.example');
		expect(json).toHaveLength(1);
	});

	test('where it came from', async () => {
		expect(await call('GET', '/emails/customer001@mail.example/details')).toEqual([
			200,
			[
				{
					list_name: 'Customers',
					list_id: customers.id,
					add_date: '2025-03-05 10:01:00',
					source: 'panel',
				},
				{
					list_name: 'Beta testers',
					list_id: testers.id,
					add_date: '1970-01-01 01:00:00',
					source: 'API',
				},
			],
		]);
	});

	test('its statistics: a sub-object, and `address_book_name`', async () => {
		expect(await call('GET', '/emails/customer001@mail.example/campaigns')).toEqual([
			200,
			{
				statistic: { sent: 2, open: expect.any(Number), link: expect.any(Number) },
				blacklist: false,
				addressbooks: [
					{ id: customers.id, address_book_name: 'Customers' },
					{ id: testers.id, address_book_name: 'Beta testers' },
				],
			},
		]);
		const blacklisted = '/emails/customer040%2Bshop@mail.example/campaigns';
		expect((await call('GET', blacklisted))[1]).toMatchObject({
			statistic: { sent: 0, open: 0, link: 0 },
			blacklist: true,
		});
	});

	test('is deleted from all lists, and webhooks are told', async () => {
		const heard: unknown[] = [];
		bench.sandbox.state.happenings.listen((happening) => {
			if (happening.event === 'delete') heard.push([happening.email, happening.listId]);
		});
		expect(await call('DELETE', '/emails/customer001@mail.example')).toEqual([
			200,
			{ result: true },
		]);
		expect(heard).toEqual([
			['customer001@mail.example', customers.id],
			['Customer001@mail.example', testers.id],
		]);
		expect(await call('GET', '/emails/customer001@mail.example')).toEqual(unknown);
	});

	test.each<[string, string, unknown]>([
		['GET', '', []],
		['GET', '/details', []],
		['DELETE', '', { result: true }],
		[
			'GET',
			'/campaigns',
			{ statistic: { sent: 0, open: 0, link: 0 }, blacklist: false, addressbooks: [] },
		],
	])('%s %s of an unknown one is refused, or empty', async (method, rest, empty) => {
		const path = `/emails/nobody@b.example${rest}`;
		expect(await call(method, path)).toEqual(unknown);
		set({ missingContactStatus: 404 });
		expect((await call(method, path))[0]).toBe(404);
		set({ unknownAddress: 'empty' });
		expect(await call(method, path)).toEqual([200, empty]);
	});

	test.each(['', '/details', '/campaigns'])('%s of what is no address', async (rest) => {
		expect(await call('GET', `/emails/nobody${rest}`)).toEqual(
			complaint('Argument email is invalid'),
		);
	});
});

describe('many addresses', () => {
	const emails = ['customer001@mail.example', 'nobody@b.example'];

	test('POST /emails: by address, without `status_explain` and `email`', async () => {
		const [status, json] = await call('POST', '/emails', { emails });
		expect([status, Object.keys(json)]).toEqual([200, ['customer001@mail.example']]);
		expect(json['customer001@mail.example'][1]).toEqual({
			book_id: testers.id,
			status: 0,
			variables: [],
		});
		expect(json['customer001@mail.example'][0].variables).toHaveLength(3);
		set({ unknownAddress: 'empty' });
		expect((await call('POST', '/emails', { emails }))[1]['nobody@b.example']).toEqual([]);
	});

	test('POST /emails/campaigns: flat, and `adressbooks` with `name`', async () => {
		const [status, json] = await call('POST', '/emails/campaigns', { emails });
		expect([status, json]).toEqual([
			200,
			{
				'customer001@mail.example': {
					sent: 2,
					open: expect.any(Number),
					link: expect.any(Number),
					adressbooks: [
						{ id: customers.id, name: 'Customers' },
						{ id: testers.id, name: 'Beta testers' },
					],
					blacklist: false,
				},
			},
		]);
		set({ unknownAddress: 'empty' });
		expect((await call('POST', '/emails/campaigns', { emails }))[1]['nobody@b.example']).toEqual({
			sent: 0,
			open: 0,
			link: 0,
			adressbooks: [],
			blacklist: false,
		});
	});

	test.each(['/emails', '/emails/campaigns'])('%s refuses what is no list', async (path) => {
		expect(await call('POST', path, {})).toEqual(complaint('Argument emails missing'));
		expect(await call('POST', path, { emails: 'a@b.example' })).toEqual(
			complaint('Argument emails must be array'),
		);
		expect(await call('POST', path, { emails: [5] })).toEqual(
			complaint('Argument emails is invalid'),
		);
	});

	test.each(['/emails', '/emails/campaigns'])('%s finds nobody', async (path) => {
		expect(await call('POST', path, { emails: ['nobody@b.example'] })).toEqual([200, []]);
		set({ emptyObjects: 'object' });
		expect(await call('POST', path, { emails: ['nobody@b.example'] })).toEqual([200, {}]);
	});
});

describe('the blacklist', () => {
	const blacklist = async () => (await call('GET', '/blacklist'))[1];
	const seeded = ['complaints@mail.example', 'customer040+shop@mail.example'];
	const done = [200, { result: true }];

	test('is an array of addresses', async () => {
		expect(await blacklist()).toEqual(seeded);
	});

	test('takes addresses with commas between them, in base64, each once', async () => {
		const body = { emails: base64('a@b.example,A@b.example,c@b.example'), comment: 'why' };
		expect(await call('POST', '/blacklist', body)).toEqual(done);
		expect(await blacklist()).toEqual([...seeded, 'a@b.example', 'c@b.example']);
		expect(bench.sandbox.state.blacklist.all().at(-1)?.comment).toBe('why');
	});

	test('gives them back', async () => {
		const body = { emails: base64('COMPLAINTS@mail.example,nobody@b.example') };
		expect(await call('DELETE', '/blacklist', body)).toEqual(done);
		expect(await blacklist()).toEqual([seeded[1]]);
		set({ unknownBlacklisted: 'refuse' });
		expect(await call('DELETE', '/blacklist', body)).toEqual(unknown);
	});

	test.each(['POST', 'DELETE'])('%s refuses what is not base64', async (method) => {
		const refused = (body: unknown) => call(method, '/blacklist', body);
		expect(await refused(undefined)).toEqual(complaint('Argument emails missing'));
		expect(await refused({ emails: ['a@b.example'] })).toEqual(
			complaint('Argument emails must be string'),
		);
		expect(await refused({ emails: 'a@b.example' })).toEqual(
			complaint('Argument emails is invalid string'),
		);
		expect(await refused({ emails: base64('a@b.example'), comment: 5 })).toEqual(
			complaint('Argument comment must be string'),
		);
		expect(await blacklist()).toEqual(seeded);
	});

	test('a malformed address is left out, or refused', async () => {
		const body = { emails: base64('a@b.example, c@b.example,x') };
		set({ malformedAddress: 'refuse' });
		expect(await call('POST', '/blacklist', body)).toEqual(
			complaint('Email address syntax error', 906),
		);
		expect(await blacklist()).toEqual(seeded);
		set({ malformedAddress: 'drop' });
		expect(await call('POST', '/blacklist', body)).toEqual(done);
		expect(await blacklist()).toEqual([...seeded, 'a@b.example']);
	});
});
