/** Campaigns that were sent, and their reports hours later. */
import { pass } from '../engine/virtualTime.mts';
import { refuses } from '../api.mts';
import { Account, trigger } from './account.mts';

const HOUR_MS = 3_600_000;
const SENT = 3;
const SENDING = 2;
const DRAFT = 26;

let account: Account;
beforeEach(() => (account = new Account()));

/** A date on the account's clock (Kyiv, in winter), so many hours from now. */
const hours = (count: number) => {
	const date = new Date(Date.now() + count * HOUR_MS).toLocaleString('sv-SE', {
		timeZone: 'Europe/Kyiv',
	});
	return date;
};

const ids = (items: Array<{ id?: unknown }>) => items.map(({ id }) => id);
const asked = (path: RegExp) => account.asked.filter((one) => path.test(one));

const finished = (filters = {}) => trigger({ event: 'campaignFinished', filters });
const report = (reportAfter = 24, filters = {}) =>
	trigger({ event: 'campaignReport', reportAfter, filters });

describe('Campaign Finished', () => {
	test('each campaign starts the workflow once, when it has reached an end', async () => {
		account.campaigns = [
			{ id: 1, status: SENT, send_date: hours(-50) },
			{ id: 2, status: SENDING, send_date: hours(-1) },
			{ id: 3, status: DRAFT },
		];
		const node = finished();
		expect(await node.publish()).toEqual([]);
		expect(await node.tick()).toEqual([]);

		account.campaigns[1]!.status = SENT;
		account.campaigns.push({ id: 4, status: SENDING, send_date: hours(0) });
		expect(ids(await node.tick())).toEqual([2]);
		expect(await node.tick()).toEqual([]);

		account.campaigns[3]!.status = 16;
		account.campaigns.push({ id: 5, status: 12, send_date: hours(0) });
		expect(ids(await node.tick())).toEqual([4, 5]);
		// It was a draft all the time, and is sent a year later.
		pass(365 * 24 * HOUR_MS);
		Object.assign(account.campaigns[2]!, { status: SENT, send_date: hours(0) });
		expect(ids(await node.tick())).toEqual([3]);
		expect(await node.restart()).toEqual([]);
	});

	test('an item has the numbers, the rates and the date', async () => {
		const node = finished();
		await node.publish();
		account.campaigns = [{ id: 9, status: SENT, send_date: '2026-01-15 12:00:00' }];
		expect(await node.tick()).toEqual([
			{
				event: 'campaignFinished',
				occurredAt: '2026-01-15T10:00:00.000Z',
				id: 9,
				name: 'Campaign 9',
				subject: 'News',
				mailingListId: 7,
				status: 3,
				statusName: 'Sent',
				finished: true,
				needsAttention: false,
				sendDate: '2026-01-15 12:00:00',
				sentAt: '2026-01-15T10:00:00.000Z',
				recipients: 1_000,
				sent: 1_000,
				delivered: 980,
				opened: 250,
				clicked: 100,
				unsubscribed: 10,
				hardBounces: 15,
				softBounces: 5,
				spamComplaints: 0,
				errors: 20,
				deliveryRate: 98,
				openRate: 25.51,
				clickRate: 10.2,
				clickToOpenRate: 40,
				unsubscribeRate: 1.02,
				bounceRate: 2,
				complaintRate: 0,
			},
		]);
	});

	test('nothing was sent: there is nothing to relate to', async () => {
		const node = finished();
		await node.publish();
		account.campaigns = [{ id: 9, status: 12, sent: 0 }];
		const [item] = await node.tick();
		expect(item).toMatchObject({ sent: 0, openRate: null, deliveryRate: null, sentAt: null });
		expect(item).not.toHaveProperty('occurredAt');
	});

	test('filters let through what they name', async () => {
		const node = finished({ mailingListIds: [8], statuses: [3] });
		await node.publish();
		account.campaigns = [
			{ id: 1, status: SENT, lists: 7 },
			{ id: 2, status: SENT, lists: [7, 8] },
			{ id: 3, status: 5, lists: 8 },
			// Campaigns of SMS have numbers of their own.
			{ id: 4, status: SENT, lists: 8, sms: true },
		];
		expect(ids(await node.tick())).toEqual([2]);
	});

	test('a campaign that was deleted is forgotten, one that only moved out of sight is not', async () => {
		account.campaigns = [
			{ id: 1, status: SENDING },
			{ id: 2, status: SENDING },
		];
		const node = finished();
		await node.publish();
		account.campaigns = [{ id: 2, status: SENT }];
		account.order = () => [];
		expect(ids(await node.tick())).toEqual([2]);
		expect(JSON.parse(node.memory)).toMatchObject({ 'node:Polled': { memory: { open: [] } } });
	});

	test('of many that moved out of sight each is looked for in its turn', async () => {
		account.campaigns = Array.from({ length: 25 }, (_, n) => ({ id: n + 1, status: SENDING }));
		const node = finished();
		await node.publish();
		account.order = () => [];
		await node.tick();
		for (const campaign of account.campaigns) campaign.status = SENT;
		const [first, second] = [await node.tick(), await node.tick()];
		expect(ids(first)).toHaveLength(20);
		expect(ids(first)).toEqual(expect.arrayContaining([1, 2, 3, 4, 5]));
		expect(ids(second)).toHaveLength(5);
	});

	test('old drafts are looked at in turn, not with a list down to the oldest', async () => {
		account.campaigns = Array.from({ length: 3_000 }, (_, n) => ({
			id: n + 1,
			status: n < 30 ? DRAFT : SENT,
		}));
		const node = finished();
		await node.publish();
		account.asked.length = 0;
		expect(await node.tick()).toEqual([]);
		expect(asked(/^\/campaigns\?/).length).toBeLessThanOrEqual(11);
		expect(asked(/^\/campaigns\/\d+$/)).toHaveLength(20);
		account.campaigns.push({ id: 3_001, status: SENT });
		for (const draft of account.campaigns.slice(0, 30)) draft.status = SENT;
		const polls = [await node.tick(), await node.tick(), await node.tick()];
		expect(ids(polls.flat()).sort((one, other) => Number(one) - Number(other))).toEqual([
			...Array.from({ length: 30 }, (_, n) => n + 1),
			3_001,
		]);
	});

	test.each([
		['begins with the newest', (list: Account['campaigns']) => [...list].reverse(), 3],
		['begins with the oldest', (list: Account['campaigns']) => list, 35],
	])('of a long list that %s it reads what it has to', async (_, order, pages) => {
		account.campaigns = Array.from({ length: 2_000 }, (_, n) => ({ id: n + 1, status: SENT }));
		account.order = order;
		const node = finished();
		await node.publish();
		account.campaigns.push({ id: 2_001, status: SENT });
		account.asked.length = 0;
		expect(ids(await node.tick())).toEqual([2_001]);
		expect(asked(/^\/campaigns\?/).length).toBeLessThanOrEqual(pages);
		expect(node.memory.length).toBeLessThan(2_500);
	});
});

