/** The SMS service's part of the page. */
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const EVIL = '<script>alert(1)</script>';
const open = async (path: string) => (await bench.call('GET', path, { authorization: null })).text;

test('messages as they stand on a telephone', async () => {
	const first = await open('/?view=sms');
	expect(first).toContain('Your order 1042 is ready. Holm &amp; Sons');
	expect(first).toContain('Anna, the new beta is out');
	const { json } = await bench.post('/sms/send', {
		sender: 'HolmSons',
		phones: ['380671234501'],
		body: EVIL,
	});
	expect(await open('/?view=sms&phone=380671234501')).not.toContain('alert');
	bench.clock.advance(60_000);
	const html = await open('/?view=sms&phone=380671234501');
	expect(html).toContain('On the telephone 380671234501');
	expect(html).toContain('&lt;script&gt;alert(1)');
	expect(html).not.toContain(EVIL);
	const campaigns = await open('/?view=sms-campaigns');
	expect(campaigns).toContain(`<code>${json.campaign_id}</code>`);
	expect(campaigns).toContain('balance 9.24 USD');
	expect(await open('/?view=sms-senders')).toContain('On moderation');
});

test('what did not arrive is told apart', async () => {
	bench.sandbox.state.fates.decide('380671234501', { delivery: 'softBounce' });
	await bench.post('/sms/send', { sender: 'HolmSons', phones: ['380671234501'], body: 'Lost' });
	bench.clock.advance(60_000);
	expect(await open('/?view=sms&phone=380671234501')).toMatch(/What did not arrive[^]*Lost/);
});

test.each(['sms', 'sms-campaigns', 'sms-senders'])('%s of a blank account', async (view) => {
	await bench.sandbox.close();
	bench = await startBench({ blank: true });
	const html = await open(`/?view=${view}`);
	expect(html).toContain('<p class="soft">');
});

test('figures, and what is told to other processes', async () => {
	const state = await bench.call('GET', '/sandbox/state', { authorization: null });
	expect(state.json).toMatchObject({ smsCampaigns: 2, smsBlacklist: 1 });
	const { json } = await bench.call('GET', '/sandbox/sms', { authorization: null });
	expect(json.campaigns[0].messages[0]).toMatchObject({ status: 2, route: 'national' });
});
