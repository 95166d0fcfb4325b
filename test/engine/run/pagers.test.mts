/** Lists in whatever way a product gives its pages. */
import '../virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { bare, inData } from '../../../nodes/engine/api/envelope';
import { inBody, inQuery, totalAt, type Pager } from '../../../nodes/engine/api/pager';
import type { Product } from '../../../nodes/engine/api/product';
import { requests, type ApiRequest } from '../../../nodes/engine/api/request';
import { listing } from '../../../nodes/engine/run/operation';
import { recordsUnder } from '../../../nodes/engine/run/outcome';
import { answeringBy, says, StandIn, type Arrived } from '../../api.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const everyone = (count: number) => Array.from({ length: count }, (_, n) => ({ id: n + 1 }));

/** Where a page begins and how long it is to be, wherever that was written. */
const asked = ({ path, body }: Arrived, size: string, from: string) => {
	const query = new URL(path, 'http://x').searchParams;
	const values = (body ?? {}) as Record<string, unknown>;
	return {
		size: Number(query.get(size) ?? values[size]),
		from: Number(query.get(from) ?? values[from]),
	};
};

interface Sort {
	pager: Pager;
	names: [string, string];
	verb: 'get' | 'post';
	envelope?: Product['envelope'];
	records?: (body: unknown) => IDataObject[];
	answer(page: IDataObject[], total: number): unknown;
}

const sorts: Record<string, Sort> = {
	'limit and offset in the query': {
		pager: inQuery('limit', 'offset'),
		names: ['limit', 'offset'],
		verb: 'get',
		answer: (page) => page,
	},
	'count and start in the query, records under a name': {
		pager: inQuery('count', 'start', { total: totalAt('total') }),
		names: ['count', 'start'],
		verb: 'get',
		records: recordsUnder('emails'),
		answer: (emails, total) => ({ emails, total }),
	},
	'first and offset, a total beside the data': {
		pager: inQuery('first', 'offset', { total: totalAt('pageInfo', 'total') }),
		names: ['first', 'offset'],
		verb: 'get',
		envelope: inData,
		answer: (data, total) => ({ result: true, data, pageInfo: { total } }),
	},
	'limit and offset in the body of a POST, a total within the data': {
		pager: inBody('limit', 'offset', { total: totalAt('data', 'total') }),
		names: ['limit', 'offset'],
		verb: 'post',
		envelope: inData,
		records: recordsUnder('list'),
		answer: (list, total) => ({ data: { list, total } }),
	},
};

function nodeOf({ pager, verb, envelope = bare, records }: Sort) {
	const product = { ...plainProduct, envelope, pager };
	const list: ApiRequest = requests(product)[verb]`/list`;
	return madeUp(product, [
		listing({
			option: named('getMany'),
			fields: [],
			prepare: () => ({}),
			request: () => (verb === 'post' ? { ...list, body: { search: 'x' } } : list),
			identify: ({ id }) => id,
			records,
		}),
	]);
}

/** A list whose pages hold so many at most. */
const serving = (sort: Sort, count: number, cap: number, faults: number[] = []) => {
	let request = 0;
	return new StandIn((arrived) => {
		if (faults.includes(request++)) return { status: 502, body: '<html>Bad Gateway</html>' };
		const { size, from } = asked(arrived, ...sort.names);
		return says(sort.answer(everyone(count).slice(from, from + Math.min(size, cap)), count));
	});
};