describe('Campaign Report', () => {
	test('comes so many hours after sending, on the clock of the account', async () => {
		account.campaigns = [
			{ id: 1, status: SENT, send_date: hours(-30) },
			{ id: 2, status: SENT, send_date: hours(-2) },
		];
		const node = report();
		expect(await node.publish()).toEqual([]);
		account.campaigns.push({ id: 3, status: SENT, send_date: hours(-1) });
		expect(await node.tick()).toEqual([]);
		pass(21.9 * HOUR_MS);
		expect(await node.tick()).toEqual([]);
		pass(0.2 * HOUR_MS);
		expect(ids(await node.tick())).toEqual([2]);
		// Whenever n8n was stopped.
		pass(1 * HOUR_MS);
		expect(ids(await node.restart())).toEqual([3]);
		expect(await node.tick()).toEqual([]);
	});

	test('at once where no hours are to pass', async () => {
		const node = report(0);
		await node.publish();
		account.campaigns = [{ id: 3, status: SENT, send_date: hours(0) }];
		expect(ids(await node.tick())).toEqual([3]);
	});

	test('a restart before it is due changes nothing', async () => {
		account.campaigns = [{ id: 1, status: SENDING, send_date: hours(0) }];
		const node = report();
		await node.publish();
		account.campaigns[0]!.status = SENT;
		await node.tick();
		pass(12 * HOUR_MS);
		await node.restart();
		pass(12.1 * HOUR_MS);
		expect(ids(await node.tick())).toEqual([1]);
	});

	test('what was not sent has no report', async () => {
		const node = report(0);
		await node.publish();
		account.campaigns = [
			{ id: 1, status: 16, send_date: hours(-30) },
			{ id: 2, status: 8, send_date: hours(-30) },
			{ id: 3, status: 23, send_date: hours(-30) },
		];
		expect(ids(await node.tick())).toEqual([3]);
	});

	test('a poll that fails among several reports gives all of them with the next one, once', async () => {
		const node = report(0);
		await node.publish();
		account.campaigns = [1, 2, 3].map((id) => ({ id, status: SENT, send_date: hours(-id) }));
		account.fault = (path) =>
			path === '/campaigns/1' ? refuses(403, 403, 'Access denied') : undefined;
		await expect(node.tick()).rejects.toMatchObject({ name: 'NodeApiError' });
		account.fault = undefined;
		expect(ids(await node.tick())).toEqual([3, 2, 1]);
		expect(await node.tick()).toEqual([]);
	});

	test('of very many at once a hundred come with each poll', async () => {
		const node = report(0);
		await node.publish();
		account.campaigns = Array.from({ length: 130 }, (_, n) => ({ id: n + 1, status: SENT }));
		expect(await node.tick()).toHaveLength(100);
		expect(ids(await node.tick())).toEqual(Array.from({ length: 30 }, (_, n) => n + 101));
		expect(await node.tick()).toEqual([]);
	});

	test('Fetch Test Event shows the newest three that were sent', async () => {
		account.campaigns = [1, 2, 3, 4].map((id) => ({ id, status: SENT }));
		account.campaigns.push({ id: 5, status: SENDING });
		expect(ids(await report().test())).toEqual([4, 3, 2]);
	});

	test('what is filled in wrongly is told while the workflow is published', async () => {
		await expect(report(-1).publish()).rejects.toThrow(
			"'Report After (Hours)' has to be a whole number from 0 to 720, not '-1'.",
		);
		await expect(report(1, { mailingListIds: [] }).publish()).rejects.toThrow(
			"'Mailing List Names or IDs' was added but is empty",
		);
		expect(account.asked).toEqual([]);
	});
});
