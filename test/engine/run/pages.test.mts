import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { PageStream, readPages, type PagedList } from '../../../nodes/engine/run/pages';

/** That there are fewer than ten records in a page nobody has to fear, or anybody. */
const WIDE = { largest: 100, fewest: 10 };
const NARROW = { largest: 100, fewest: 1 };

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
			sizes: WIDE,
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

const pagesAsked = (listed: Listed) => listed.asked.filter((what) => what !== 'total');

describe('all, with a total', () => {
	test('20,000 records are 203 pages, each beginning with the last record of the one before, and one total', async () => {
		const listed = new Listed(ids(20_000));
		const { records, unsettled } = await readPages(listed.counted);
		expect(read(records)).toEqual(ids(20_000));
		expect(unsettled).toBe(false);
		expect(listed.asked).toHaveLength(204);
		expect(new Set(listed.asked)).toEqual(
			new Set(['total', ...ids(203).map((page) => `${page * 99}+100`)]),
		);
	});

	test.each([
		[0, ['0+100']],
		[9, ['0+100']],
		[10, ['0+100', '9+100']],
		[99, ['0+100', '98+100']],
		[100, ['0+100', 'total', '99+100']],
		[199, ['0+100', 'total', '99+100', '198+100']],
	])('%d records take these requests', async (count, asked) => {
		const listed = new Listed(ids(count));
		expect(read((await readPages(listed.counted)).records)).toEqual(ids(count));
		expect(listed.asked).toEqual(asked);
	});

	test('a record that is deleted meanwhile pushes another out of sight: one more page finds it', async () => {
		const listed = new Listed(ids(500));
		listed.before = (page) => {
			if (page === 3) listed.ids.shift();
		};
		const { records, unsettled } = await readPages(listed.counted);
		expect(read(records)).toEqual(ids(500));
		expect(unsettled).toBe(false);
		expect(pagesAsked(listed)).toContain('148+100');
		expect(pagesAsked(listed)).toHaveLength(7);
	});

	test('one deleted and one added, so that the total stays the same: none of the others is lost', async () => {
		const listed = new Listed(ids(2_000));
		listed.before = (page) => {
			if (page === 10) {
				listed.ids.splice(3, 1);
				listed.ids.push(9_999);
			}
		};
		const { records, unsettled } = await readPages(listed.counted);
		expect(read(records)).toEqual(expect.arrayContaining(ids(1_996, 4)));
		expect(unsettled).toBe(false);
	});

	test('the last record goes while its page is waited for', async () => {
		const listed = new Listed(ids(100));
		listed.before = (page) => void (page === 2 && listed.ids.pop());
		const { records, unsettled } = await readPages(listed.counted);
		expect(read(records)).toEqual(ids(100));
		expect(unsettled).toBe(false);
	});

	test('a record that is added in front shows another twice: it comes once, and so does the new one', async () => {
		const listed = new Listed(ids(250));
		listed.before = (page) => void (page === 2 && listed.ids.unshift(1_000));
		const { records, unsettled, counted } = await readPages(listed.counted);
		expect(read(records)).toEqual([1_000, ...ids(250)]);
		expect([unsettled, counted]).toEqual([false, undefined]);
		expect(pagesAsked(listed)).toHaveLength(4);
	});

	test('a record that jumps to the front, from where nobody has read yet, is not lost', async () => {
		const listed = new Listed(ids(250));
		listed.before = (page) => void (page === 3 && listed.ids.unshift(listed.ids.pop()!));
		const { records, unsettled } = await readPages(listed.list);
		expect(read(records)).toEqual([249, ...ids(249)]);
		expect(unsettled).toBe(false);
	});

	test('records that change places between pages: read again', async () => {
		const listed = new Listed(ids(500));
		listed.before = (page) => {
			if (page === 3) [listed.ids[10], listed.ids[450]] = [listed.ids[450], listed.ids[10]];
		};
		const { records, unsettled } = await readPages(listed.counted);
		expect(read(records).sort((one, other) => Number(one) - Number(other))).toEqual(ids(500));
		expect(unsettled).toBe(false);
		expect(pagesAsked(listed).filter((what) => what === '0+100')).toHaveLength(2);
	});

	test('a list that never rests is read three times, no record comes twice, and that is said', async () => {
		const listed = new Listed(ids(500));
		listed.before = () => void listed.ids.reverse();
		const { records, unsettled } = await readPages(listed.counted);
		expect(unsettled).toBe(true);
		expect(pagesAsked(listed).filter((what) => what === '0+100')).toHaveLength(3);
		expect(new Set(read(records)).size).toBe(records.length);
	});

	test.each([0, 99, 100, 150, 300, 428])(
		'a total of %d, though there are 430: all come',
		async (total) => {
			const listed = new Listed(ids(430));
			const list = { ...listed.list, total: async () => total };
			const { records, ...said } = await readPages(list);
			expect(read(records)).toEqual(ids(430));
			expect(said).toEqual({ unsettled: false, counted: undefined, given: 430 });
		},
	);

	test('a total of 700, though there are 430: all come, and the difference is told', async () => {
		const listed = new Listed(ids(430));
		const { records, ...said } = await readPages({ ...listed.list, total: async () => 700 });
		expect(read(records)).toEqual(ids(430));
		expect(said).toEqual({ unsettled: false, counted: 700, given: 430 });
		expect(pagesAsked(listed).filter((what) => what === '0+100')).toHaveLength(1);
	});

	test('a page in the middle that comes out empty is no end', async () => {
		const listed = new Listed(ids(430));
		const list: PagedList = {
			...listed.counted,
			page: async (limit, offset) =>
				offset === 198 && listed.asked.length < 9 ? [] : await listed.list.page(limit, offset),
		};
		expect(read((await readPages(list)).records)).toEqual(ids(430));
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

	test.each([undefined, null, ''])(
		'records whose mark is %p are kept, all of them',
		async (mark) => {
			const listed = new Listed(ids(430));
			const list = {
				...listed.list,
				identify: ({ id }: IDataObject) => (Number(id) % 2 ? id : mark),
			};
			const { records, unsettled } = await readPages(list);
			expect(read(records)).toEqual(ids(430));
			expect(unsettled).toBe(false);
		},
	);

	test('it looks ahead further and further, but never far', async () => {
		const listed = new Listed(ids(10_000));
		await readPages(listed.list);
		expect(listed.asked.length).toBeLessThanOrEqual(100 + 16);
		expect(new Set(listed.asked).size).toBe(listed.asked.length);
	});

	test('records that can not be told apart all come', async () => {
		const list = { sizes: WIDE, page: async () => [{}, {}, {}], identify: () => undefined };
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
			const { records } = await readPages({ sizes: WIDE, page, identify: ({ id }) => id });
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
		const { records } = await readPages({ sizes: WIDE, page, identify: ({ id }) => id }, 50);
		expect(read(records)).toEqual(ids(50));
	});
});

describe('only some of the records', () => {
	const every = (nth: number) => (list: PagedList) => ({
		...list,
		belongs: ({ id }: IDataObject) => Number(id) % nth === 0,
	});
	const wanted = (count: number, nth: number) => ids(count).map((id) => id * nth);

	test.each([
		[1, ['0+1']],
		[5, ['0+5', '5+100']],
		[33, ['0+33', '33+100']],
		[150, ['0+100', '100+100', '200+100', '300+100', '400+100']],
	])(
		'a limit of %d counts what belongs: pages go on until so many have come',
		async (limit, asked) => {
			const listed = new Listed(ids(2_000));
			const { records, unsettled } = await readPages(every(3)(listed.counted), limit);
			expect(read(records)).toEqual(wanted(limit, 3));
			expect(unsettled).toBe(false);
			expect(listed.asked).toEqual(asked);
		},
	);

	test('fewer than the limit: the list is read to its end', async () => {
		const listed = new Listed(ids(430));
		const { records } = await readPages(every(100)(listed.list), 50);
		expect(read(records)).toEqual([0, 100, 200, 300, 400]);
	});

	test('pages in a row with none that belongs are no end', async () => {
		const listed = new Listed(ids(2_000));
		const list = { ...listed.list, belongs: ({ id }: IDataObject) => Number(id) >= 1_900 };
		expect(read((await readPages(list, 3)).records)).toEqual([1_900, 1_901, 1_902]);
		expect(read((await readPages(list)).records)).toEqual(ids(100, 1_900));
	});

	test('all of them; what the API counts is compared with all that it gave', async () => {
		const listed = new Listed(ids(430));
		const { records, ...said } = await readPages(every(7)(listed.counted));
		expect(read(records)).toEqual(wanted(62, 7));
		expect(said).toEqual({ unsettled: false, counted: undefined, given: 430 });
	});

	test('one that came in front meanwhile comes too, if it belongs', async () => {
		for (const newcomer of [1_001, 1_000]) {
			const listed = new Listed(ids(250));
			listed.before = (page) => void (page === 2 && listed.ids.unshift(newcomer));
			const { records, unsettled } = await readPages(every(2)(listed.counted));
			expect(read(records)).toEqual([...(newcomer === 1_000 ? [1_000] : []), ...wanted(125, 2)]);
			expect(unsettled).toBe(false);
		}
	});

	test('an API that pays no heed to offset comes to an end where nothing belongs', async () => {
		for (const identify of [({ id }: IDataObject) => id, () => undefined]) {
			let asked = 0;
			const page = async (limit: number) => {
				if (++asked > 10) throw new Error('It does not end');
				return ids(Math.min(limit, 60)).map((id) => ({ id }));
			};
			const list = { sizes: WIDE, page, identify, belongs: () => false };
			expect((await readPages(list, 5)).records).toEqual([]);
		}
	});

	test('as a stream', async () => {
		const listed = new Listed(ids(1_600));
		const { records, ...said } = await streamed(every(9)(listed.counted));
		expect(read(records)).toEqual(wanted(178, 9));
		expect(said).toEqual({ unsettled: false, counted: undefined });
	});
});

describe('pages that hold less than was asked for', () => {
	/** A list of which a page holds no more than that. */
	const capped = (listed: Listed, cap: number): PagedList => ({
		...listed.counted,
		sizes: cap < 10 ? NARROW : WIDE,
		page: async (size, skip) => (await listed.list.page(size, skip)).slice(0, cap),
	});
	const uncounted = (listed: Listed, cap: number): PagedList => ({
		...capped(listed, cap),
		total: undefined,
	});

	test.each([
		[1, 7],
		[2, 7],
		[20, 0],
		[20, 1],
		[20, 20],
		[20, 45],
		[50, 230],
		[100, 250],
		[1_000, 250],
	])('pages of %d, all of %d records, each once', async (cap, count) => {
		for (const list of [
			capped(new Listed(ids(count)), cap),
			uncounted(new Listed(ids(count)), cap),
		]) {
			const { records, ...said } = await readPages(list);
			expect(read(records)).toEqual(ids(count));
			expect(said).toEqual({ unsettled: false, counted: undefined, given: count });
		}
	});

	test.each([
		[20, 7, ['0+7']],
		[20, 20, ['0+20']],
		[20, 50, ['0+50', '20+30', '40+10']],
		[50, 200, ['0+100', '50+100', '100+50', '150+50']],
		[1_000, 150, ['0+100', '100+50']],
	])('pages of %d, up to %d', async (cap, limit, asked) => {
		const listed = new Listed(ids(500));
		const { records } = await readPages(capped(listed, cap), limit);
		expect(read(records)).toEqual(ids(limit));
		expect(listed.asked).toEqual(asked);
	});

	test('records that nothing tells apart are all read, over several pages', async () => {
		const list = { ...uncounted(new Listed(ids(45)), 20), identify: () => undefined };
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
			const { records } = await readPages({ sizes: NARROW, page, identify }, limit);
			expect(read(records)).toEqual(ids(3));
			expect(asked).toBe(limit === undefined ? 3 : 2);
		}
	});

	test('a list in another order each time, whatever is skipped, comes to an end', async () => {
		let asked = 0;
		const page = async () => {
			if (++asked > 20) throw new Error('It does not end');
			return [{ id: asked }, { id: 0 }];
		};
		const first = { id: 'first' };
		const list: PagedList = {
			sizes: NARROW,
			identify: ({ id }) => (Number(id) > 1 ? 1 : id),
			page: async (_, skip) => (skip === 0 ? [first, ...(await page())] : await page()),
		};
		const { records } = await readPages(list);
		expect(records.map((record) => list.identify(record))).toEqual(['first', 1, 0]);
	});

	test('a record that is put in front meanwhile loses no other, all or up to a limit', async () => {
		for (const limit of [undefined, 4]) {
			const listed = new Listed(ids(6));
			listed.before = (page) => void (page === 3 && listed.ids.unshift(99));
			const { records } = await readPages(uncounted(listed, 1), limit);
			expect(read(records)).toEqual(ids(limit ?? 6));
		}
	});
});

test('a page that fails ends the reading, and what is on its way is awaited', async () => {
	const listed = new Listed(ids(20_000));
	const failing = {
		...listed.counted,
		page: async (limit: number, offset: number) => {
			if (offset === 495) throw new Error('page 6');
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

/** What a stream of pages gives, in the form of a list. */
async function streamed(list: PagedList, onPage: (page: IDataObject[]) => void = () => {}) {
	const stream = new PageStream(list);
	const records: IDataObject[] = [];
	for await (const page of stream) {
		onPage(page);
		records.push(...page);
	}
	return { records, unsettled: stream.unsettled, counted: stream.counted };
}

describe('as a stream', () => {
	test.each([0, 1, 99, 100, 101, 1_600, 3_333])(
		'%d records, with a total and without',
		async (count) => {
			for (const which of ['counted', 'list'] as const) {
				const { records, ...said } = await streamed(new Listed(ids(count))[which]);
				expect(read(records)).toEqual(ids(count));
				expect(said).toEqual({ unsettled: false, counted: undefined });
			}
		},
	);

	test('no more than forty pages are held, and the next is asked for as one is taken', async () => {
		const listed = new Listed(ids(20_000));
		const asked: number[] = [];
		let most = 0;
		const { records } = await streamed(listed.counted, (page) => {
			most = Math.max(most, pagesAsked(listed).length - asked.length);
			asked.push(pagesAsked(listed).length);
			expect(page.length).toBeLessThanOrEqual(100);
		});
		expect(read(records)).toEqual(ids(20_000));
		expect(most).toBe(40);
		// One for one: nobody waits for the last of forty before the next ones leave.
		const more = asked.map((count, index) => count - (asked[index - 1] ?? 0));
		expect(more.filter((count) => count > 1)).toEqual([40]);
		expect(listed.asked).toHaveLength(204);
	});

	test('whoever has enough asks for no more', async () => {
		const listed = new Listed(ids(20_000));
		for await (const page of new PageStream(listed.counted)) {
			if (page.some(({ id }) => id === 150)) break;
		}
		expect(pagesAsked(listed).length).toBeLessThanOrEqual(41);
		expect(listed.running).toBe(0);
	});

	test('a list that moved is read again, and of that only what is new comes', async () => {
		const listed = new Listed(ids(500));
		listed.before = (page) => {
			if (page === 3) [listed.ids[10], listed.ids[450]] = [listed.ids[450], listed.ids[10]];
		};
		const { records, unsettled } = await streamed(listed.counted);
		expect(read(records).sort((one, other) => Number(one) - Number(other))).toEqual(ids(500));
		expect(unsettled).toBe(false);
		expect(pagesAsked(listed).filter((what) => what === '0+100')).toHaveLength(2);
	});

	test('a list that never rests is read three times, no record comes twice, and that is said', async () => {
		const listed = new Listed(ids(500));
		listed.before = () => void listed.ids.reverse();
		const { records, unsettled } = await streamed(listed.counted);
		expect(unsettled).toBe(true);
		expect(pagesAsked(listed).filter((what) => what === '0+100')).toHaveLength(3);
		expect(new Set(read(records)).size).toBe(records.length);
	});

	test('records that nothing tells apart come as often as they are there, however often the list is read', async () => {
		const listed = new Listed(ids(500));
		listed.before = (page) => {
			if (page === 3) [listed.ids[11], listed.ids[451]] = [listed.ids[451], listed.ids[11]];
		};
		// Of the even ones there are pairs, without a mark.
		const shown = ({ id }: IDataObject) =>
			Number(id) % 2 ? { id } : { pair: Math.floor(Number(id) / 4) };
		const list: PagedList = {
			...listed.counted,
			identify: ({ id }) => id,
			page: async (limit, offset) => (await listed.counted.page(limit, offset)).map(shown),
		};
		const { records } = await streamed(list);
		expect(pagesAsked(listed).filter((what) => what === '0+100')).toHaveLength(2);
		const texts = (all: IDataObject[]) => all.map((record) => JSON.stringify(record)).sort();
		expect(texts(records)).toEqual(texts(ids(500).map((id) => shown({ id }))));
	});

	test('a total that is too large is told at the end', async () => {
		const listed = new Listed(ids(430));
		const { records, ...said } = await streamed({ ...listed.list, total: async () => 700 });
		expect(read(records)).toEqual(ids(430));
		expect(said).toEqual({ unsettled: false, counted: 700 });
	});

	test('a page that fails ends it, with nothing on its way', async () => {
		const listed = new Listed(ids(20_000));
		const page = async (limit: number, offset: number) => {
			if (offset === 495) throw new Error('page 6');
			return await listed.list.page(limit, offset);
		};
		await expect(streamed({ ...listed.counted, page })).rejects.toThrow('page 6');
		expect(listed.running).toBe(0);
	});
});

/** What happens to a list before one of its pages is read. */
const move = fc.record({
	page: fc.integer({ min: 1, max: 30 }),
	remove: fc.array(fc.nat(400), { maxLength: 3 }),
	add: fc.array(fc.nat(400), { maxLength: 3 }),
	// From here to there: what sorting by something that changes does.
	shift: fc.option(fc.tuple(fc.nat(400), fc.nat(400)), { freq: 3 }),
});

test.each([
	['at once', async (list: PagedList) => await readPages(list)],
	['as a stream', async (list: PagedList) => await streamed(list)],
])(
	'read %s: whatever moves, what was there all the time comes, or it is said that it may not',
	async (_, readAll) => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(400),
				fc.integer({ min: 2, max: 120 }),
				fc.option(fc.integer({ min: -200, max: 200 })),
				fc.array(move, { maxLength: 4 }),
				async (count, cap, lag, moves) => {
					const listed = new Listed(ids(count));
					const gone = new Set<number>();
					// One move in each: of records that change places while others come and go, no client could know.
					const single = moves.length > 1 ? moves.map((one) => ({ ...one, shift: null })) : moves;
					let added = 10_000;
					listed.before = (page) => {
						for (const { remove, add, shift } of single.filter((one) => one.page === page)) {
							for (const at of shift ? [] : remove) {
								for (const id of listed.ids.splice(at, 1)) gone.add(id);
							}
							for (const at of shift ? [] : add) listed.ids.splice(at, 0, added++);
							if (shift) listed.ids.splice(shift[1], 0, ...listed.ids.splice(shift[0], 1));
						}
					};
					const list: PagedList = {
						...listed.list,
						sizes: cap < 10 ? NARROW : WIDE,
						page: async (limit, offset) => await listed.list.page(Math.min(limit, cap), offset),
						total: lag === null ? undefined : async () => listed.ids.length + lag,
					};
					const { records, unsettled, counted } = await readAll(list);
					const found = new Set(read(records));
					const lost = ids(count).filter((id) => !gone.has(id) && !found.has(id));
					expect(unsettled ? [] : lost).toEqual([]);
					expect(found.size).toBe(records.length);
					if (moves.length > 0) return;
					expect(unsettled).toBe(false);
					if (lag === null || lag <= 0) expect(counted).toBeUndefined();
				},
			),
			{
				numRuns: 300,
				examples: [
					// The last of a list that the API gives in small pages moves to the front before the second one.
					[5, 4, null, [{ page: 2, remove: [], add: [], shift: [4, 0] }]],
				],
			},
		);
	},
);
