/** Dates of campaigns, through the operations that take one, in n8n's engine. */
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, operation, says, silent, type Answer } from '../api.mts';

const create = operation('campaign', 'create');
const scheduled = {
	senderName: 'Ann',
	senderEmail: 'ann@example.com',
	subject: 'Hi',
	html: '<p>Hi</p>',
	mailingListIds: [1],
	sendMode: 'schedule',
};
const lookUp = { method: 'GET', path: '/user/info' };

/** SendPulse with an account in this place. */
const accountIn = (info: IDataObject) =>
	answeringBy(
		({ path }): Answer =>
			path === '/user/info' ? says({ id: 7043663, ...info }) : says({ id: 1, status: 13 }),
	);

/** Sends campaigns, in a workflow of this zone; gives what was asked of SendPulse. */
async function dates(
	api: ReturnType<typeof accountIn>,
	sendDate: unknown,
	{ timezone = 'America/New_York', items = [{}] as IDataObject[] } = {},
) {
	const { error } = await create.run(
		{ ...scheduled, sendDate: sendDate as string },
		{ timezone, items },
	);
	const lookUps = api.requests.filter(({ path }) => path === lookUp.path).length;
	const sent = api.requests
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => (body as IDataObject).send_date);
	return { error: error?.message, lookUps, sent };
}

describe("the API's own form is account time, and needs no look-up", () => {
	test.each([
		['2097-12-31 23:34:23', '2097-12-31 23:34:23'],
		[' 2097-12-31 23:34:23 ', '2097-12-31 23:34:23'],
		['2097-12-31 23:34', '2097-12-31 23:34:00'],
		// Skipped in New York and in Berlin: neither is asked.
		['2097-03-10 02:30:00', '2097-03-10 02:30:00'],
		['2097-03-31 02:30:00', '2097-03-31 02:30:00'],
		['={{ $json.date }}', '2097-06-01 08:00:00'],
		[
			"={{ $now.set({ year: 2097, month: 6 }).toFormat('yyyy-MM') + '-02 08:00:00' }}",
			'2097-06-02 08:00:00',
		],
	])('%j leaves as %s', async (typed, sent) => {
		const api = answering(says({ id: 1, status: 13 }));
		const result = await dates(api, typed, { items: [{ date: '2097-06-01 08:00:00' }] });
		expect(result).toEqual({ error: undefined, lookUps: 0, sent: [sent] });
	});
});

describe("a date without zone is in the workflow's time zone", () => {
	test.each([
		// New York is 5 hours behind UTC in winter and 4 in summer; Berlin 1 and 2 ahead.
		['2097-01-15T10:00:00', 'America/New_York', '2097-01-15 16:00:00'],
		['2097-07-15T10:00:00', 'America/New_York', '2097-07-15 16:00:00'],
		// Between the two changes of clocks in March, and in autumn.
		['2097-03-20T10:00:00', 'America/New_York', '2097-03-20 15:00:00'],
		['2097-10-30T10:00:00', 'America/New_York', '2097-10-30 15:00:00'],
		['2097-07-15T10:00', 'America/New_York', '2097-07-15 16:00:00'],
		['2097-07-15T10:00:00.000', 'America/New_York', '2097-07-15 16:00:00'],
		['2097-12-31T20:00:00', 'America/New_York', '2098-01-01 02:00:00'],
		['2097-07-15T10:00:00', 'Europe/Berlin', '2097-07-15 10:00:00'],
		['2097-07-15T10:00:00', 'Pacific/Auckland', '2097-07-15 00:00:00'],
		['2097-07-15T10:00:00', 'Asia/Kathmandu', '2097-07-15 06:15:00'],
		['2097-07-15T10:00:00', 'UTC', '2097-07-15 12:00:00'],
	])('%s in %s is %s in Berlin', async (typed, timezone, sent) => {
		const result = await dates(accountIn({ locale: 'Europe/Berlin' }), typed, { timezone });
		expect(result).toEqual({ error: undefined, lookUps: 1, sent: [sent] });
	});
});

