/** One token for all, whatever has happened to the stored one. */
import '../virtualTime.mts';
import { Bench, countContacts, numbered } from '../bench.mts';

const count = async (bench: Bench, credential: ReturnType<Bench['credential']>) =>
	await countContacts(credential, bench.list('Customers'), { items: numbered(30) });

/** A bench whose token is known to be good, and how many more are fetched by what follows. */
async function used() {
	const bench = await Bench.start();
	const credential = bench.credential();
	await count(bench, credential);
	const before = bench.tokenRequests;
	return { bench, credential, fetched: () => bench.tokenRequests - before };
}

test('emptied in the database, as an import of credentials does it', async () => {
	const { bench, credential, fetched } = await used();
	credential.data.token = '';
	const { error, json } = await count(bench, credential);
	expect(error).toBeUndefined();
	expect(json).toHaveLength(30);
	expect(fetched()).toBe(1);
	expect(credential.data.token).not.toBe('');
});

test('emptied while a run is on its way', async () => {
	const { bench, credential, fetched } = await used();
	bench.onRequest = (requests) => {
		if (requests === 45) credential.data.token = '';
	};
	await count(bench, credential);
	await count(bench, credential);
	expect(fetched()).toBeLessThanOrEqual(1);
});

test('replaced by an older one, as from a copy of the database', async () => {
	const bench = await Bench.start();
	const credential = bench.credential();
	await count(bench, credential);
	const { token } = credential.data;
	bench.account.revokeTokens();
	await count(bench, credential);
	credential.data.token = token;
	const before = bench.tokenRequests;
	expect((await count(bench, credential)).error).toBeUndefined();
	expect(bench.tokenRequests - before).toBe(1);
});

test('of a secret that was edited, and edited back', async () => {
	const { bench, credential, fetched } = await used();
	const { clientSecret } = credential.data;
	credential.data.clientSecret = 'edited';
	expect((await count(bench, credential)).error).toBeDefined();
	const failed = fetched();
	credential.data.clientSecret = clientSecret;
	// What n8n keeps is for another secret by now.
	credential.data.token = JSON.stringify({
		...(JSON.parse(String(credential.data.token)) as object),
		madeFor: 'the edited secret',
	});
	expect((await count(bench, credential)).error).toBeUndefined();
	expect(fetched() - failed).toBe(1);
});

test('of two tenants in turns, in one credential whose ID is an expression', async () => {
	const { bench, credential, fetched } = await used();
	const { clientId } = credential.data;
	const another = await Bench.start();
	for (let round = 1; round <= 3; round++) {
		Object.assign(credential.data, another.credential().data, { token: credential.data.token });
		expect((await count(another, credential)).error).toBeUndefined();
		expect(another.tokenRequests).toBe(round);
		Object.assign(credential.data, bench.credential().data, { token: credential.data.token });
		expect(credential.data.clientId).toBe(clientId);
		expect((await count(bench, credential)).error).toBeUndefined();
		expect(fetched()).toBe(round);
	}
});

test('with white space around what was pasted', async () => {
	const { bench, credential, fetched } = await used();
	for (const name of ['clientId', 'clientSecret', 'baseUrl']) {
		credential.data[name] = ` ${String(credential.data[name])}\r\n`;
	}
	expect((await count(bench, credential)).error).toBeUndefined();
	expect(fetched()).toBe(0);
});
