/** Viber's part of the page. */
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const EVIL = '<script>alert(1)</script>';
const open = async (path: string) => (await bench.call('GET', path, { authorization: null })).text;

test('messages as they stand in Viber', async () => {
	const html = await open('/?view=viber&phone=380671234501');
	for (const shown of [
		'The autumn collection is here.',
		'href="https://shop.example/autumn"',
		'redirected',
	])
		expect(html).toContain(shown);
	const { json } = await bench.post('/viber', {
		task_name: EVIL,
		message_type: 2,
		sender_id: 4_501,
		message_live_time: 60,
		send_date: 'now',
		recipients: [380_671_234_501],
		message: EVIL,
	});
	expect(await open('/?view=viber-campaigns')).toContain('moderation');
	bench.clock.advance(60_000);
	const later = await open('/?view=viber&phone=380671234501');
	expect(later).toContain('&lt;script&gt;alert(1)');
	expect(later).not.toContain(EVIL);
	expect(await open('/?view=viber-campaigns')).toContain(`<code>${json.data.task_id}</code>`);
	expect(await open('/?view=viber-senders')).toContain('Your code is {{code}}');
});

test.each(['viber', 'viber-campaigns', 'viber-senders'])('%s of a blank account', async (view) => {
	await bench.sandbox.close();
	bench = await startBench({ blank: true });
	expect(await open(`/?view=${view}`)).toContain('<p class="soft">');
});

test('figures, and what is told to other processes', async () => {
	const state = await bench.call('GET', '/sandbox/state', { authorization: null });
	expect(state.json).toMatchObject({ viberCampaigns: 1, viberBlacklist: 1 });
	const { json } = await bench.call('GET', '/sandbox/viber', { authorization: null });
	expect(json.campaigns[0].recipients).toHaveLength(3);
});
