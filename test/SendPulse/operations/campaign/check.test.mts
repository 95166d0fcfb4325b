import '../../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { operation, refuses, says, type Answer } from '../../../api.mts';
import { disagreements, schemaOf } from '../../../schema.mts';
import { LISTS, made, Mailing, onAccountsClock, writes } from './mailing.mts';

const check = operation('campaign', 'check');
const HOUR = 3_600_000;

const usual = {
	senderEmail: 'hello@shop.example',
	subject: 'Spring is here, {{name}}',
	contentSource: 'html',
	html: '<p>Dear {{name}}, {{unsubscribe}}</p>',
	recipients: 'mailingList',
	mailingListIds: LISTS,
	sendMode: 'now',
};

interface Found {
	ok: boolean;
	recipients: number | null;
	cost: IDataObject;
	sendsAt: string | null;
	problems: string[];
	warnings: string[];
	checks: Array<{ check: string; ok: boolean; level: string; message: string }>;
}

async function found(parameters: IDataObject = {}): Promise<Found> {
	const { json, error } = await check.run({ ...usual, ...parameters });
	expect(error).toBeUndefined();
	expect(json).toHaveLength(1);
	return json[0] as unknown as Found;
}

/** What failed: "error sender". */
const failed = ({ checks }: Found) =>
	checks.filter(({ ok }) => !ok).map(({ check: name, level }) => `${level} ${name}`);

test('who only looks at the canvas is told, too, that a campaign should not be sent', async () => {
	new Mailing();
	const { hints } = await check.run(
		{ ...usual, senderEmail: '={{ $json.from }}' },
		{ items: [{ from: 'hello@shop.example' }, { from: 'nobody@shop.example' }] },
	);
	expect(hints).toEqual([
		expect.stringMatching(/^Item 2 should not be sent like this: .*nobody@shop\.example/),
	]);
});

test('a campaign that is as it should be', async () => {
	const mailing = new Mailing();
	expect(await found()).toEqual({
		ok: true,
		recipients: 1_500,
		cost: { amount: 0, currency: 'USD', fromPlan: 1_500, fromBalance: 0 },
		sendsAt: null,
		problems: [],
		warnings: [],
		checks: [
			['sender', 'error', "'hello@shop.example' is an active sender."],
			['mailingLists', 'error', 'All 2 are active.'],
			[
				'recipients',
				'error',
				'It would go to 1,500 active contacts (who is in several lists counts for each).',
			],
			['plan', 'error', 'The plan allows 10,000 recipients for one campaign.'],
			['money', 'error', 'The plan covers it.'],
			['quota', 'warning', 'The plan has 9,000 e-mails left.'],
			['repeat', 'error', 'No such campaign was sent in that time.'],
			['variables', 'warning', 'Every placeholder is a variable of every mailing list.'],
			['size', 'warning', 'The HTML has 1 kB.'],
		].map(([name, level, message]) => ({ check: name, ok: true, level, message })),
	});
	expect(writes(mailing)).toEqual([]);
});

test('scheduled: the date on the clock of the account', async () => {
	new Mailing();
	const { ok, sendsAt, checks } = await found({
		sendMode: 'schedule',
		sendDate: '2097-12-31T23:34:23Z',
	});
	expect([ok, sendsAt]).toEqual([true, '2098-01-01T01:34:23+02:00']);
	expect(checks.find((one) => one.check === 'date')?.message).toBe(
		'It is sent on 2098-01-01 01:34 (Europe/Kyiv).',
	);
});

test('gives what its output schema says', async () => {
	new Mailing();
	const first = await found();
	const more = await found({
		senderEmail: 'nobody@shop.example',
		html: 'x'.repeat(105_000),
		sendMode: 'schedule',
		sendDate: '2097-12-31T23:34:23Z',
	});
	expect(disagreements(schemaOf('SendPulse', 'campaign', 'check'), [first, more])).toEqual([]);
});

const lists = (status: number, more: IDataObject = {}) =>
	says([{ id: LISTS[0], name: 'Customers', active_email_qty: 5, status, ...more }]);
const cost = (more: IDataObject) => (mailing: Mailing) => void (mailing.cost = () => more);
const answers = (path: RegExp, answer: Answer) => (mailing: Mailing) =>
	void mailing.answer(path, answer);
