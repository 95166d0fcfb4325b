/** The pace against limits that are as strict as SendPulse's, in real time. */
import '../../quickWaits.mts';
import { Bench, countContacts, goOn, numbered } from '../bench.mts';
import { systemClock } from '../../../sandbox/index.mts';

test('thirty-five requests of two runs keep the limit of ten a second', async () => {
	const bench = await Bench.start({ perSecond: 10, clock: systemClock });
	const credential = bench.credential();
	const runs = [20, 15].map(
		async (count) =>
			await countContacts(credential, bench.list('Customers'), { items: numbered(count) }),
	);
	for (const { error } of await Promise.all(runs)) expect(error).toBeUndefined();
	expect(bench.requests.filter(({ status }) => status === 200)).toHaveLength(35);
	// On a machine that is busy one or another may take so long to arrive that it counts elsewhere.
	expect(bench.requests.length).toBeLessThan(55);
});

test('beside another worker that takes half of the pace nothing is lost', async () => {
	const bench = await Bench.start({ perSecond: 5, clock: systemClock });
	const { error, json } = await countContacts(bench.byKey(), bench.list('Customers'), {
		items: numbered(14),
	});
	expect(error).toBeUndefined();
	expect(json).toHaveLength(14);
	expect(bench.requests.some(({ code }) => code === 2020202020)).toBe(true);
});

test('a Retry-After of hours: who waits for a turn is told at once, and sends nothing more', async () => {
	const bench = await Bench.start({ clock: systemClock });
	bench.sandbox.faults.add({ kind: 'quota429', retryAfter: 7_200 });
	const { json } = await countContacts(bench.byKey(), bench.list('Customers'), {
		items: numbered(200),
		...goOn,
	});
	expect(json).toHaveLength(200);
	for (const { error } of json) expect(error).toContain('10 a second');
	expect(bench.requests.length).toBeLessThanOrEqual(10);
});
