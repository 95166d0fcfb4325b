import { duringNextWait } from '../../../engine/virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { answeringBy, operation, refuses, says, type Answer } from '../../../api.mts';
import { disagreements, schemaOf } from '../../../schema.mts';

const getReport = operation('campaign', 'getReport');
const CAMPAIGN = 14_973_974;
const MINUTE = 60_000;

const general = [
	{ code: 0, count: 7 },
	{ code: 1, count: 1_000 },
	{ code: 2, count: 960 },
	{ code: 3, count: 240 },
	{ code: 4, count: 96 },
	...[5, 15].map((code) => ({ code, count: 3 })),
	{ code: 11, count: 2 },
	...[6, 14, 16].map((code) => ({ code, count: 5 })),
	...[7, 8, 10, 17].map((code) => ({ code, count: 4 })),
	...[9, 12, 13, 18].map((code) => ({ code, count: 1 })),
	{ code: 20, count: 9 },
];

/** As documented ("Get campaign information"). */
const campaign = (more: IDataObject = {}): IDataObject => ({
	id: CAMPAIGN,
	name: 'Spring collection',
	status: 3,
	all_email_qty: 1_010,
	send_date: '2026-05-04 09:00:00',
	message: { sender_name: 'Holm', subject: 'Spring is here', list_id: 89300001 },
	statistics: { general, clicks: [] },
	...more,
});

const report = {
	campaignId: CAMPAIGN,
	id: CAMPAIGN,
	name: 'Spring collection',
	subject: 'Spring is here',
	mailingListId: 89300001,
	status: 3,
	statusName: 'Sent',
	finished: true,
	needsAttention: false,
	sendDate: '2026-05-04 09:00:00',
	sentAt: '2026-05-04T06:00:00.000Z',
	recipients: 1_010,
	sent: 1_000,
	delivered: 960,
	opened: 240,
	clicked: 96,
	unsubscribed: 6,
	hardBounces: 15,
	softBounces: 16,
	spamComplaints: 2,
	errors: 35,
	deliveryRate: 96,
	openRate: 25,
	clickRate: 10,
	clickToOpenRate: 40,
	unsubscribeRate: 0.63,
	bounceRate: 3.1,
	complaintRate: 0.21,
};

/** SendPulse, where each look at the campaign finds the next of these, and the last again and again. */
function sendPulse(
	looks: Array<IDataObject | Answer> = [campaign()],
	{
		user = { locale: 'Europe/Kyiv' } as IDataObject,
		countries = { UA: 40, DE: 200 } as unknown,
		looked = () => {},
	} = {},
) {
	const began = performance.now();
	const asked: string[] = [];
	const seconds: number[] = [];
	let times = 0;
	answeringBy(({ method, path }) => {
		asked.push(`${method} ${path}`);
		if (path === '/user/info') return says(user);
		if (path.endsWith('/countries')) return says(countries);
		if (path.endsWith('/referrals')) {
			return says([
				{ link: 'https://shop.example/a', count: 24 },
				{ link: 'https://shop.example/b', count: 72 },
			]);
		}
		looked();
		seconds.push(Math.round((performance.now() - began) / 1_000));
		const next = looks[Math.min(times++, looks.length - 1)] as IDataObject;
		return 'body' in next ? (next as unknown as Answer) : says(next);
	});
	return { asked, seconds };
}

const inFuture = (ms: number) =>
	new Date(Date.now() + ms).toISOString().slice(0, 19).replace('T', ' ');

test('gives what came of it, with rates', async () => {
	const { asked } = sendPulse();
	const { json, error } = await getReport.run({ campaignId: CAMPAIGN });
	expect(error).toBeUndefined();
	expect(json).toEqual([report]);
	expect(asked.sort()).toEqual([`GET /campaigns/${CAMPAIGN}`, 'GET /user/info']);
});

test('adds countries and links, the most of each first', async () => {
	const { asked } = sendPulse();
	const options = { include: ['countries', 'links'] };
	const { json } = await getReport.run({ campaignId: CAMPAIGN, options });
	expect(json).toEqual([
		{
			...report,
			countries: [
				{ country: 'DE', opens: 200 },
				{ country: 'UA', opens: 40 },
			],
			links: [
				{ link: 'https://shop.example/b', clicks: 72, share: 75 },
				{ link: 'https://shop.example/a', clicks: 24, share: 25 },
			],
		},
	]);
	expect(asked).toHaveLength(4);
});

test('one of them, and none where nobody has opened it yet', async () => {
	sendPulse([campaign()], { countries: [] });
	const options = { include: 'countries' };
	const { json } = await getReport.run({ campaignId: CAMPAIGN, options });
	expect(json).toEqual([{ ...report, countries: [] }]);
});

test('rates of nothing are null, and so is a time in a zone that nobody tells', async () => {
	sendPulse([campaign({ statistics: { general: [] } })], { user: {} });
	const { json } = await getReport.run({ campaignId: CAMPAIGN });
	expect(json).toMatchObject([
		{ sent: 0, deliveryRate: null, openRate: null, bounceRate: null, sentAt: null },
	]);
});

