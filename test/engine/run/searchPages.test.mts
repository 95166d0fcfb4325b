/** A list to pick from, over the pages of several of the API's lists. */
import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages, type Searched } from '../../../nodes/engine/run/pickLists';
import { get } from '../../../nodes/SendPulse/product';
import { chatbots } from '../../../nodes/SendPulseChatbot/product';
import { answeringBy, apiKey, says } from '../../api.mts';
import { callMethod } from '../../n8n.mts';

const entry = ({ id, name }: IDataObject) => ({ name: String(name), value: String(id) });
const named = (list: string, count: number) =>
	Array.from({ length: count }, (_, index) => ({
		id: `${list}${index}`,
		name: `${list} ${index}`,
	}));

/** SendPulse with these lists; those without pages give all, whatever they are asked for. */
const holding = (lists: Record<string, IDataObject[]>, { most = 100, pages = true } = {}) =>
	answeringBy(({ path }) => {
		const { pathname, searchParams } = new URL(path, 'https://api.sendpulse.com');
		const all = lists[pathname.slice(1)];
		if (!pages) return says(all);
		const size = Number(searchParams.get('size') ?? searchParams.get('limit'));
		const skip = Number(searchParams.get('skip') ?? searchParams.get('offset'));
		return says(all.slice(skip, skip + Math.min(size, most)));
	});

type Lists = Parameters<typeof searchPages>[1];

async function search(lists: Lists, filter?: string, token?: unknown) {
	const method = async function (this: ILoadOptionsFunctions) {
		return await searchPages(this, lists, filter, token);
	};
	return (await callMethod('listSearch', method, apiKey())) as INodeListSearchResult;
}

/** Every page that can be loaded, as the editor does when someone scrolls on. */
async function scrolled(lists: Lists, filter?: string) {
	const values: unknown[] = [];
	let token: unknown;
	for (let page = 0; ; page++) {
		if (page > 20) throw new Error('It does not end');
		const { results, paginationToken } = await search(lists, filter, token);
		values.push(...results.map(({ value }) => value));
		if (paginationToken === undefined) return values;
		token = paginationToken;
	}
}

const one = get`/one`;
const two = get`/two`;
const bySkip: Searched[] = [
	{ request: { ...one, product: chatbots }, entry },
	{ request: { ...two, product: chatbots }, entry },
];
const byOffset: Searched[] = [
	{ request: one, entry },
	{ request: two, entry },
];
const valuesOf = (records: IDataObject[]) => records.map(({ id }) => id);

test.each([
	['bySkip', bySkip, 20],
	['bySkip', bySkip, 100],
	['byOffset', byOffset, 50],
	['byOffset', byOffset, 100],
])('one list after the other, each to its end: %s, pages of %#', async (_, lists, most) => {
	const [first, second] = [named('one', 130), named('two', 45)];
	holding({ one: first, two: second }, { most });
	expect(await scrolled(lists)).toEqual(valuesOf([...first, ...second]));
});

test('a page at a time: the first asks for no more than it needs', async () => {
	const api = holding({ one: named('one', 130), two: named('two', 45) });
	expect((await search(bySkip)).results).toHaveLength(100);
	expect(api.requests.map(({ path }) => path)).toEqual(['/one?size=100&skip=0']);
});

test('an empty list is passed over', async () => {
	const second = named('two', 3);
	holding({ one: [], two: second });
	expect((await search(bySkip)).results.map(({ value }) => value)).toEqual(valuesOf(second));
});

test('what is looked for is found in the second list', async () => {
	const api = holding({ one: named('one', 130), two: named('two', 45) }, { most: 50 });
	const { results } = await search(bySkip, 'TWO 44');
	expect(results).toEqual([{ name: 'two 44', value: 'two44' }]);
	expect(api.requests.map(({ path }) => path)).toEqual([
		'/one?size=100&skip=0',
		'/one?size=100&skip=50',
		'/one?size=100&skip=100',
		'/two?size=100&skip=0',
	]);
});

test('what does not belong is not shown, and pages are read until something is', async () => {
	const first = named('one', 250);
	const api = holding({ one: first, two: named('two', 3) });
	const [one, two] = byOffset;
	const lists = [{ ...one, belongs: ({ id }: IDataObject) => /[02]49$/.test(String(id)) }, two];
	expect((await search(lists)).results.map(({ value }) => value)).toEqual(['one249']);
	expect(api.requests).toHaveLength(3);
	expect(await scrolled(lists)).toEqual(['one249', 'two0', 'two1', 'two2']);
});

test('a list that pays no heed to skip is shown once', async () => {
	const [first, second] = [named('one: a', 3), named('two', 2)];
	const api = holding({ one: first, two: second }, { pages: false });
	expect(await scrolled(bySkip)).toEqual(valuesOf([...first, ...second]));
	expect(api.requests).toHaveLength(4);
});

test('nothing found in twenty pages: the next search goes on from there', async () => {
	const all = named('one', 2_100);
	const api = holding({ one: all, two: [] }, { most: 100 });
	const { results, paginationToken } = await search(bySkip, 'one 2099');
	expect(results).toEqual([]);
	expect(api.requests).toHaveLength(20);
	const next = await search(bySkip, 'one 2099', paginationToken);
	expect(next.results.map(({ value }) => value)).toEqual(['one2099']);
});

test('lists that have to be found first', async () => {
	holding({ one: named('one', 1), two: named('two', 1) });
	const lists = async () => await Promise.resolve(bySkip);
	expect(await scrolled(lists)).toEqual(['one0', 'two0']);
});