describe('an instant is what it is, wherever the workflow runs', () => {
	test.each([
		['2097-01-15T10:00:00Z', '2097-01-15 11:00:00'],
		['2097-07-15T10:00:00Z', '2097-07-15 12:00:00'],
		['2097-07-15t10:00:00z', '2097-07-15 12:00:00'],
		['2097-07-15T10:00:00.250Z', '2097-07-15 12:00:00'],
		['2097-07-15T10:00:00+02:00', '2097-07-15 10:00:00'],
		['2097-07-15T10:00:00-0330', '2097-07-15 15:30:00'],
		['2097-07-15T10:00:00+14', '2097-07-14 22:00:00'],
		['2097-07-15T10:00+02:00', '2097-07-15 10:00:00'],
		['2097-07-15 10:00:00+02:00', '2097-07-15 10:00:00'],
		['2097-07-15 10:00:00 +02:00', '2097-07-15 10:00:00'],
		['2097-07-15 10:00:00Z', '2097-07-15 12:00:00'],
		["={{ DateTime.fromISO('2097-07-15T10:00:00Z') }}", '2097-07-15 12:00:00'],
		// New York, the zone of the workflow.
		["={{ DateTime.fromISO('2097-07-15T10:00:00') }}", '2097-07-15 16:00:00'],
		["={{ new Date('2097-07-15T10:00:00Z') }}", '2097-07-15 12:00:00'],
		["={{ new Date('2097-07-15T10:00:00Z').toISOString() }}", '2097-07-15 12:00:00'],
		['={{ $json.date }}', '2097-07-15 12:00:00'],
	])('%j leaves as %s', async (typed, sent) => {
		const api = accountIn({ locale: 'Europe/Berlin' });
		const result = await dates(api, typed, { items: [{ date: '2097-07-15T10:00:00.000Z' }] });
		expect(result).toEqual({ error: undefined, lookUps: 1, sent: [sent] });
	});
});

describe('which clock is meant', () => {
	test.each<[string, IDataObject, string[], string]>([
		[
			'the workflow, by default',
			{ sendDate: '2097-01-15T09:00:00' },
			['2097-01-15 15:00:00', '2097-01-15T15:00:00+01:00'],
			"Send date: 2097-01-15 15:00 (Europe/Berlin), which is 09:00 in this workflow's time zone (America/New_York).",
		],
		[
			'the workflow, on another day',
			{ sendDate: '2097-01-15T20:00:00', sendDateZone: 'workflow' },
			['2097-01-16 02:00:00', '2097-01-16T02:00:00+01:00'],
			"Send date: 2097-01-16 02:00 (Europe/Berlin), which is 2097-01-15 20:00 in this workflow's time zone (America/New_York).",
		],
		[
			'the account',
			{ sendDate: '2097-01-15T09:00:00', sendDateZone: 'account' },
			['2097-01-15 09:00:00', '2097-01-15T09:00:00'],
			'Send date: 2097-01-15 09:00 in the time zone of the SendPulse account.',
		],
		[
			'neither, where the date says it',
			{ sendDate: '2097-01-15T09:00:00+01:00', sendDateZone: 'account' },
			['2097-01-15 09:00:00', '2097-01-15T09:00:00+01:00'],
			"Send date: 2097-01-15 09:00 (Europe/Berlin), which is 03:00 in this workflow's time zone (America/New_York).",
		],
	])('%s', async (_, parameters, [send_date, sendDate], hint) => {
		accountIn({ locale: 'Europe/Berlin' });
		const { json, hints } = await create.run(
			{ ...scheduled, ...parameters },
			{ timezone: 'America/New_York' },
		);
		expect(json).toEqual([expect.objectContaining({ send_date, sendDate })]);
		expect(hints).toEqual([hint]);
	});

	test('is refused where an expression does not say, whatever the default', async () => {
		silent();
		const { error } = await create.run({
			...scheduled,
			sendDate: '2097-01-15T09:00:00',
			sendDateZone: '={{ $json.nothing }}',
		});
		expect(error?.message).toMatch(/^'Time Zone' has to be one of account, workflow/);
	});

	test('is said of the first of several dates', async () => {
		accountIn({ locale: 'Europe/Berlin' });
		const { hints } = await create.run(
			{ ...scheduled, sendDate: '={{ $json.date }}' },
			{
				timezone: 'Europe/Berlin',
				items: ['15', '16', '17'].map((day) => ({ date: `2097-01-${day}T09:00:00` })),
			},
		);
		expect(hints).toEqual(['Send date: 2097-01-15 09:00 (Europe/Berlin), and 2 other dates.']);
	});
});

test('a day without a time is told what it lacks', async () => {
	silent();
	const { error } = await create.run({ ...scheduled, sendDate: '2097-07-15' });
	expect(error?.message).toBe(
		"'Send Date' names a day and no time: '2097-07-15'. Use the date picker, or an expression like {{ $now.plus(1, 'day') }}. Nothing was sent.",
	);
});