const has = (campaign: IDataObject) => (mailing: Mailing) =>
	void mailing.campaigns.unshift(campaign);
const inHours = (hours: number) => onAccountsClock(Date.now() + hours * HOUR);
const same = (more: IDataObject = {}) =>
	made(9, {
		send_date: inHours(-1),
		message: { subject: usual.subject, list_id: LISTS[1] },
		...more,
	});

type Case = [
	what: string,
	expected: string[],
	text: string,
	changed?: (mailing: Mailing) => void,
	parameters?: IDataObject,
];

const nothing = () => {};
const oneList = { mailingListIds: [LISTS[0]] };
const later = { sendMode: 'schedule', sendDate: '2097-12-31T23:34:23Z' };
const options = (more: IDataObject) => ({ options: more });

test.each<Case>([
	[
		'a sender that is none',
		['error sender'],
		"'x@shop.example' is no sender of the account.",
		nothing,
		{ senderEmail: 'x@shop.example' },
	],
	[
		'a sender that is not activated',
		['error sender'],
		"The sender 'NEW@shop.example' is not activated. Activate it in SendPulse.",
		nothing,
		{ senderEmail: 'NEW@shop.example' },
	],
	[
		'senders that can not be read',
		['error sender'],
		'The senders could not be read: ',
		answers(/\/senders/, refuses(403, 3030303030, 'Not on your plan')),
	],
	[
		'a list that is blocked',
		['error mailingLists'],
		"Mailing list 'Customers' can't get e-mails: Blocked by the service.",
		answers(/addressbooks\/\d+1$/, lists(4)),
	],
	[
		'a list of which nobody knows the status',
		['error mailingLists'],
		"Mailing list 'Customers' can't get e-mails: status undefined.",
		answers(/addressbooks\/\d+1$/, lists(0, { status: undefined })),
	],
	[
		'a list that is not there',
		['error mailingLists', 'error recipients', 'error plan', 'error money', 'warning variables'],
		'Mailing list 404404 could not be read: There is no such mailing list.',
		nothing,
		{ mailingListIds: [LISTS[0], 404404] },
	],
	[
		'nobody',
		['error recipients', 'warning plan'],
		'It would go to 0 active contacts.',
		(mailing) => {
			mailing.active[LISTS[0]] = 0;
			mailing.answer(/cost$/, refuses(422, 211, 'Addressbook is empty'));
		},
		oneList,
	],
	[
		'fewer than at least',
		['error recipients'],
		"It would go to 1,000 active contacts, fewer than 'Min Recipients' (1,001).",
		nothing,
		{ ...oneList, ...options({ minRecipients: 1_001 }) },
	],
	[
		'more than at most',
		['error recipients'],
		"It would go to 1,000 active contacts, more than 'Max Recipients' allows (999).",
		nothing,
		{ ...oneList, ...options({ maxRecipients: 999 }) },
	],
	[
		'a number of contacts that is none',
		['error recipients', 'error plan'],
		'SendPulse did not tell how many would get it.',
		answers(/addressbooks\/\d+1$/, lists(0, { active_email_qty: null })),
	],
	[
		'more than the plan allows at once',
		['error plan'],
		'The plan allows 1,499 recipients for one campaign, and this has 1,500.',
		cost({ max_emails_per_task: 1_499 }),
	],
	[
		'a plan that does not say',
		['warning plan'],
		'SendPulse did not tell how many recipients the plan allows for one campaign.',
		cost({ max_emails_per_task: undefined }),
	],
	[
		'a plan that says nothing that can be read',
		['error plan'],
		"Whether the plan allows so many recipients can't be told.",
		cost({ max_emails_per_task: 'many' }),
	],
	[
		'money that is not there',
		['error money', 'warning quota'],
		'The balance of the account does not suffice: it would cost 10 USD.',
		(mailing) => void (mailing.emailsLeft = 0),
		oneList,
	],
	[
		'a balance of which nobody says that it suffices',
		['error money'],
		'The balance of the account does not suffice: it would cost 0 USD.',
		cost({ result: undefined }),
		oneList,
	],
	[
		'a price that is none',
		['error money'],
		'SendPulse did not tell what it costs (mailing list 89300001).',
		cost({ overdraftAllEmailsPrice: '' }),
		oneList,
	],
	[
		'a price that can not be read',
		['warning plan', 'error money'],
		'What it costs could not be read (mailing list 89300001): SendPulse ',
		answers(/cost$/, { status: 500, body: '' }),
		oneList,
	],
	[
		'more than it may cost',
		['error money', 'warning quota'],
		"It would cost 5 USD, more than 'Max Cost' allows (4.99).",
		(mailing) => void (mailing.emailsLeft = 500),
		{ ...oneList, ...options({ maxCost: 4.99 }) },
	],
	[
		'anything, where only the plan may pay',
		['error money', 'warning quota'],
		"It would cost 0.01 USD, more than 'Max Cost' allows (0).",
		(mailing) => void (mailing.emailsLeft = 999),
		{ ...oneList, ...options({ maxCost: 0 }) },
	],
	[
		'lists that take more from the plan together than it has',
		['error money', 'warning quota'],
		'The plan has 1,400 e-mails left, 100 fewer than these mailing lists take together, and what the rest costs is not known. Send to one list at a time.',
		(mailing) => void (mailing.emailsLeft = 1_400),
	],
	[
		'lists that cost more together than each by itself',
		['error money', 'warning quota'],
		"It would cost 6 USD, more than 'Max Cost' allows (5.99).",
		(mailing) => void (mailing.emailsLeft = 900),
		options({ maxCost: 5.99 }),
	],
	[
		'lists that cost more together than there is',
		['error money', 'warning quota'],
		'The balance of the account (9.36 USD) does not suffice: it would cost 10 USD.',
		(mailing) => void (mailing.emailsLeft = 500),
	],
	[
		'a balance that can not be read, and several lists to pay for',
		['error money', 'warning quota'],
		'What several mailing lists cost together is not known: SendPulse did not tell what the plan has left for them.',
		answers(/balance/, refuses(422, 422, 'No')),
	],
	[
		'a quota that can not be read',
		['warning quota'],
		'SendPulse did not tell how many e-mails the plan has left.',
		answers(/balance/, says({ balance: { main: '9.36', currency: 'USD' } })),
		oneList,
	],
	[
		'a template that is not there',
		['error template'],
		'There is no such template. Pick the template again, or check its ID.',
		nothing,
		{ contentSource: 'template', templateId: 1 },
	],
	[
		'a template that is not ready',
		['error template'],
		"The template was made in SendPulse's layout editor",
		answers(/template/, refuses(422, 2900, 'Template in processing')),
		{ contentSource: 'template', templateId: 775667 },
	],
	[
		'a date that is past',
		['error date'],
		"'Send Date' is past: '2020-01-01T10:00:00+02:00', which is 2020-01-01 10:00 (Europe/Kyiv).",
		nothing,
		{ sendMode: 'schedule', sendDate: '2020-01-01T10:00:00+02:00' },
	],
	[
		'a date that is past on the clock of the account',
		['error date'],
		"'Send Date' is past: ",
		nothing,
		{ sendMode: 'schedule', sendDate: inHours(-1) },
	],
	[
		'a time zone that can not be read',
		['error date'],
		'The time zone of the account is not known: SendPulse does not tell it.',
		answers(/user\/info/, says({})),
		later,
	],
	[
		'the same subject to one of these lists',
		['error repeat'],
		"Campaign 9 is the same: 'Campaign_9' (Sent, ",
		has(same()),
	],
	[
		'the same name',
		['error repeat'],
		"Campaign 9 is the same: ' Spring' (Sent, ",
		has(same({ name: ' Spring', message: { subject: 'Other', list_id: 5 } })),
		options({ name: 'Spring' }),
	],
	[
		'the same subject, to nobody knows whom',
		['error repeat'],
		'Campaign 9 is the same',
		has(same({ message: { subject: `${usual.subject} `, list_id: null } })),
	],
	[
		'the same, and nobody knows when',
		['error repeat'],
		"Campaign 9 is the same: 'Campaign_9' (Being created).",
		has(same({ status: 13, send_date: null })),
	],
	[
		'the same, with flags as texts',
		['error repeat'],
		'Campaign 9 is the same',
		has(same({ is_sms: '0', is_viber: 'false' })),
	],
	[
		'the same for the same day',
		['error repeat'],
		'Campaign 9 is the same',
		has(same({ status: 14, send_date: '2098-01-01 08:00:00' })),
		later,
	],
	[
		'the same twenty hours ago, where that is too soon',
		['error repeat'],
		'Campaign 9 is the same',
		has(same({ send_date: inHours(-20) })),
		options({ repeatHours: 24 }),
	],
	[
		'campaigns that can not be read',
		['error repeat'],
		'Whether it was sent before could not be read: ',
		answers(/GET \/campaigns/, refuses(422, 422, 'No')),
	],
	[
		'campaigns that are no list',
		['error repeat'],
		'Whether it was sent before could not be read: SendPulse gave no list of campaigns.',
		answers(/GET \/campaigns/, says({})),
	],
	[
		'a variable that a list lacks',
		['warning variables'],
		"Mailing list 'List 89300001' has no variable 'city'. Mailing list 'List 89300002' has no variable 'city'.",
		nothing,
		{ html: '<p>{{name}} in {{ city }}</p>' },
	],
	[
		'HTML that Gmail does not show',
		['warning size'],
		'The HTML has 103 kB, and Gmail cuts off what is beyond 102 kB.',
		nothing,
		{ html: 'é'.repeat(52_300) },
	],
	[
		'a segment',
		['warning segment'],
		"How many people are in a segment can't be known.",
		nothing,
		{ recipients: 'segment', segmentId: '5' },
	],
	[
		'a segment, and bounds',
		['warning segment', 'error recipients', 'error money'],
		"How many people are in a segment can't be known, so 'Max Recipients' and 'Min Recipients' can't be held.",
		nothing,
		{
			recipients: 'segment',
			segmentId: '5',
			...options({ maxRecipients: 5, minRecipients: 1, maxCost: 5 }),
		},
	],
])('%s', async (_, expected, text, changed = nothing, parameters = {}) => {
	const mailing = new Mailing();
	changed(mailing);
	const outcome = await found(parameters);
	expect(failed(outcome)).toEqual(expected);
	const { problems, warnings, ok } = outcome;
	expect([...problems, ...warnings].filter((one) => one.startsWith(text))).toHaveLength(1);
	expect(ok).toBe(!expected.some((one) => one.startsWith('error')));
	expect(writes(mailing)).toEqual([]);
});

