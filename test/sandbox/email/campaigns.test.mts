import { startBench, type Bench } from '../client.mts';
import { CampaignStatus, type MailingList, type SandboxOptions } from '../../../sandbox/index.mts';

let bench: Bench;
let customers: number;
let testers: MailingList;
let newsletter: number;

beforeEach(async () => {
	bench = await startBench({ campaignsPerHour: 100 });
	const { lists } = bench.sandbox.state;
	customers = lists.getByName('Customers')?.id ?? 0;
	testers = lists.getByName('Beta testers') as MailingList;
	newsletter = lists.getByName('Newsletter')?.id ?? 0;
});
afterEach(() => bench.sandbox.close());

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const letter = (changes: Record<string, unknown> = {}) => ({
	sender_name: 'Holm & Sons',
	sender_email: 'hello@shop.example',
	subject: 'Hello',
	body: base64('<p>Grüße <a href="https://shop.example/">Shop</a></p>'),
	list_id: testers.id,
	...changes,
});
const create = async (changes: Record<string, unknown> = {}) => {
	const { status, json } = await bench.post('/campaigns', letter(changes));
	return [status, json];
};
const made = async (changes: Record<string, unknown> = {}) => (await create(changes))[1].id;
const stored = (id: number) => bench.sandbox.state.campaigns.get(id);
const patch = async (id: number, body: unknown) => {
	bench.clock.advance(200);
	const { status, json } = await bench.call('PATCH', `/campaigns/${id}`, { body });
	return [status, json];
};
const complaint = (message: string, code = 422, status = 422) => [
	status,
	{ message, error_code: code },
];
const words = {
	602: "Can't find the campaign. Probably, it has already been sent",
	701: 'Sender email address or name not specified',
	703: "Can't find the mailing list",
	704: "Can't find the sender",
	720: 'Empty subject field',
	721: 'Email message empty',
	722: 'Mailing list ID not specified',
	799: 'Incorrect date format. Use YYYY-MM-DD hh:ii:ss that equals or greater than the current date',
	802: 'Campaign not found',
};

