/** Return All against SendPulse as it may be: lists that move, totals that lag, pages that are capped. */
import '../../quickWaits.mts';
import { Bench, run } from '../bench.mts';

async function exported(bench: Bench, listId: number, parameters = {}) {
	const mailingListId = String(listId);
	return await run(bench.byKey(), 'contact', 'getMany', {
		mailingListId,
		returnAll: true,
		...parameters,
	});
}
const addresses = (count: number) => Array.from({ length: count }, (_, n) => `c${n}@x.co`);

async function withContacts(count: number, options = {}) {
	const bench = await Bench.start(options);
	const list = bench.list('Moving');
	for (const email of addresses(count)) {
		bench.contacts(list).add({ email, status: 1, addedAt: 0 });
	}
	return { bench, list };
}

test('one deleted, one added, the total stays: who was there all the time is in the output', async () => {
	const { bench, list } = await withContacts(700);
	bench.onRequest = (count) => {
		if (count !== 5) return;
		bench.contacts(list).remove('c7@x.co');
		bench.contacts(list).add({ email: 'new@x.co', status: 1, addedAt: 0 });
	};
	const { json, hints } = await exported(bench, list);
	const found = new Set(json.map(({ email }) => email));
	const lost = addresses(700).filter((email) => email !== 'c7@x.co' && !found.has(email));
	expect([lost, hints]).toEqual([[], []]);
	// Seven pages: whatever order they are answered in, read again, and compared once more.
	expect(bench.requests.length).toBeLessThanOrEqual(3 * 7);
});

test.each([
	[{ totalLag: 1 }, {}, 301],
	[{ totalLag: 301 }, {}, 301],
	[{ totalLag: 151, contactsMostPerPage: 60 }, {}, 301],
	[{ contactsMostPerPage: 50 }, { returnAll: false, limit: 200 }, 200],
	[{ contactsWithoutEmail: 120 }, {}, 421],
])('%j, %j: %d records and no word', async (options, parameters, expected) => {
	const { bench, list } = await withContacts(301, options);
	const { json, hints, error } = await exported(bench, list, parameters);
	expect(error).toBeUndefined();
	expect([json.length, hints]).toEqual([expected, []]);
});