test.each<[string, IDataObject, IDataObject]>([
	['sent', {}, { finished: true, needsAttention: false }],
	['canceled', { status: 16 }, { finished: true, needsAttention: false }],
	['a draft', { status: 26, send_date: null }, { finished: false, needsAttention: true }],
	['with a question of the moderator', { status: 11 }, { finished: false, needsAttention: true }],
])('%s: nothing to wait for', async (_, more, expected) => {
	const { seconds } = sendPulse([campaign(more)]);
	const options = { timeout: 7_200 };
	const { json } = await getReport.run({ campaignId: CAMPAIGN, options });
	expect(json).toMatchObject([expected]);
	expect(json[0]).not.toHaveProperty('checkAgainAt');
	expect(seconds).toEqual([0]);
});

test.each<[string, number, number, number]>([
	['being sent', 2, -1, 5],
	['being moderated', 1, -1, 30],
	['scheduled', 14, 600, 605],
	['scheduled and moderated', 1, 600, 605],
])('says when to look again: %s', async (_, status, dueIn, lookIn) => {
	sendPulse([campaign({ status, send_date: inFuture(dueIn * MINUTE) })], {
		user: { locale: 'UTC' },
	});
	const { json } = await getReport.run({ campaignId: CAMPAIGN });
	expect(json).toMatchObject([{ finished: false, needsAttention: false }]);
	const off = Date.parse(json[0].checkAgainAt as string) - Date.now() - lookIn * MINUTE;
	expect(Math.abs(off)).toBeLessThan(2_000);
});

test('gives what its output schema says', async () => {
	sendPulse([campaign({ status: 2 })]);
	const options = { include: ['countries', 'links'] };
	const { json } = await getReport.run({ campaignId: CAMPAIGN, options });
	expect(disagreements(schemaOf('SendPulse', 'campaign', 'getReport'), json)).toEqual([]);
});

describe('waiting for the end', () => {
	const sending = campaign({ status: 2 });

	test('looks after 5, 10, 20 and 30 seconds, then each minute', async () => {
		const looks = [...new Array<IDataObject>(6).fill(sending), campaign()];
		const { seconds } = sendPulse(looks);
		const options = { timeout: 600 };
		const { json } = await getReport.run({ campaignId: CAMPAIGN, options });
		expect(json).toEqual([report]);
		expect(seconds).toEqual([0, 5, 15, 35, 65, 125, 185]);
	});

	test('ends with its time: an unfinished campaign is no error', async () => {
		const { seconds } = sendPulse([sending]);
		const options = { timeout: 20 };
		const { json, error } = await getReport.run({ campaignId: CAMPAIGN, options });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ status: 2, finished: false }]);
		expect(seconds).toEqual([0, 5, 15, 20]);
	});

	test('ends at once where somebody has to act', async () => {
		const { seconds } = sendPulse([sending, campaign({ status: 27 })]);
		const options = { timeout: 7_200 };
		const { json } = await getReport.run({ campaignId: CAMPAIGN, options });
		expect(json).toMatchObject([{ status: 27, finished: false, needsAttention: true }]);
		expect(seconds).toEqual([0, 5]);
	});

	test('asks no more once the execution is canceled', async () => {
		let cancel = () => {};
		const { seconds } = sendPulse([sending], {
			looked: () => duringNextWait(async () => await Promise.resolve(cancel())),
		});
		const { json } = await getReport.run(
			{ campaignId: CAMPAIGN, options: { timeout: 7_200 } },
			{ onStart: (end) => (cancel = end) },
		);
		expect(json).toEqual([]);
		expect(seconds).toEqual([0]);
	});
});

test('the same campaign for several items is looked at once', async () => {
	const { asked } = sendPulse();
	const { json } = await getReport.run({ campaignId: CAMPAIGN }, { items: [{}, {}, {}] });
	expect(json).toEqual([report, report, report]);
	expect(asked).toHaveLength(2);
});

test('a campaign that is not there is an error', async () => {
	sendPulse([refuses(404, 802, 'Task not found') as unknown as IDataObject]);
	const { error } = await getReport.run({ campaignId: CAMPAIGN });
	expect(error?.message).toBe(
		'There is no such campaign. Pick the campaign again, or check its ID. SendPulse says: Task not found (code 802).',
	);
});

test.each<[IDataObject, string]>([
	[{ include: ['opens'] }, "'Include' has to hold countries or links, not 'opens'."],
	[
		{ include: '={{ $json.none }}' },
		"'Include' was added but is empty for this item. Fill it in, or remove it.",
	],
	[{ timeout: 7_201 }, "'Timeout' has to be a whole number from 0 to 7200, not '7201'."],
])('refuses %j', async (options, text) => {
	const { asked } = sendPulse();
	const { error } = await getReport.run({ campaignId: CAMPAIGN, options });
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(asked.filter((one) => one !== 'GET /user/info')).toEqual([]);
});