describe('POST /campaigns', () => {
	test('answers as documented, `ovedraft_currency` included', async () => {
		expect(await create()).toEqual([
			200,
			{
				id: expect.any(Number),
				status: 13,
				count: 4,
				tariff_email_qty: 4,
				overdraft_price: '0.0044',
				ovedraft_currency: 'USD',
			},
		]);
	});

	test.each<[string, (lists: { customers: number; testers: number }) => unknown, number]>([
		['a number', ({ testers: id }) => id, 4],
		['its digits', ({ testers: id }) => String(id), 4],
		['an array', ({ customers: one, testers: two }) => [one, String(two)], 239],
		['an array with one twice', ({ testers: id }) => [id, id], 4],
	])('list_id may be %s', async (_, list, count) => {
		expect(await create({ list_id: list({ customers, testers: testers.id }) })).toEqual([
			200,
			expect.objectContaining({ status: 13, count }),
		]);
	});

	test('who is on the blacklist, inactive or in two lists is not counted twice, or not at all', async () => {
		const active = bench.sandbox.state.lists.get(customers)?.contacts.total('active');
		expect(active).toBe(236);
		expect((await create({ list_id: customers }))[1].count).toBe(235);
		testers.contacts.add({ email: 'Customer001@mail.example', status: 1, addedAt: 0 });
		expect((await create({ list_id: [customers, testers.id] }))[1].count).toBe(239);
	});

	test('a segment is a part of its list', async () => {
		const { segments } = bench.sandbox.state;
		const [berlin] = segments.all();
		const [status, json] = await create({ list_id: undefined, segment_id: berlin?.id });
		expect([status, json.count]).toEqual([200, 26]);
		expect((await create({ list_id: customers, segment_id: String(berlin?.id) }))[0]).toBe(200);
		expect(await create({ segment_id: berlin?.id })).toEqual(
			complaint('Argument list_id is invalid'),
		);
		expect(await create({ list_id: [customers, testers.id], segment_id: berlin?.id })).toEqual(
			complaint('Argument list_id is invalid'),
		);
	});

	test('a template by real_id, by its digits and by hash', async () => {
		const template = bench.sandbox.state.templates.all()[0];
		for (const id of [template?.realId, String(template?.realId), template?.hash]) {
			const campaign = stored(await made({ body: undefined, template_id: id }));
			expect(campaign?.body).toBe(template?.body);
		}
	});

	test('keeps what was sent', async () => {
		const id = await made({
			name: 'My campaign',
			body_amp: base64('amp'),
			attachments: { 'a.txt': 'A' },
			attachments_binary: { 'b.bin': base64('B') },
			stats: { opens: false, clicks: true, utm_campaign: 'MY_UTM' },
		});
		expect(stored(id)).toMatchObject({
			name: 'My campaign',
			body: '<p>Grüße <a href="https://shop.example/">Shop</a></p>',
			bodyAmp: 'amp',
			attachments: ['a.txt', 'b.bin'],
			countsOpens: false,
			countsClicks: true,
			utmCampaign: 'MY_UTM',
		});
	});

	test.each<[string, Record<string, unknown>, number, string]>([
		['no sender name', { sender_name: undefined }, 701, words[701]],
		['an empty sender name', { sender_name: '' }, 701, words[701]],
		[
			'a sender name that is a number',
			{ sender_name: 5 },
			422,
			'Argument sender_name must be string',
		],
		['no sender', { sender_email: undefined }, 701, words[701]],
		[
			'a sender that is no address',
			{ sender_email: 'hello' },
			422,
			'Argument sender_email is invalid',
		],
		['an unknown sender', { sender_email: 'nobody@shop.example' }, 704, words[704]],
		['a sender not activated', { sender_email: 'new@shop.example' }, 704, words[704]],
		['no subject', { subject: undefined }, 720, words[720]],
		['a blank subject', { subject: ' ' }, 720, words[720]],
		['neither body nor template', { body: undefined }, 721, words[721]],
		['an empty body', { body: '' }, 721, words[721]],
		['a body of spaces', { body: base64('  \n') }, 721, words[721]],
		['a body that is HTML', { body: '<p>Hello</p>' }, 422, 'Argument body is invalid string'],
		['base64 that is cut off', { body: 'SmFja2llIENoY' }, 422, 'Argument body is invalid string'],
		['a body that is a number', { body: 5 }, 422, 'Argument body must be string'],
		[
			'body and template',
			{ template_id: 1150001 },
			422,
			'Only one of the arguments body and template_id may be given',
		],
		['no list', { list_id: undefined }, 722, words[722]],
		['an empty array of lists', { list_id: [] }, 722, words[722]],
		['a list that is text', { list_id: 'Customers' }, 422, 'Argument list_id is invalid'],
		['a list that is an object', { list_id: { id: 1 } }, 422, 'Argument list_id is invalid'],
		['an unknown list', { list_id: 1 }, 703, words[703]],
		['an unknown list among others', { list_id: [89300001, 1] }, 703, words[703]],
		[
			'eleven lists',
			{ list_id: Array(11).fill(89300001) },
			422,
			'Argument list_id may not have more than 10 items',
		],
		[
			'an unknown segment',
			{ list_id: undefined, segment_id: 5 },
			422,
			'Argument segment_id is invalid',
		],
		['a test that is no boolean', { is_test: 1 }, 422, 'Argument is_test must be boolean'],
		[
			'a test to two lists',
			{ is_test: true, list_id: [89300001, 89300002] },
			422,
			'Argument list_id is invalid',
		],
		['a date of another form', { send_date: '2026-02-02T10:00:00' }, 799, words[799]],
		['a date without seconds', { send_date: '2026-02-02 10:00' }, 799, words[799]],
		['a day that does not exist', { send_date: '2026-02-30 10:00:00' }, 799, words[799]],
		['a date that is past', { send_date: '2026-01-15 09:59:59' }, 799, words[799]],
		['a date that is a number', { send_date: 1768467600 }, 799, words[799]],
		['a name that is a number', { name: 5 }, 422, 'Argument name must be string'],
		[
			'use_dynamic_list as a number',
			{ use_dynamic_list: 1 },
			422,
			'Argument use_dynamic_list must be boolean',
		],
		['attachments as a list', { attachments: ['a'] }, 422, 'Argument attachments is invalid'],
		[
			'an attachment that is a number',
			{ attachments: { a: 5 } },
			422,
			'Argument attachments is invalid',
		],
		[
			'a binary attachment that is no base64',
			{ attachments_binary: { 'a.txt': 'my content' } },
			422,
			'Argument attachments_binary is invalid string',
		],
		[
			'six attachments',
			{ attachments: { a: '', b: '', c: '' }, attachments_binary: { d: '', e: '', f: '' } },
			422,
			'Argument attachments may not have more than 5 items',
		],
		['another type', { type: 'sent' }, 422, 'Argument type is invalid'],
		['AMP that is HTML', { body_amp: '<html>' }, 422, 'Argument body_amp is invalid string'],
		['stats as text', { stats: 'opens' }, 422, 'Argument stats is invalid'],
		['opens as a number', { stats: { opens: 1 } }, 422, 'Argument stats.opens must be boolean'],
		['clicks as text', { stats: { clicks: 'no' } }, 422, 'Argument stats.clicks must be boolean'],
	])('refuses %s', async (_, changes, code, message) => {
		const before = bench.sandbox.state.campaigns.all().length;
		expect(await create(changes)).toEqual(complaint(message, code));
		expect(bench.sandbox.state.campaigns.all()).toHaveLength(before);
	});

	test.each<[string, string, number, number, string]>([
		['unknown', '1', 404, 290, 'Template not found'],
		['unknown hash', 'abc', 404, 290, 'Template not found'],
		[
			'still processed',
			'Import in progress',
			422,
			2900,
			'This template in processing. You need to wait',
		],
	])('a template that is %s', async (_, id, status, code, message) => {
		const { templates } = bench.sandbox.state;
		const named = templates.all().find(({ name }) => name === id)?.realId;
		expect(await create({ body: undefined, template_id: named ?? id })).toEqual(
			complaint(message, code, status),
		);
	});

	test("the time zone of the date is the account's, and now is not past", async () => {
		const now = bench.clock.now() + 200;
		expect(new Date(now).toISOString()).toMatch(/^2026-01-15T09:00:00/);
		const id = await made({ send_date: '2026-01-15 10:00:00' });
		expect(new Date(stored(id)?.sendAt ?? 0).toISOString()).toBe('2026-01-15T09:00:00.000Z');
		const summer = await made({ send_date: '2026-07-01 10:00:00' });
		expect(new Date(stored(summer)?.sendAt ?? 0).toISOString()).toBe('2026-07-01T08:00:00.000Z');
	});

	test('four in any hour', async () => {
		set({ campaignsPerHour: 4 });
		expect((await create({ subject: '' }))[1].error_code).toBe(720);
		for (let index = 0; index < 4; index += 1) {
			expect((await create())[0]).toBe(200);
			bench.clock.advance(60_000);
		}
		expect(await create()).toEqual(complaint('API-campaigns limit exceeded (4 per hour)', 791));
		bench.clock.advance(56 * 60_000 - 1_000);
		expect((await create())[0]).toBe(200);
		expect((await create())[1].error_code).toBe(791);
	});

	test.each([
		[{ countDrafts: true }, { type: 'draft' }, 422],
		[{ countDrafts: false }, { type: 'draft' }, 200],
		[{ countTests: true }, { is_test: true }, 422],
		[{ countTests: false }, { is_test: true }, 200],
	])('with %j, %j is the second of one', async (switches, changes, expected) => {
		set({ campaignsPerHour: 1, ...switches });
		expect((await create(changes))[0]).toBe(200);
		expect((await create(changes))[0]).toBe(expected);
	});

	test('what the plan does not cover is paid from the balance, and no more than that', async () => {
		const { funds } = bench.sandbox.state.account;
		Object.assign(funds, { emailsLeft: 3, balance: 0.005 });
		const [, json] = await create();
		expect(json).toMatchObject({ count: 4, tariff_email_qty: 3 });
		expect([funds.emailsLeft, funds.balance]).toEqual([0, 0.0006]);
		expect(await create()).toEqual(complaint('Account balance depleted', 707));
		funds.maximumSubscribers = 3;
		expect((await create())[1].error_code).toBe(708);
	});

	test('a dynamic list needs a paid plan', async () => {
		set({ plan: 'free' });
		expect((await create({ use_dynamic_list: true }))[1].error_code).toBe(3030303030);
		set({ plan: 'standard' });
		expect((await create({ use_dynamic_list: true }))[0]).toBe(200);
	});

	test('nobody to send to: taken, or refused', async () => {
		expect((await create({ list_id: newsletter }))[1]).toMatchObject({ status: 13, count: 0 });
		set({ emptyCampaign: 'refuse' });
		expect((await create({ list_id: newsletter }))[1].error_code).toBe(211);
	});

	test('the status of refusals is a switch', async () => {
		set({ campaignErrorStatus: 400 });
		expect((await create({ subject: '' }))[0]).toBe(400);
	});
});

