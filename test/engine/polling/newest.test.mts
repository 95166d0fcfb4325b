/** Reading a list from its newest record on, while it changes. */
import { readNewest } from '../../../nodes/engine/polling/newest';
import type { IDataObject } from 'n8n-workflow';

interface Row extends IDataObject {
	id: number;
	at: number;
}

const by = (rows: Row[]) => [...rows].sort((a, b) => b.at - a.at);

/** A list of SendPulse that gives so many at once, and changes before each of its pages. */
function listOf(rows: Row[], { pageOf = 10, order = by, change = (_page: number) => {} } = {}) {
	const pages: number[] = [];
	return {
		pages,
		list: {
			sizes: { largest: 10, fewest: 1 },
			identify: ({ id }: IDataObject) => id,
			page: async (size: number, from: number) => {
				change(pages.length);
				pages.push(from);
				return await Promise.resolve(order(rows).slice(from, from + Math.min(size, pageOf)));
			},
		},
	};
}

const rank = ({ at }: IDataObject) => Number(at);
const rowsTo = (count: number): Row[] =>
	Array.from({ length: count }, (_, n) => ({ id: n + 1, at: n + 1 }));
const idsOf = ({ records }: { records: IDataObject[] }) => records.map(({ id }) => Number(id));

test('reads on until a page lies below what is wanted, and no further', async () => {
	const { list, pages } = listOf(rowsTo(1_000));
	const read = await readNewest(list, { rank, downTo: 985 });
	expect(pages).toEqual([0, 9]);
	expect(idsOf(read)).toEqual(expect.arrayContaining([985, 990, 1_000]));
});

test('reads a short list to its end, whatever the size of its pages', async () => {
	for (const pageOf of [1, 3, 10]) {
		const { list } = listOf(rowsTo(25), { pageOf });
		expect(idsOf(await readNewest(list, { rank, downTo: 0 }))).toHaveLength(25);
	}
	expect(await readNewest(listOf([]).list, { rank, downTo: 0 })).toMatchObject({ records: [] });
});

test.each([
	['begins with the oldest', (rows: Row[]) => by(rows).reverse()],
	[
		'is in no order',
		(rows: Row[]) => [...rows].sort((a, b) => ((a.id * 7) % 31) - ((b.id * 7) % 31)),
	],
])('reads all of a list that %s', async (_, order) => {
	const { list } = listOf(rowsTo(45), { order });
	expect(idsOf(await readNewest(list, { rank, downTo: 40 }))).toHaveLength(45);
});

test('what has no rank breaks no order', async () => {
	const rows = rowsTo(200).map((row) => (row.id % 3 === 0 ? { ...row, at: NaN } : row));
	const order = () => [...rows].reverse();
	const { list, pages } = listOf(rows, { order });
	const read = await readNewest(list, {
		rank: ({ at }) => (Number.isNaN(at) ? undefined : Number(at)),
		downTo: 190,
	});
	expect(pages).toEqual([0, 9]);
	expect(idsOf(read)).toContain(191);
});

/** Numbers from 0 to below 1, the same in each run. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}

test('whatever stays as it is while others come, change and go is found', async () => {
	for (let seed = 1; seed <= 400; seed++) {
		const random = numbers(seed);
		const rows = rowsTo(80);
		const touched = new Set<number>();
		let clock = 1_000;
		const change = (page: number) => {
			if (page === 0) return;
			for (let count = Math.floor(random() * 6); count > 0; count--) {
				const at = Math.floor(random() * rows.length);
				const kind = random();
				if (kind < 0.3) rows.push({ id: 1_000 + ++clock, at: clock });
				else {
					touched.add(rows[at].id);
					if (kind < 0.6) rows[at] = { ...rows[at], at: ++clock };
					else rows.splice(at, 1);
				}
			}
		};
		const { list } = listOf(rows, { change });
		const { records, unsettled } = await readNewest(list, { rank, downTo: 30 });
		const found = new Set(records.map(({ id }) => id));
		const missed = rowsTo(80).filter(({ id }) => id >= 30 && !touched.has(id) && !found.has(id));
		expect([seed, unsettled ? [] : missed]).toEqual([seed, []]);
	}
});
