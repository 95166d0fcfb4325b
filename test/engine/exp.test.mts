import { standStillWhile } from './virtualTime.mts';
import { Bench, busy, countContacts, numbered } from './bench.mts';
beforeAll(() => standStillWhile(busy));
test('exp', async () => {
	const out: string[] = [];
	for (let i = 0; i < 60; i++) {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'quota429' });
		const began = Date.now();
		const at: number[] = [];
		bench.onRequest = (_, r) => at.push((r.path.split('/')[2] + '@' + Math.round((Date.now() - began) / 1000)) as never);
		const ends = await Promise.all(Array.from({ length: 3 }, async (_, n) => {
			await countContacts(bench.byKey(), n + 1, { items: numbered(60) });
			return Math.round((Date.now() - began) / 1000);
		}));
		const took = Math.round((Date.now() - began) / 1000);
		out.push(`${took}s ends ${ends} requests ${at.length}` + (took > 170 ? ' at ' + at.join(',') : ''));
		await bench.sandbox.close();
	}
	console.log(out.join('\n'));
}, 110000);