test.each<[string, (mailing: Mailing) => void, IDataObject?]>([
	['the same thirteen hours ago', has(same({ send_date: inHours(-13) }))],
	['the same for thirteen hours later', has(same({ status: 14, send_date: inHours(13) }))],
	['a draft', has(same({ status: 26, send_date: null }))],
	['a canceled one', has(same({ status: 16 }))],
	['a test', has(same({ status: 8 }))],
	[
		'the same subject to another list',
		has(same({ message: { subject: usual.subject, list_id: 5 } })),
	],
	['another subject', has(same({ message: { subject: 'Summer', list_id: LISTS[0] } }))],
	[
		'the same name, that nobody chose',
		has(same({ name: usual.subject, message: { subject: 'x' } })),
	],
	['an SMS', has(same({ is_sms: true }))],
	['an SMS, its flag as text', has(same({ is_sms: '1' }))],
	['none that is looked for', has(same()), options({ repeatHours: 0 })],
])('no repetition: %s', async (_, changed, parameters = {}) => {
	changed(new Mailing());
	expect(failed(await found(parameters))).toEqual([]);
});

test('of several lists that cost together, the sum', async () => {
	new Mailing().emailsLeft = 900;
	const { cost: sum, ok } = await found();
	expect([ok, sum]).toEqual([
		true,
		{ amount: 6, currency: 'USD', fromPlan: 900, fromBalance: 600 },
	]);
});