describe('PATCH /campaigns/{id}', () => {
	const whole = () => {
		const { list_id: _, ...rest } = letter({ name: 'Changed', subject: 'Other' });
		return rest;
	};

	test('changes a scheduled campaign', async () => {
		const id = await made({ send_date: '2026-01-20 10:00:00' });
		const body = { ...whole(), send_date: '2026-01-21 11:00:00' };
		expect(await patch(id, body)).toEqual([200, { result: true, id }]);
		expect(stored(id)).toMatchObject({ name: 'Changed', subject: 'Other' });
		expect(new Date(stored(id)?.sendAt ?? 0).toISOString()).toBe('2026-01-21T10:00:00.000Z');
	});

	test.each([
		['name', 422, 'Argument name missing'],
		['sender_name', 701, words[701]],
		['sender_email', 701, words[701]],
		['subject', 720, words[720]],
		['body', 721, words[721]],
	])('needs %s, unless a part suffices', async (name, code, message) => {
		const id = await made({ send_date: '2026-01-20 10:00:00' });
		expect(await patch(id, { ...whole(), [name]: undefined })).toEqual(complaint(message, code));
		expect(stored(id)?.subject).toBe('Hello');
		set({ campaignEdit: 'partial' });
		expect((await patch(id, { ...whole(), [name]: undefined }))[0]).toBe(200);
		expect(stored(id)?.subject).toBe(name === 'subject' ? 'Hello' : 'Other');
	});

	test('a part must still be in order', async () => {
		set({ campaignEdit: 'partial' });
		const id = await made({ send_date: '2026-01-20 10:00:00' });
		expect((await patch(id, { subject: '' }))[1].error_code).toBe(720);
		expect((await patch(id, { sender_email: 'new@shop.example' }))[1].error_code).toBe(704);
		expect((await patch(id, { send_date: '2026-01-01 10:00:00' }))[1].error_code).toBe(799);
		expect((await patch(id, { body: '<p>' }))[1].message).toBe('Argument body is invalid string');
	});

	test('602 for what is not scheduled any more, or never was', async () => {
		const notFound = complaint(words[602], 602, 404);
		expect(await patch(1, whole())).toEqual(notFound);
		expect(await patch(await made(), whole())).toEqual(notFound);
		expect(await patch(await made({ type: 'draft' }), whole())).toEqual(notFound);
		const id = await made({ send_date: '2026-01-15 10:01:00' });
		bench.clock.advance(120_000);
		expect(await patch(id, whole())).toEqual(notFound);
	});
});

