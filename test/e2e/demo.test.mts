import { Script } from './scripts.mts';

// The first start on a machine installs n8n.
jest.setTimeout(30 * 60_000);

let demo: Script;

afterEach(async () => {
	await demo.end();
});

it('imports the example file, says what happened, and ends with 0', async () => {
	demo = new Script('demo/demo.mts', '--once');

	const code = await demo.ended;

	expect(demo.said).toContain('2,000 rows read from examples/contacts.csv');
	expect(demo.said).toContain('1,992 accepted, in 20 requests');
	expect(demo.said).toContain('1,983 contacts in the list "Newsletter"');
	expect(demo.said).toContain('8 refused:');
	expect(demo.said).toMatch(/Row 1,876: .*fiona@example\.com; gustavo@example\.com/);
	expect(demo.said).toContain('Exactly what the file asks for.');
	expect(code).toBe(0);
	expect(demo.leftovers()).toEqual([]);
});

it('stays open until it is interrupted, then leaves nothing behind', async () => {
	demo = new Script('demo/demo.mts');
	await demo.saying('until Ctrl-C');
	expect(demo.said).toContain('until Ctrl-C');
	const addresses = ['n8n', 'Sandbox'].map((name) => demo.address(name));
	for (const address of addresses) expect((await fetch(address)).status).toBe(200);

	demo.interrupt();

	expect(await demo.ended).toBe(0);
	for (const address of addresses) await expect(fetch(address)).rejects.toThrow();
	expect(demo.leftovers()).toEqual([]);
});
