/** The verifier's part of the page. */
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const open = async (path: string) => (await bench.call('GET', path, { authorization: null })).text;

test('results of the list that is chosen, as far as they are there', async () => {
	const list = bench.sandbox.state.lists.create('<b>Fresh</b>');
	for (const name of ['one', 'two'])
		list.contacts.add({ email: `${name}@lab.example`, status: 1, addedAt: 0 });
	await bench.post('/verifier-service/send-list-to-verify', { id: list.id });
	bench.clock.advance(250);
	const html = await open(`/?view=verifier&checked=${list.id}`);
	expect(html).toContain('Addresses of “&lt;b&gt;Fresh');
	expect(html).toContain('1 of 2');
	expect(html).toContain('waits');
	expect(html).toContain('998 addresses left');
	expect(html).not.toContain('<b>Fresh');
	const testers = bench.sandbox.state.lists.getByName('Beta testers')?.id;
	const other = await open(`/?view=verifier&checked=${testers}`);
	expect(other).toContain('Addresses of “Beta testers”');
	expect(other).toContain('Unconfirmed');
});

test('single addresses with what they are', async () => {
	await bench.post('/verifier-service/send-single-to-verify', { email: 'ann@gmail.com' });
	expect(await open('/?view=verifier-addresses')).toContain('Unverified');
	bench.clock.advance(4_000);
	expect(await open('/?view=verifier-addresses')).toContain('webmail');
});

test.each(['verifier', 'verifier-addresses'])('%s of a blank account', async (view) => {
	await bench.sandbox.close();
	bench = await startBench({ blank: true });
	expect(await open(`/?view=${view}`)).toContain('<p class="soft">');
});

test('figures, and what is told to other processes', async () => {
	const state = await bench.call('GET', '/sandbox/state', { authorization: null });
	expect(state.json).toMatchObject({ verifiedLists: 1, verifierQuotaLeft: 1_000 });
	const { json } = await bench.call('GET', '/sandbox/verifier', { authorization: null });
	expect(json.lists[0].addresses).toHaveLength(5);
});