describe.each(Object.entries(sorts))('%s', (_, sort) => {
	test.each([
		[0, 100],
		[1, 100],
		[100, 100],
		[101, 100],
		[1_234, 100],
		// The size that was asked for is not the one that came: the steps follow what came.
		[95, 10],
		[1_234, 30],
	])('all of %d, in pages of %d at most', async (count, cap) => {
		serving(sort, count, cap);
		const { json, error } = await nodeOf(sort).run('getMany', { returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toEqual(everyone(count));
	});

	test('a limit is one page of that size', async () => {
		const api = serving(sort, 1_234, 100);
		const { json } = await nodeOf(sort).run('getMany', { returnAll: false, limit: 7 });
		expect(json).toEqual(everyone(7));
		expect(api.requests.map((request) => asked(request, ...sort.names))).toEqual([
			{ size: 7, from: 0 },
		]);
	});

	test('what is read is asked for again after a lost answer, whatever the verb', async () => {
		const api = serving(sort, 3, 100, [0]);
		const { json, error } = await nodeOf(sort).run('getMany', { returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toEqual(everyone(3));
		expect(api.requests[0]).toEqual(api.requests[1]);
	});
});

test('a POST keeps its own body beside the page', async () => {
	const sort = sorts['limit and offset in the body of a POST, a total within the data'];
	const api = serving(sort, 3, 100);
	await nodeOf(sort).run('getMany', { returnAll: true });
	expect(api.requests[0].body).toEqual({ search: 'x', limit: 100, offset: 0 });
});

test('with the total told, the rest is read side by side', async () => {
	const sort = sorts['first and offset, a total beside the data'];
	const api = new StandIn(
		(arrived) => {
			const { size, from } = asked(arrived, ...sort.names);
			return says(sort.answer(everyone(1_000).slice(from, from + size), 1_000));
		},
		{ delayMs: 50 },
	);
	const { json } = await nodeOf(sort).run('getMany', { returnAll: true });
	expect(json).toHaveLength(1_000);
	expect(api.mostAtOnce).toBeGreaterThan(8);
});

test('a total that counts more than the list holds is said, and all is read', async () => {
	const sort = sorts['first and offset, a total beside the data'];
	answeringBy((arrived) => {
		const { size, from } = asked(arrived, ...sort.names);
		return says(sort.answer(everyone(250).slice(from, from + size), 300));
	});
	const { json, hints } = await nodeOf(sort).run('getMany', { returnAll: true });
	expect(json).toHaveLength(250);
	expect(hints.join()).toContain('SendPulse counts 300 records here, and its list holds 250.');
});

test.each([[{ id: 1 }], [null], [{ rows: [{ id: 1 }] }]])(
	'a page in another form is a failure, and not the end of the list: %j',
	async (data) => {
		answeringBy(() => says({ result: true, data, pageInfo: { total: 15 } }));
		const sort = sorts['first and offset, a total beside the data'];
		const { json, error } = await nodeOf(sort).run('getMany', { returnAll: true });
		expect(json).toEqual([]);
		expect(error?.message).toMatch(/in a form that this node does not know.*what the list holds/);
	},
);

test('what does not belong is left out, in pages or not, and Limit counts what does', async () => {
	answeringBy(({ path }) => {
		const query = new URL(path, 'http://x').searchParams;
		const [size, from] = [Number(query.get('limit') ?? 250), Number(query.get('offset'))];
		return says(everyone(250).slice(from, from + size));
	});
	const { get } = requests(plainProduct);
	const list = (name: string, paged?: false) =>
		listing({
			option: named(name),
			fields: [
				{ displayName: 'Nth', name: 'nth', type: 'number', default: 2, description: 'Which' },
			],
			prepare: (item) => ({ nth: item.whole('nth', 1, 100) }),
			request: () => get`/list`,
			paged,
			identify: ({ id }) => id,
			belongs: ({ id }, { nth }) => Number(id) % nth === 0,
		});
	const node = madeUp(plainProduct, [list('pages'), list('whole', false)]);
	for (const name of ['pages', 'whole']) {
		const most = await node.run(name, { nth: 50, returnAll: false, limit: 3 });
		expect(most.json).toEqual([{ id: 50 }, { id: 100 }, { id: 150 }]);
		const all = await node.run(name, { nth: 100, returnAll: true });
		expect([all.json, all.hints]).toEqual([[{ id: 100 }, { id: 200 }], []]);
	}
});

test.each([
	[{ meta: { total: 5 } }, 5],
	[{ meta: { total: '5' } }, 5],
	[{ meta: { total: '' } }, undefined],
	[{ meta: { total: null } }, undefined],
	[{ meta: { total: -1 } }, undefined],
	[{ meta: null }, undefined],
	[{}, undefined],
	['text', undefined],
	[undefined, undefined],
])('the total of %j is %p', (body, total) => {
	expect(totalAt('meta', 'total')(body)).toBe(total);
});
