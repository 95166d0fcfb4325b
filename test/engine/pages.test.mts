import type { IDataObject } from 'n8n-workflow';
import { readPages, type PagedList } from '../../nodes/engine/pages';

/** A list as SendPulse gives it, and what was asked of it. */
class Listed {
	readonly asked: string[] = [];

	/** Called before each page: lists move while they are read. */
	before: (page: number) => void = () => {};

	running = 0;

	private pages = 0;

	constructor(public ids: number[]) {}

	get list(): PagedList {
		return {
			identify: ({ id }) => id,
			page: async (limit, offset) => {
				this.asked.push(`${offset}+${limit}`);
				this.before(++this.pages);
				const page = this.ids.slice(offset, offset + limit).map((id) => ({ id }));
				this.running++;
				await new Promise((resolve) => setImmediate(resolve));
				this.running--;
				return page;
			},
		};
	}

	get counted(): PagedList {
		return {
			...this.list,
			total: async () => {
				this.asked.push('total');
				return this.ids.length;
			},
		};
	}
}

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const read = (records: IDataObject[]) => records.map(({ id }) => id);

describe('all, with a total', () => {
	test('20,000 records are 200 pages and two totals, each page once', async () => {
		const listed = new Listed(ids(20_000));
		const { records, unsettled } = await readPages(listed.counted);
		expect(read(records)).toEqual(ids(20_000));
		expect(unsettled).toBe(false);
		expect(listed.asked).toHaveLength(202);
		expect(new Set(listed.asked)).toEqual(
			new Set(['total', ...ids(200).map((page) => `${page * 100}+100`)]),
		);
	});

	test.each([
		[0, 0],
		[1, 1],
		[99, 1],
		[100, 1],
		[101, 2],
	])('%d records are %d pages', async (count, pages) => {
		const listed = new Listed(ids(count));
		expect(read((await readPages(listed.counted)).records)).toEqual(ids(count));
		expect(listed.asked.filter((what) => what !== 'total')).toHaveLength(pages);
	});

	test('a record that is deleted meanwhile pushes another out of sight: the list is read again', async () => {
		const listed = new Listed(ids(250));
		listed.before = (page) => {
			if (page === 2) listed.ids.shift();
		};
		const { records, unsettled } = await readPages(listed.counted);
		expect(read(records)).toEqual(ids(249, 1));
		expect(unsettled).toBe(false);
		expect(listed.asked.filter((what) => what === 'total')).toHaveLength(3);
	});

	test('a record that is added in front shows another twice: it comes once', async () => {
		const listed = new Listed(ids(250));
		listed.before = (page) => {
			if (page === 2) listed.ids.unshift(1_000);
		};
		const { records, unsettled } = await readPages(listed.counted);
		expect(read(records)).toEqual([1_000, ...ids(250)]);
		expect(unsettled).toBe(false);
	});

	test('a list that never rests is read three times, no record comes twice, and that is said', async () => {
		const listed = new Listed(ids(250));
		let next = 1_000;
		listed.before = (page) => {
			if (page % 3 === 2) listed.ids.unshift(next++, next++);
		};
		const { records, unsettled } = await readPages(listed.counted);
		expect(unsettled).toBe(true);
		expect(listed.asked.filter((what) => what === '0+100')).toHaveLength(3);
		expect(new Set(read(records)).size).toBe(records.length);
	});

	test.each([NaN, -1, undefined])(
		'a total of %p is none: read until a page is short',
		async (total) => {
			const listed = new Listed(ids(250));
			const list = { ...listed.list, total: async () => total as number };
			const { records, unsettled } = await readPages(list);
			expect(read(records)).toEqual(ids(250));
			expect(unsettled).toBe(false);
		},
	);
});

describe('all, without a total', () => {
	test.each([0, 1, 99, 100, 101, 1_600, 3_333])('%d records', async (count) => {
		const listed = new Listed(ids(count));
		expect(read((await readPages(listed.list)).records)).toEqual(ids(count));
	});

	test('a short first page is all', async () => {
		const listed = new Listed(ids(99));
		await readPages(listed.list);
		expect(listed.asked).toEqual(['0+100']);
	});

	test('it looks ahead further and further, but never far', async () => {
		const listed = new Listed(ids(10_000));
		await readPages(listed.list);
		expect(listed.asked.length).toBeLessThanOrEqual(100 + 16);
		expect(new Set(listed.asked).size).toBe(listed.asked.length);
	});

	test('records that can not be told apart all come', async () => {
		const list = { page: async () => [{}, {}, {}], identify: () => undefined };
		expect((await readPages(list)).records).toHaveLength(3);
	});

	test.each([100, 101, 250])(
		'an API that pays no heed to offset, and gives its %d records each time, comes to an end',
		async (count) => {
			let asked = 0;
			const page = async (limit: number) => {
				if (++asked > 50) throw new Error('It does not end');
				return ids(count === 100 ? limit : count).map((id) => ({ id }));
			};
			const { records } = await readPages({ page, identify: ({ id }) => id });
			expect(read(records)).toEqual(ids(count));
		},
	);
});

