/** Several processes that share an account, in virtual time. */
import '../../quiet.mts';
import { share } from './workers.mts';

const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

/** 1 where all have the same, 1/n where one has everything (Jain). */
const fairness = (values: number[]) => mean(values) ** 2 / mean(values.map((value) => value ** 2));

const SEEDS = [1, 2, 3, 4, 5, 6];

/** For what hangs on how the first seconds go. */
const MANY_SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);

const outcomes = async (
	workers: Parameters<typeof share>[0],
	more: object = {},
	seeds: number[] = SEEDS,
) => await Promise.all(seeds.map(async (seed) => await share(workers, { seed, ...more })));

test.each([2, 4, 8])(
	'%d processes get nearly all that the API allows, with few refusals, each its share',
	async (count) => {
		const runs = await outcomes(Array<object>(count).fill({}));
		expect(Math.min(...runs.map(({ share: got }) => got))).toBeGreaterThanOrEqual(0.93);
		expect(mean(runs.map(({ refused }) => refused))).toBeLessThanOrEqual(0.03);
		expect(mean(runs.map(({ taken }) => fairness(taken)))).toBeGreaterThanOrEqual(0.85);
		// Nobody starves.
		for (const { taken } of runs) expect(Math.min(...taken)).toBeGreaterThan(mean(taken) / 4);
	},
);

test.each([
	[0, 46_000],
	[1_500, 46_000],
	[5_000, 47_000],
])(
	'two processes that share 400 requests, the second of them %d ms later, are done soon after one would be',
	async (fromMs, mostMs) => {
		const requests = 200;
		const runs = await outcomes(
			[{ requests }, { fromMs, requests }],
			{ latencyMs: 20 },
			MANY_SEEDS,
		);
		// At ten a second they take 40 s.
		expect(mean(runs.map(({ doneMs }) => doneMs))).toBeLessThanOrEqual(mostMs);
		for (const { taken } of runs) expect(taken).toEqual([requests, requests]);
	},
);

test.each([100, 400])(
	'one process alone is never refused, with %d ms there and back',
	async (latencyMs) => {
		const { share: got, refused } = await share([{}], { latencyMs });
		expect(got).toBeGreaterThanOrEqual(0.94);
		expect(refused).toBe(0);
	},
);

test('who comes later gets a share, and who stays has the whole again', async () => {
	const runs = await outcomes([{}, { fromMs: 20_000, toMs: 120_000 }], { seconds: 240 });
	for (const { taken, share: got } of runs) {
		expect(taken[1]).toBeGreaterThan(40);
		expect(got).toBeGreaterThanOrEqual(0.85);
	}
});