describe('DELETE /campaigns/{id}', () => {
	test('cancels', async () => {
		const id = await made({ send_date: '2026-01-20 10:00:00' });
		expect((await bench.del(`/campaigns/${id}`)).json).toEqual({ result: true });
		bench.clock.advance(10 * 86_400_000);
		expect((await bench.get(`/campaigns/${id}`)).json).toMatchObject({ status: 16 });
		expect(stored(id)?.count(1)).toBe(0);
	});

	test('what was sent is 602, what never was 802', async () => {
		const sent = bench.sandbox.state.campaigns.all()[0]?.id;
		const answer = async (id: unknown) => {
			const { status, json } = await bench.del(`/campaigns/${id}`);
			return [status, json];
		};
		expect(await answer(sent)).toEqual(complaint(words[602], 602, 404));
		expect(await answer(1)).toEqual(complaint(words[802], 802, 404));
		expect(await answer('x')).toEqual(complaint(words[802], 802, 404));
	});
});

describe('GET /campaigns', () => {
	const ids = async (query = '') =>
		(await bench.get(`/campaigns${query}`)).json.map(({ id }: { id: number }) => id);

	test('describes each as documented', async () => {
		const [, summer] = bench.sandbox.state.campaigns.all();
		const { json } = await bench.get('/campaigns?order=desc');
		expect(json[1]).toEqual({
			id: summer?.id,
			name: 'Summer sale',
			status: 3,
			is_sms: false,
			is_viber: false,
			send_date: '2025-07-01 10:00:00',
			all_email_qty: 235,
			tariff_email_qty: 235,
			paid_email_qty: 0,
			overdraft_price: 0.0044,
			company_price: '0.00',
			overdraft_currency: 'USD',
			message: {
				sender_name: 'Holm & Sons',
				sender_email: 'hello@shop.example',
				subject: 'Half the price',
				attachments: '',
				list_id: customers,
			},
			statistics: {
				sent: 235,
				delivered: summer?.count(2),
				opening: summer?.count(3),
				link_redirected: summer?.count(4),
				unsubscribe: (summer?.count(5) ?? 0) + (summer?.count(15) ?? 0),
				error: 235 - (summer?.count(2) ?? 0),
			},
		});
		for (const code of [2, 3, 4, 5]) expect(summer?.count(code)).toBeGreaterThan(0);
	});

	test('those of other products are listed by their date, and are none of this one', async () => {
		const rows = (await bench.get('/campaigns')).json.filter(
			({ is_sms: isSms, is_viber: isViber }: Record<string, boolean>) => isSms || isViber,
		);
		expect(rows).toMatchObject([
			{ id: 90_241, is_sms: false, is_viber: true, name: 'September in Viber', status: 3 },
			{ id: 7_520_002, is_sms: true, is_viber: false, message: { list_id: null } },
			{ id: 7_520_001, is_sms: true, message: { list_id: testers.id, sender_name: 'HolmSons' } },
		]);
		expect((await bench.get('/campaigns/90241')).status).toBe(404);
	});

	test('order, as the documents explain it or as usual', async () => {
		set({ otherCampaigns: 'absent' });
		const all = bench.sandbox.state.campaigns.all().map(({ id }) => id);
		const newest = [...all].reverse();
		expect(await ids()).toEqual(newest);
		expect([await ids('?order=asc'), await ids('?order=desc')]).toEqual([newest, all]);
		set({ campaignOrder: 'usual' });
		expect([await ids('?order=asc'), await ids('?order=desc')]).toEqual([all, newest]);
	});

	test('filters by status, once or several times, encoded or not, and by date', async () => {
		const draft = await made({ type: 'draft' });
		const later = await made({ send_date: '2026-02-01 10:00:00' });
		expect((await ids('?status[]=26')).sort()).toEqual([expect.any(Number), draft]);
		expect(await ids('?status%5B%5D=26&status%5B%5D=13')).toContain(later);
		expect(await ids('?planed=1')).toEqual([later]);
		expect(await ids('?planed=0')).toContain(draft);
		expect(await ids('?limit=1&offset=1')).toEqual([draft]);
	});

	test.each([
		['status=3', 'Argument status must be array'],
		['status[]=sent', 'Argument status is invalid'],
		['planed=true', 'Argument planed is invalid'],
		['order=up', 'Argument order is invalid'],
		['limit=101', 'Argument limit may not be greater than 100'],
		['offset=-1', 'Argument offset must be at least 0'],
	])('refuses ?%s', async (query, message) => {
		const { status, json } = await bench.get(`/campaigns?${query}`);
		expect([status, json]).toEqual(complaint(message));
	});
});