describe('the list of campaigns', () => {
	const many = (count: number) => Array.from({ length: count }, (_, index) => made(index + 10));
	const wanted = same({ id: 500 });

	test.each<[string, (rows: IDataObject[], order: string | null) => IDataObject[]]>([
		[
			'the oldest first, whatever is asked for but one',
			(rows, order) => (order === 'desc' ? rows : [...rows].reverse()),
		],
		[
			'the oldest first, as documented',
			(rows, order) => (order === 'asc' ? rows : [...rows].reverse()),
		],
	])('comes with %s', async (_, sorted) => {
		new Mailing().answer(/GET \/campaigns/, ({ path }) => {
			const { searchParams } = new URL(path, 'http://sendpulse.example');
			const rows = sorted([wanted, ...many(150).reverse()], searchParams.get('order'));
			return says(rows.slice(0, 100));
		});
		expect(failed(await found())).toEqual(['error repeat']);
	});

	test('in no order is none in which something could be missing', async () => {
		const rows = [1, 9, 3, 7, 5, 2, 8, 4, 6, 10, 12, 11].map((id) => made(id, { send_date: null }));
		new Mailing().answer(/GET \/campaigns/, says(rows));
		const { problems } = await found();
		expect(problems).toEqual([
			'Whether it was sent before could not be read: The list of campaigns comes in an order that this node does not know.',
		]);
	});

	const pagesOf = ({ asked }: Mailing) => asked.filter((one) => one.includes('/campaigns?')).length;

	test('is read to its end: behind older dates there may be one that was scheduled long before', async () => {
		const mailing = new Mailing();
		mailing.campaigns = [...many(150).reverse(), same({ id: 5 }), made(4)];
		expect(failed(await found())).toEqual(['error repeat']);
		expect(pagesOf(mailing)).toBe(3);
	});

	test('that comes by its dates is read as far back as the hours go', async () => {
		const mailing = new Mailing();
		const ids = many(250).map((row, index) => ({ ...row, send_date: inHours(-index - 1) }));
		mailing.campaigns = ids;
		expect(failed(await found())).toEqual([]);
		expect(pagesOf(mailing)).toBe(1);
	});

	test('is read up to 1,000, and what is not known then is said', async () => {
		const mailing = new Mailing();
		mailing.campaigns = [...many(1_100).reverse(), same({ id: 5 })];
		const { checks } = await found();
		expect(pagesOf(mailing)).toBe(10);
		expect(checks).toContainEqual(
			expect.objectContaining({
				check: 'repeat',
				ok: true,
				message:
					'No such campaign was sent in that time. Only the newest 1,000 were looked at: one that had been made before them and scheduled for then is not known.',
			}),
		);
		mailing.campaigns = many(1_100)
			.reverse()
			.map((row) => ({ ...row, send_date: inHours(-2) }));
		expect((await found()).problems).toEqual([
			'Whether it was sent before could not be read: There were too many campaigns since then.',
		]);
	});
});

