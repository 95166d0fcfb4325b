import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answersAside, DONE, refuses, says, silent } from '../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	findsItGone,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../SendPulse/suites.mts';
import { listsAll } from '../../SendPulse/listing.mts';
import { CAMPAIGN, campaign, gives, inList, smsOperation } from '../records.mts';

// The account is in Kyiv: two hours ahead in winter.
answersAside(({ path }) => (path === '/user/info' ? says({ locale: 'Europe/Kyiv' }) : undefined));

const info = { method: 'GET', path: `/sms/campaigns/info/${CAMPAIGN}` };
const itsId = { name: 'smsCampaignId', label: 'Campaign', id: CAMPAIGN };

describe('get', () => {
	const get = smsOperation('campaign', 'get');
	const simple = {
		id: CAMPAIGN,
		address_book_id: 12345,
		sender_name: 'AFK',
		send_date: '2021-07-01 08:10:08',
		date_created: '2021-07-01 08:05:00',
		company_price: 0.54,
		currency: 'UAH',
		recipients: 3,
		delivered: 1,
		notDelivered: 1,
	};
	const sample = {
		operation: get,
		parameters: { smsCampaignId: CAMPAIGN },
		request: info,
		answer: gives(campaign()),
		output: [simple],
	};
	givesWhatItShould(
		sample,
		{ ...sample, answer: inList({ data: campaign() }) },
		{ ...sample, answer: gives([campaign()]) },
	);
	takesIdInAnyForm(sample, itsId);
	worksWithRetryOnFail(sample);
	explainsRefusals(sample, [
		[
			404,
			802,
			'Task not found',
			'There is no such campaign, or its sending has begun already. Look at the campaign in SendPulse.',
		],
	]);

	test('without Simplify the record as it is', async () => {
		answering(gives(campaign()));
		const { json } = await get.run({ smsCampaignId: CAMPAIGN, simplify: false });
		expect(json).toEqual([campaign()]);
	});

	test.each([{ result: true, data: [] }, { result: true, data: {} }, { result: true }])(
		'no campaign: %j',
		async (body) => {
			answering(says(body));
			const { error } = await get.run({ smsCampaignId: CAMPAIGN });
			expect(error?.message).toBe(
				'SendPulse gives no campaign with this ID. Check the ID; a test may leave none behind.',
			);
		},
	);

	test('a refusal with status 200, in its own words', async () => {
		answering(says({ result: false, data: { message: 'Campaign is not yours' } }));
		const { error } = await get.run({ smsCampaignId: CAMPAIGN });
		expect(error?.message).toBe(
			'SendPulse refused the request. SendPulse says: Campaign is not yours (status 200).',
		);
	});
});

describe('getRecipients', () => {
	const getRecipients = smsOperation('campaign', 'getRecipients');
	const recipient = (phone: string, more: IDataObject) => ({
		phone,
		country_code: 'UA',
		campaign_id: CAMPAIGN,
		...more,
	});
	const sample = {
		operation: getRecipients,
		parameters: { smsCampaignId: CAMPAIGN },
		request: info,
		answer: gives(campaign()),
		output: [
			recipient('380956045455', { status: 2, status_explain: 'Delivered', money_spent: 0.27 }),
			recipient('380956045456', { status: 12, status_explain: 'Not delivered', money_spent: 0.27 }),
			recipient('380956045457', { status: 1, status_explain: 'Sent', money_spent: 0 }),
		],
	};
	givesWhatItShould(sample);
	takesIdInAnyForm(sample, itsId);
	worksWithRetryOnFail(sample);

	test('no more than the limit, and two messages to one number are two', async () => {
		const [one] = campaign().task_phones_info as IDataObject[];
		answering(gives(campaign({ task_phones_info: [one, one, one] })));
		const { json } = await getRecipients.run({ smsCampaignId: CAMPAIGN, limit: 2 });
		expect(json).toEqual([sample.output[0], sample.output[0]]);
	});

	test('none', async () => {
		answering(gives(campaign({ task_phones_info: [] })));
		const { json, error } = await getRecipients.run({ smsCampaignId: CAMPAIGN });
		expect([json, error]).toEqual([[], undefined]);
	});
});

