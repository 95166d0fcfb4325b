/** Websites, their subscribers, and what visitors do on the page. */
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const EVIL = '<script>alert(1)</script>';
const open = async (path: string) => (await bench.call('GET', path, { authorization: null })).text;
const act = async (path: string, body: object) =>
	(await bench.call('POST', path, { body, authorization: null })).status;
const site = () => bench.sandbox.state.push.websites[0]!;

test('websites as the documents show them', async () => {
	const { json } = await bench.get('/push/websites?limit=1');
	expect(json).toEqual([
		{ id: 4_511, url: 'https://shop.example', add_date: '2025-05-05 11:00:00', status: 1 },
	]);
	expect((await bench.get('/push/websites/total')).json).toEqual({ total: 2 });
	expect((await bench.get('/push/websites/info/4511')).json).toEqual({
		id: 4_511,
		url: 'https://shop.example',
		status: 'active',
		icon: 'https://shop.example/icon.png',
		add_date: '2025-05-05 11:00:00',
		total_subscribers: 12,
		unsubscribed: 1,
		subscribers_today: 0,
		active_subscribers: 10,
	});
	expect((await bench.get('/push/websites/4511/variables')).json).toEqual([
		{ id: 90, name: 'interest', type: 'string' },
		{ id: 91, name: 'visits', type: 'string' },
	]);
	expect((await bench.get('/push/websites/4511/code')).json.script_code).toMatch(/^<script .+>$/);
	for (const path of [
		'info/1',
		'1/variables',
		'1/subscriptions',
		'1/subscriptions/total',
		'1/code',
	])
		expect((await bench.get(`/push/websites/${path}`)).status).toBe(404);
});

test('subscribers, by the day they subscribed', async () => {
	const all = '/push/websites/4511/subscriptions';
	const { json } = await bench.get(`${all}?limit=1`);
	expect(json).toEqual([
		{
			id: 1_870_341,
			browser: 'Chrome',
			lang: 'de',
			os: 'Windows 10',
			country_code: 'DE',
			city: 'Berlin',
			variables: [
				{ name: 'interest', value: 'roses' },
				{ name: 'visits', value: '1' },
			],
			subscription_date: '2025-05-11 11:00:00',
			status: 1,
		},
	]);
	expect((await bench.get(`${all}/total`)).json).toEqual({ total: 12 });
	const days = '?subscription_date_from=2025-05-17&subscription_date_to=2025-05-23';
	expect((await bench.get(all + days)).json).toHaveLength(2);
	expect((await bench.get(`${all}?subscription_date_from=17.05.2025`)).status).toBe(422);
});

describe('the state of a subscriber', () => {
	const state = async (id: unknown, wanted: unknown) =>
		(await bench.post('/push/subscriptions/state', { id, state: wanted })).status;

	test('is switched, as often as one likes', async () => {
		const [one] = site().subscribers;
		for (const [wanted, status] of [
			[0, 0],
			[0, 0],
			[1, 1],
		]) {
			expect(await state(one!.id, wanted)).toBe(200);
			expect(one!.status).toBe(status);
		}
	});

	test.each([
		['refuse', 422, 6],
		['take', 200, 1],
	] as const)('of who has unsubscribed: %s', async (pushRevival, answered, status) => {
		bench.sandbox.options.pushRevival = pushRevival;
		const one = site().subscribers.find((each) => each.status === 6)!;
		expect(await state(one.id, 0)).toBe(200);
		expect(one.status).toBe(6);
		expect(await state(one.id, 1)).toBe(answered);
		expect(one.status).toBe(status);
	});

	test.each<[unknown, unknown, number]>([
		[undefined, 1, 422],
		['1870341', 1, 422],
		[1_870_341, 2, 422],
		[1_870_341, '1', 422],
		[1, 1, 404],
	])('of %j to %j: %d', async (id, wanted, status) => {
		expect(await state(id, wanted)).toBe(status);
	});
});

test('the page: what is shown to a subscriber, and clicked there', async () => {
	const first = await open('/?view=push');
	expect(first).toContain('The autumn collection is here');
	expect(first).toContain('Click [<bdi>Look</bdi>]');
	const { json } = await bench.post('/push/tasks', {
		title: EVIL,
		website_id: 4_511,
		body: EVIL,
		ttl: 60,
		stretch_time: 0,
		buttons: JSON.stringify([{ text: EVIL, link: 'https://shop.example/a' }]),
		image: JSON.stringify({ name: EVIL, data: 'R0lGODlh' }),
	});
	expect(await open('/?view=push')).toContain('Nobody yet.');
	bench.clock.advance(60_000);
	const shown = await open(`/?view=push&campaign=${json.id}&subscriber=1870345`);
	expect(shown).toContain('&lt;script&gt;alert(1)');
	expect(shown).not.toContain(EVIL);
	const click = { campaign: json.id, subscriber: 1_870_345 };
	expect(await act('/sandbox/push/click', { ...click, button: EVIL })).toBe(200);
	const campaign = bench.sandbox.state.push.campaign(json.id)!;
	const of = (id: number) => campaign.shown.find(({ subscriber }) => subscriber.id === id)!;
	expect(of(1_870_345)).toMatchObject({ clicked: EVIL, clickedAt: expect.any(Number) });
	expect(await act('/sandbox/push/click', { ...click, campaign: 1 })).toBe(404);
	expect(await act('/sandbox/push/click', { ...click, subscriber: 1 })).toBe(404);
});

test('the page: visitors allow notifications, and forbid them', async () => {
	expect(await open('/?view=push-websites')).toContain('Subscribers of https://shop.example');
	expect(await act('/sandbox/push/subscribe', { website: 4_511 })).toBe(200);
	expect(site().subscribers).toHaveLength(13);
	const { id } = site().subscribers.at(-1)!;
	expect((await bench.get('/push/websites/info/4511')).json).toMatchObject({
		total_subscribers: 13,
		subscribers_today: 1,
	});
	expect(await act('/sandbox/push/unsubscribe', { subscriber: id })).toBe(200);
	expect(site().subscribers.at(-1)!.status).toBe(6);
	expect(await act('/sandbox/push/subscribe', { website: 1 })).toBe(404);
	expect(await act('/sandbox/push/unsubscribe', { subscriber: 1 })).toBe(404);
	expect(await open('/?view=push-websites&website=4512')).toContain('There are none.');
});

test.each(['push', 'push-websites'])('%s of a blank account', async (view) => {
	await bench.sandbox.close();
	bench = await startBench({ blank: true });
	expect(await open(`/?view=${view}`)).toContain('<p class="soft">');
});

test('figures, and what is told to other processes', async () => {
	const state = await bench.call('GET', '/sandbox/state', { authorization: null });
	expect(state.json).toMatchObject({ pushWebsites: 2, pushCampaigns: 1, pushSubscribers: 12 });
	const { json } = await bench.call('GET', '/sandbox/push', { authorization: null });
	expect(json.campaigns[0]).toMatchObject({ websiteId: 4_511, shown: expect.any(Array) });
});