describe('when clocks change', () => {
	afterEach(() => {
		Settings.now = () => Date.now();
		Settings.resetCaches();
	});

	// What Luxon takes by itself depends on the season in which it is asked.
	describe.each(['2097-01-01', '2097-07-01'])('asked on %s', (today) => {
		beforeEach(() => {
			Settings.resetCaches();
			Settings.now = () => Date.parse(today);
		});

		test.each([
			['a skipped time means the old clock', '2097-03-31T02:30:00', '2097-03-31 01:30:00'],
			['before the gap', '2097-03-31T01:59:59', '2097-03-31 00:59:59'],
			['after the gap', '2097-03-31T03:00:00', '2097-03-31 01:00:00'],
			['a time that comes twice is the first', '2097-10-27T02:30:00', '2097-10-27 00:30:00'],
			['before the overlap', '2097-10-27T01:59:59', '2097-10-26 23:59:59'],
			['after the overlap', '2097-10-27T03:00:00', '2097-10-27 02:00:00'],
		])('in the zone of the workflow: %s', async (_, typed, sent) => {
			const api = accountIn({ locale: 'UTC' });
			expect((await dates(api, typed, { timezone: 'Europe/Berlin' })).sent).toEqual([sent]);
		});

		test.each([
			['2097-03-31T00:59:59Z', '2097-03-31 01:59:59'],
			['2097-03-31T01:00:00Z', '2097-03-31 03:00:00'],
			// Both are half past two; the API can't be told which.
			['2097-10-27T00:30:00Z', '2097-10-27 02:30:00'],
			['2097-10-27T01:30:00Z', '2097-10-27 02:30:00'],
			['2097-10-27T02:00:00Z', '2097-10-27 03:00:00'],
		])('in the zone of the account: %s', async (typed, sent) => {
			expect((await dates(accountIn({ locale: 'Europe/Berlin' }), typed)).sent).toEqual([sent]);
		});
	});
});

describe("the account's time zone", () => {
	test.each<[IDataObject, string]>([
		[{ locale: 'Pacific/Auckland', time_zone: '12' }, '2097-01-15 23:00:00'],
		// The name knows about summer, the number does not.
		[{ locale: 'Europe/Kyiv', time_zone: '0' }, '2097-01-15 12:00:00'],
		[{ locale: 'en', time_zone: '2' }, '2097-01-15 12:00:00'],
		[{ locale: '', time_zone: '-5' }, '2097-01-15 05:00:00'],
		[{ locale: null, time_zone: 3 }, '2097-01-15 13:00:00'],
		[{ time_zone: '5.5' }, '2097-01-15 15:30:00'],
		[{ time_zone: '+2' }, '2097-01-15 12:00:00'],
		[{ time_zone: 0 }, '2097-01-15 10:00:00'],
	])('of %j', async (info, sent) => {
		const result = await dates(accountIn(info), '2097-01-15T10:00:00Z');
		expect(result).toEqual({ error: undefined, lookUps: 1, sent: [sent] });
	});

	test.each<[IDataObject]>([
		[{}],
		[{ locale: 'Nowhere/Land', time_zone: '' }],
		[{ locale: null, time_zone: null }],
		[{ time_zone: 'CET' }],
		[{ time_zone: '99' }],
	])('is not guessed from %j', async (info) => {
		const result = await dates(accountIn(info), '2097-01-15T10:00:00Z');
		expect(result).toEqual({
			error:
				"SendPulse does not tell the account's time zone. Set it in SendPulse (Account settings), or write the date like 2030-12-31 23:34:23 in that time zone. Nothing was sent.",
			lookUps: 1,
			sent: [],
		});
	});

	test('is looked up once in a run', async () => {
		const api = accountIn({ locale: 'Europe/Berlin' });
		const result = await dates(api, '={{ $json.date }}', {
			items: [
				{ date: '2097-07-15T10:00:00Z' },
				{ date: '2097-07-15 10:00:00' },
				{ date: '2097-07-15T10:00:00' },
				{ date: '2097-01-15T10:00:00+01:00' },
			],
		});
		expect(result).toEqual({
			error: undefined,
			lookUps: 1,
			sent: [
				'2097-07-15 12:00:00',
				'2097-07-15 10:00:00',
				'2097-07-15 16:00:00',
				'2097-01-15 10:00:00',
			],
		});
		expect(api.requests[0]).toEqual(lookUp);
	});

	test('nothing is sent when it cannot be read', async () => {
		const api = answering({
			status: 403,
			body: { message: 'Unauthorized action.', error_code: 800 },
		});
		const { error } = await create.run({ ...scheduled, sendDate: '2097-07-15T10:00:00Z' });
		expect(error?.message).toBe(
			'The operation is not allowed. Check what the account may do. SendPulse says: Unauthorized action. (code 800).',
		);
		expect(api.requests).toEqual([lookUp]);
	});
});