describe('up to a limit', () => {
	test.each([1, 50, 99, 100, 101, 199, 200, 250, 1_650])('%d of 2,000', async (limit) => {
		const listed = new Listed(ids(2_000));
		const { records, unsettled } = await readPages(listed.counted, limit);
		expect(read(records)).toEqual(ids(limit));
		expect(unsettled).toBe(false);
		expect(listed.asked).toHaveLength(Math.ceil(limit / 100));
		expect(listed.asked).not.toContain('total');
	});

	test('the last page asks for no more than is wanted', async () => {
		const listed = new Listed(ids(2_000));
		await readPages(listed.list, 150);
		expect(listed.asked).toEqual(['0+100', '100+50']);
	});

	test('a short page is the last', async () => {
		const listed = new Listed(ids(130));
		expect(read((await readPages(listed.list, 5_000)).records)).toEqual(ids(130));
		expect(listed.asked.slice(0, 2)).toEqual(['0+100', '100+100']);
		expect(listed.asked).toHaveLength(2);
	});

	test('an API that pays no heed to limit gives no more than was asked for', async () => {
		const page = async () => ids(80).map((id) => ({ id }));
		const { records } = await readPages({ page, identify: ({ id }) => id }, 50);
		expect(read(records)).toEqual(ids(50));
	});
});

describe('by size and skip, with pages whose greatest size nobody knows', () => {
	/** A list of which a page holds no more than that. */
	const capped = (listed: Listed, cap: number): PagedList => ({
		...listed.list,
		paging: 'sizeSkip',
		page: async (size, skip) => (await listed.list.page(size, skip)).slice(0, cap),
	});

	test.each([
		[20, 0],
		[20, 1],
		[20, 20],
		[20, 45],
		[50, 130],
		[100, 250],
		[1_000, 250],
	])('pages of %d, all of %d records, each once', async (cap, count) => {
		const listed = new Listed(ids(count));
		const { records, unsettled } = await readPages(capped(listed, cap));
		expect(read(records)).toEqual(ids(count));
		expect(unsettled).toBe(false);
		expect(listed.asked).toHaveLength(Math.ceil(count / Math.min(cap, 100)) + 1);
	});

	test.each([
		[20, 7, ['0+7']],
		[20, 20, ['0+20']],
		[20, 50, ['0+50', '20+30', '40+10']],
		[1_000, 150, ['0+100', '100+50']],
	])('pages of %d, up to %d', async (cap, limit, asked) => {
		const listed = new Listed(ids(500));
		const { records } = await readPages(capped(listed, cap), limit);
		expect(read(records)).toEqual(ids(limit));
		expect(listed.asked).toEqual(asked);
	});

	test('records that nothing tells apart are all read, over several pages', async () => {
		const listed = new Listed(ids(45));
		const list = { ...capped(listed, 20), identify: () => undefined };
		expect(read((await readPages(list)).records)).toEqual(ids(45));
	});

	test.each([
		['with an ID', ({ id }: IDataObject) => id],
		['without one', () => undefined],
	])('records %s that come whatever is skipped come to an end', async (_, identify) => {
		for (const limit of [undefined, 50]) {
			let asked = 0;
			const page = async () => {
				if (++asked > 10) throw new Error('It does not end');
				return ids(3).map((id) => ({ id }));
			};
			const { records } = await readPages({ paging: 'sizeSkip', page, identify }, limit);
			expect(read(records)).toEqual(ids(3));
			expect(asked).toBe(2);
		}
	});

	test('a list in another order each time, whatever is skipped, comes to an end', async () => {
		let asked = 0;
		const page = async () => {
			if (++asked > 10) throw new Error('It does not end');
			return [{ id: asked }, { id: 0 }];
		};
		const first = { id: 'first' };
		const list: PagedList = {
			paging: 'sizeSkip',
			identify: ({ id }) => (Number(id) > 1 ? 1 : id),
			page: async (_, skip) => (skip === 0 ? [first, ...(await page())] : await page()),
		};
		expect((await readPages(list)).records).toEqual([first, { id: 1 }, { id: 0 }]);
		expect(asked).toBe(3);
	});

	test('a record that is put in front meanwhile loses no other, all or up to a limit', async () => {
		for (const limit of [undefined, 4]) {
			const listed = new Listed(ids(6));
			listed.before = (page) => void (page === 3 && listed.ids.unshift(99));
			const { records } = await readPages(capped(listed, 1), limit);
			expect(read(records)).toEqual(ids(limit ?? 6));
		}
	});
});

test('a page that fails ends the reading, and what is on its way is awaited', async () => {
	const listed = new Listed(ids(20_000));
	const failing = {
		...listed.counted,
		page: async (limit: number, offset: number) => {
			if (offset === 500) throw new Error('page 6');
			return await listed.list.page(limit, offset);
		},
	};
	await expect(readPages(failing)).rejects.toThrow('page 6');
	expect(listed.running).toBe(0);
	expect(listed.asked.length).toBeLessThan(50);
	const asked = listed.asked.length;
	await new Promise((resolve) => setTimeout(resolve, 10));
	expect(listed.asked).toHaveLength(asked);
});