describe('getMany', () => {
	const getMany = smsOperation('campaign', 'getMany');
	const row = (number: number): IDataObject => ({
		id: 2136000 + number,
		address_book_id: 0,
		company_price: 0.81,
		company_currency: 'UAH',
		send_date: '2017-01-18 08:15:18',
		date_created: '2017-01-18 08:15:18',
		sender_mail_address: '',
		sender_mail_name: 'AFK',
		external_stat: [],
	});
	const path = '/sms/campaigns/list';
	givesWhatItShould({
		operation: getMany,
		parameters: {},
		request: { method: 'GET', path },
		answer: gives([row(1)]),
		output: [row(1)],
	});
	listsAll({ operation: getMany, path, record: row, answerWith: gives });

	test.each<[string, string, string]>([
		['2026-01-05', '2026-01-05 00:00:00', '2026-01-05 23:59:59'],
		['2026-01-05T00:00:00', '2026-01-05 00:00:00', '2026-01-05 23:59:59'],
		['2026-01-05T00:00:00.000Z', '2026-01-05 00:00:00', '2026-01-05 23:59:59'],
		['2026-01-05T10:30:00Z', '2026-01-05 12:30:00', '2026-01-05 12:30:00'],
		['2026-07-05T10:30:00+02:00', '2026-07-05 11:30:00', '2026-07-05 11:30:00'],
		// Of the date picker: on the workflow's clock, in Berlin.
		['2026-01-05T10:30:00', '2026-01-05 11:30:00', '2026-01-05 11:30:00'],
		['2026-01-05 10:30:00', '2026-01-05 10:30:00', '2026-01-05 10:30:00'],
	])("from and to %s on the account's clock", async (given, from, to) => {
		const api = answering(gives([]), gives([]));
		const inBerlin = { timezone: 'Europe/Berlin' };
		await getMany.run({ filters: { dateFrom: given } }, inBerlin);
		await getMany.run({ filters: { dateTo: given } }, inBerlin);
		expect(api.requests.map((request) => request.path)).toEqual([
			`${path}?dateFrom=${encodeURIComponent(from)}`,
			`${path}?dateTo=${encodeURIComponent(to)}`,
		]);
	});

	test.each<[IDataObject, string]>([
		[
			{ dateFrom: 'yesterday' },
			"'From Date' is no date that everybody reads alike: 'yesterday'. Write it like 2030-12-31 or 2030-12-31T23:34:23.",
		],
		[
			{ dateTo: '2026-02-30T10:00:00' },
			"'To Date' is no date that everybody reads alike: '2026-02-30T10:00:00'. Write it like 2030-12-31 or 2030-12-31T23:34:23.",
		],
		[
			{ dateFrom: '01.02.2026' },
			"'From Date' is no date that everybody reads alike: '01.02.2026'. Write it like 2030-12-31 or 2030-12-31T23:34:23.",
		],
		[
			{ dateFrom: '2026-02-02', dateTo: '2026-02-01' },
			"'To Date' is before 'From Date' (2026-02-02 00:00:00): 2026-02-01 23:59:59.",
		],
	])('refuses %j before anything is sent', async (filters, text) => {
		const api = silent();
		const { error } = await getMany.run({ filters });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
});

describe('sender names: getMany', () => {
	const getMany = smsOperation('sender', 'getMany');
	const name = (number: number, status = 1): IDataObject => ({
		id: 4786 + number,
		sender: 'apicheck',
		country: 'Ukraine',
		country_code: 'UA',
		status,
		status_explain: 'as it is',
	});
	const told = ({ status, status_explain, ...sender }: IDataObject, statusName: string) => ({
		...sender,
		status,
		statusName,
		status_explain,
	});
	givesWhatItShould({
		operation: getMany,
		parameters: {},
		request: { method: 'GET', path: '/sms/senders' },
		answer: says([name(0, 0), name(1, 1), name(2, 2)]),
		output: [
			told(name(0, 0), 'onModeration'),
			told(name(1, 1), 'active'),
			told(name(2, 2), 'rejected'),
		],
	});
	worksWithRetryOnFail({
		operation: getMany,
		parameters: {},
		request: { method: 'GET', path: '/sms/senders' },
		answer: says([name(1)]),
		output: [told(name(1), 'active')],
	});
});

describe('cancel', () => {
	const sample: Sample = {
		operation: smsOperation('campaign', 'cancel'),
		parameters: { smsCampaignId: CAMPAIGN },
		request: { method: 'PUT', path: `/sms/campaigns/cancel/${CAMPAIGN}` },
		answer: DONE,
		output: [{ success: true, smsCampaignId: CAMPAIGN }],
	};
	givesWhatItShould(sample);
	takesIdInAnyForm(sample, itsId);
	previews(sample);
	doesNotRepeat(sample);
	refusesRetryOnFail(sample, 'Cancel');
	explainsRefusals(sample, [
		[
			422,
			602,
			'Task not found',
			'There is no such campaign, or its sending has begun already. Look at the campaign in SendPulse.',
		],
	]);
});

describe('delete', () => {
	const sample: Sample = {
		operation: smsOperation('campaign', 'delete'),
		parameters: { smsCampaignId: CAMPAIGN },
		request: { method: 'DELETE', path: '/sms/campaigns', body: { id: CAMPAIGN } },
		answer: DONE,
		output: [{ deleted: true, smsCampaignId: CAMPAIGN }],
	};
	givesWhatItShould(sample);
	takesIdInAnyForm(sample, itsId);
	previews(sample);
	repeatsWhatIsUnclear(sample);
	worksWithRetryOnFail(sample);
	findsItGone(sample, refuses(404, 802, 'Task not found'));
});