describe('what is past', () => {
	const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
	const apiForm = (iso: string) => iso.slice(0, 19).replace('T', ' ');

	test.each([
		'2016-02-02T23:34:23',
		'2016-02-02T23:34:23Z',
		'2016-02-02 23:34:23',
		inHours(-0.1),
		// Past even where the day is 12 hours behind UTC.
		apiForm(inHours(-12.1)),
	])('is refused before anything is sent: %s', async (typed) => {
		const api = silent();
		const { error } = await create.run({ ...scheduled, sendDate: typed });
		expect(error?.message).toBe(
			`'Send Date' is past: '${typed}'. Choose a later date. Nothing was sent.`,
		);
		expect(api.requests).toEqual([]);
	});

	test('in account time is left to SendPulse where it may be to come', async () => {
		const typed = apiForm(inHours(-11.9));
		const result = await dates(answering(says({ id: 1, status: 13 })), typed);
		expect(result).toEqual({ error: undefined, lookUps: 0, sent: [typed] });
	});

	test('an instant soon is not', async () => {
		const result = await dates(accountIn({ locale: 'UTC' }), inHours(0.1));
		expect(result).toMatchObject({ error: undefined, lookUps: 1 });
		expect(result.sent).toHaveLength(1);
	});
});

test.each([
	['tomorrow', 'tomorrow'],
	['10:00', '10:00'],
	['15.07.2097 10:00', '15.07.2097 10:00'],
	['07/15/2097 10:00:00', '07/15/2097 10:00:00'],
	['2097-02-30T10:00:00', '2097-02-30T10:00:00'],
	['2097-02-30 10:00:00', '2097-02-30 10:00:00'],
	['2097-07-15T25:00:00', '2097-07-15T25:00:00'],
	['2097-07-15T10:00:00+99:00', '2097-07-15T10:00:00+99:00'],
	['2097-07-15T10:00:00 CET', '2097-07-15T10:00:00 CET'],
	['20970715T100000', '20970715T100000'],
	['={{ 4024548000000 }}', '4024548000000'],
	["={{ new Date('x') }}", 'Invalid Date'],
	["={{ DateTime.fromISO('x') }}", 'Invalid Date'],
	['={{ true }}', 'true'],
])('refuses %j before anything is sent', async (typed, shown) => {
	const api = silent();
	const { error } = await create.run({ ...scheduled, sendDate: typed });
	expect(error?.message).toBe(
		`'Send Date' is no date and time that everybody reads alike: '${shown}'. Use the date picker, or write it like 2030-12-31T23:34:23 or with a time zone, 2030-12-31T23:34:23+02:00. Nothing was sent.`,
	);
	expect(api.requests).toEqual([]);
});

test.each(['={{ $json.missing }}', '={{ "" }}', '={{ " " }}', '={{ null }}'])(
	'refuses no date before anything is sent: %s',
	async (typed) => {
		const api = silent();
		const { error } = await create.run({ ...scheduled, sendDate: typed });
		expect(error?.message).toBe(
			"'Send Date' is empty. Choose when the campaign is sent. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	},
);

test('a change of a campaign takes dates likewise', async () => {
	const update = operation('campaign', 'update');
	const api = answeringBy(({ path, method }): Answer => {
		if (path === '/user/info') return says({ locale: 'Europe/Berlin' });
		return method === 'GET' ? says({ id: 1, message: { body: 'x' } }) : says({ result: true });
	});
	const { error } = await update.run(
		{ campaignId: '={{ $json.id }}', options: { sendDate: '={{ DateTime.fromISO($json.date) }}' } },
		{
			items: [
				{ id: 1, date: '2097-07-15T10:00:00' },
				{ id: 2, date: '2097-01-15T10:00:00Z' },
			],
			timezone: 'America/New_York',
		},
	);
	expect(error).toBeUndefined();
	expect(api.requests.filter(({ path }) => path === lookUp.path)).toHaveLength(1);
	const changes = api.requests.filter(({ method }) => method === 'PATCH');
	expect(
		Object.fromEntries(changes.map(({ path, body }) => [path, (body as IDataObject).send_date])),
	).toEqual({ '/campaigns/1': '2097-07-15 16:00:00', '/campaigns/2': '2097-01-15 11:00:00' });
});