describe('GET /campaigns/{id}', () => {
	test('the whole table of statistics, and clicks by link as it stands in the HTML', async () => {
		const spring = bench.sandbox.state.campaigns.all()[0];
		const { json } = await bench.get(`/campaigns/${spring?.id}`);
		expect(Object.keys(json).sort()).toEqual(
			[
				'id name is_sms is_viber message external_stat status all_email_qty tariff_email_qty',
				'paid_email_qty overdraft_price company_price overdraft_currency send_date permalink statistics',
			]
				.join(' ')
				.split(' ')
				.sort(),
		);
		expect(json.message).toEqual({
			sender_name: 'Holm & Sons',
			sender_email: 'hello@shop.example',
			subject: '{{name}}, spring is here',
			body: expect.stringContaining('<h1>Spring collection</h1>'),
			preheader: '',
			attachments: '',
			list_id: customers,
		});
		expect(json.external_stat).toEqual({ check_open_email: true, check_redirect_link: true });
		const codes = json.statistics.general.map(({ code }: { code: number }) => code);
		expect(codes).toEqual([...Array(19).keys(), 20]);
		expect(json.statistics.general.slice(0, 2)).toEqual([
			{ code: 0, count: 0, explain: 'In queue' },
			{ code: 1, count: 235, explain: 'Sent' },
		]);
		expect(json.statistics.clicks).toEqual([
			{
				url: 'https://shop.example/spring?utm_source=mail&amp;utm_medium=email',
				count: expect.any(Number),
			},
			{ url: 'https://shop.example/lookbook', count: expect.any(Number) },
		]);
	});

	test('attachments are named, a draft has no date', async () => {
		const id = await made({ type: 'draft', attachments: { 'a.txt': 'A', 'b.txt': 'B' } });
		const { json } = await bench.get(`/campaigns/${id}`);
		expect([json.message.attachments, json.send_date, json.status]).toEqual([
			'a.txt,b.txt',
			null,
			CampaignStatus.draft,
		]);
	});

	test.each(['', '/countries', '/referrals', '/email/a@b.example'])(
		'%s of an unknown one is 802',
		async (rest) => {
			const { status, json } = await bench.get(`/campaigns/1${rest}`);
			expect([status, json]).toEqual(complaint(words[802], 802, 404));
			set({ campaignNotFoundStatus: 422 });
			expect((await bench.get(`/campaigns/1${rest}`)).status).toBe(422);
		},
	);
});