test.each([
	[1, 8],
	[10, 35],
])('takes with %i lists %i requests', async (listCount, requests) => {
	const mailing = new Mailing();
	const ids = Array.from({ length: listCount }, (_, index) => index + 1);
	for (const id of ids) mailing.active[id] = 5;
	const outcome = await found({
		mailingListIds: ids,
		contentSource: 'template',
		templateId: 775667,
	});
	expect(failed(outcome)).toEqual([]);
	expect(mailing.asked).toHaveLength(requests + 0);
	expect(new Set(mailing.asked).size).toBe(mailing.asked.length);
});

test('several items ask each question once', async () => {
	const mailing = new Mailing();
	const { json } = await check.run(
		{ ...usual, mailingListIds: [LISTS[0]], subject: '={{ $json.subject }}', html: 'News' },
		{ items: [{ subject: 'one' }, { subject: 'two' }, { subject: 'three' }] },
	);
	expect(json.map(({ ok }) => ok)).toEqual([true, true, true]);
	expect(mailing.asked).toHaveLength(6);
});

test('without a way in nothing is a check', async () => {
	new Mailing().answer(/.*/, { status: 401, body: { error: 'invalid_token' } });
	const { error, json } = await check.run(usual);
	expect(json).toEqual([]);
	expect(error?.httpCode).toBe('401');
});

test.each<[IDataObject, string]>([
	[{ maxCost: '={{ $json.none }}' }, "'Max Cost' was added but is empty for this item."],
	[
		{ maxRecipients: '={{ $json.none }}' },
		"'Max Recipients' was added but is empty for this item.",
	],
	[{ maxCost: '-1' }, "'Max Cost' has to be a number like 10 or 9.50, not '-1'."],
	[{ maxCost: '1,234' }, "'Max Cost' has to be a number like 10 or 9.50, not '1,234'."],
	[{ repeatHours: 721 }, "'Repeat Hours' has to be a whole number from 0 to 720, not '721'."],
])('refuses %j', async (wrong, text) => {
	const mailing = new Mailing();
	const { error } = await check.run({ ...usual, options: wrong });
	expect(error?.message).toContain(text);
	expect(mailing.asked).toEqual([]);
});
