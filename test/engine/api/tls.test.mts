/** TLS with n8n's own agents, as it is and as it breaks. */
import '../../quickWaits.mts';
import { trustLocalhost } from '../../certificate.mts';
import { TlsFront } from '../../tlsFront.mts';
import { Bench, countContacts, run } from '../bench.mts';

/** A sandbox behind TLS, and credentials for it. */
async function secureBench() {
	const bench = await Bench.start();
	const front = new TlsFront(bench.url);
	fronts.push(front);
	const baseUrl = await front.listen();
	const credentials = [bench.byKey(), bench.credential()];
	for (const { data } of credentials) data.baseUrl = baseUrl;
	return { bench, credentials };
}

const fronts: TlsFront[] = [];
afterEach(async () => {
	for (const front of fronts.splice(0)) await front.close();
});

test('a certificate that is not trusted: nothing is sent, and that is said', async () => {
	const { bench, credentials } = await secureBench();
	for (const credential of credentials) {
		const { error } = await run(credential, 'mailingList', 'create', { name: 'New' });
		expect(error?.message).toMatch(/can't be reached.*its certificate is signed by itself/);
	}
	expect(bench.requests).toEqual([]);
});

describe('TLS that breaks after SendPulse acted', () => {
	const restore = { connect: () => {} };
	beforeAll(() => (restore.connect = trustLocalhost()));
	afterAll(() => restore.connect());

	test('what must not be done twice is sent once, and that is said', async () => {
		const { bench, credentials } = await secureBench();
		bench.sandbox.faults.add({ kind: 'reset', acted: true, match: { path: '/addressbooks' } });
		for (const credential of credentials) {
			const { error } = await run(credential, 'mailingList', 'create', { name: 'New' });
			expect(error?.message).toMatch(
				/^The encrypted connection to SendPulse, .*, broke \(.+\)\. It was not sent again/,
			);
		}
		expect(bench.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
	});

	test('a reading is repeated', async () => {
		const { bench, credentials } = await secureBench();
		bench.sandbox.faults.add({ kind: 'reset', acted: true, times: 1, match: { method: 'GET' } });
		const { error, json } = await countContacts(credentials[0]!, bench.list('Customers'));
		expect(error).toBeUndefined();
		expect(json.map(({ total }) => total)).toEqual([253]);
		expect(bench.requests).toHaveLength(2);
	});
});