describe('statistics of a campaign', () => {
	test('opens by country', async () => {
		const spring = bench.sandbox.state.campaigns.all()[0];
		const { json } = await bench.get(`/campaigns/${spring?.id}/countries`);
		expect(json.DE).toBeGreaterThan(0);
		const opens = spring?.recipients.reduce((total, { opens: count }) => total + count, 0);
		expect(Object.values<number>(json).reduce((sum, count) => sum + count, 0)).toBe(opens);
	});

	test('without any opens there is an empty array, or an object', async () => {
		const id = await made({ type: 'draft' });
		expect((await bench.get(`/campaigns/${id}/countries`)).text).toBe('[]');
		set({ emptyObjects: 'object' });
		expect((await bench.get(`/campaigns/${id}/countries`)).text).toBe('{}');
	});

	test('clicks by link, as it is followed', async () => {
		const spring = bench.sandbox.state.campaigns.all()[0];
		const { json } = await bench.get(`/campaigns/${spring?.id}/referrals`);
		expect(json).toContainEqual({
			link: 'https://shop.example/spring?utm_source=mail&utm_medium=email',
			count: expect.any(Number),
		});
	});

	test('what became of one address', async () => {
		const spring = bench.sandbox.state.campaigns.all()[0];
		const opened = spring?.recipients.find(({ code }) => code === 3);
		const path = `/campaigns/${spring?.id}/email`;
		expect((await bench.get(`${path}/${encodeURIComponent(opened?.email ?? '')}`)).json).toEqual({
			sent_date: '2025-04-02 09:30:00',
			global_status: 1,
			global_status_explain: 'Sent',
			detail_status: 3,
			detail_status_explain: 'Opened',
		});
		const { status, json } = await bench.get(`${path}/nobody@b.example`);
		expect([status, json]).toEqual(complaint('Email address not found', 502));
	});
});

test('listIndexDelay: a list that was just filled is empty for a while', async () => {
	const emails = [{ email: 'a@b.example' }];
	await bench.post(`/addressbooks/${newsletter}/emails`, { emails });
	const quantity = async () =>
		(await bench.get(`/addressbooks/${newsletter}`)).json[0].all_email_qty;
	expect(await quantity()).toBe(0);
	expect(await create({ list_id: newsletter })).toEqual(complaint('Book is empty', 798));
	// A draft goes nowhere yet.
	expect((await create({ list_id: newsletter, type: 'draft' }))[0]).toBe(200);
	bench.clock.advance(5_000);
	expect(await quantity()).toBe(1);
	expect((await create({ list_id: newsletter }))[0]).toBe(200);
	set({ listIndexDelay: 0 });
	const { id } = (await bench.post('/addressbooks', { bookName: 'Fresh' })).json;
	await bench.post(`/addressbooks/${id}/emails`, { emails });
	expect((await create({ list_id: id }))[0]).toBe(200);
});
