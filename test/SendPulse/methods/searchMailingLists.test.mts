import '../../quickWaits.mts';
import { answering, answeringBy, says } from '../../api.mts';
import { method, showsErrors } from './shown.mts';

const search = method('listSearch', 'searchMailingLists');
const list = (id: number, name = `List ${id}`) => ({ id, name, all_email_qty: id * 10 });
const entry = (id: number, name = `List ${id}`) => ({
	name,
	value: String(id),
	description: `${id * 10} contacts`,
});
const numbers = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** SendPulse with so many lists. */
const holding = (count: number, name?: (id: number) => string) =>
	answeringBy(({ path }) => {
		const [, limit, offset] = /\?limit=(\d+)&offset=(\d+)$/.exec(path) ?? [];
		const from = Number(offset) + 1;
		const to = Math.min(count, Number(offset) + Number(limit));
		return says(numbers(from, to).map((id) => list(id, name?.(id))));
	});
const page = (offset: number) => ({
	method: 'GET',
	path: `/addressbooks?limit=100&offset=${offset}`,
});

showsErrors('listSearch', 'searchMailingLists');

test('gives name, ID and size', async () => {
	const api = answering(says([list(5, 'Newsletter')]));
	expect(await search()).toEqual({ results: [entry(5, 'Newsletter')] });
	expect(api.requests).toEqual([page(0)]);
});

test('gives a hundred, and a token for the next hundred', async () => {
	const api = holding(230);
	const first = (await search('', undefined)) as { paginationToken: unknown };
	expect(first).toEqual({
		results: numbers(1, 100).map((id) => entry(id)),
		paginationToken: '0:100:100:1',
	});
	expect(api.requests).toEqual([page(0)]);
	expect(await search(undefined, first.paginationToken)).toEqual({
		results: numbers(101, 200).map((id) => entry(id)),
		paginationToken: '0:200:100:1',
	});
	expect(await search(undefined, '0:200:100:1')).toEqual({
		results: numbers(201, 230).map((id) => entry(id)),
	});
	expect(api.requests.slice(1)).toEqual([page(100), page(200)]);
});

test('finds by a part of the name, whatever its case', async () => {
	answering(says([list(1, 'Newsletter'), list(2, 'Kunden'), list(3, 'Old NEWS')]));
	expect(await search(' news ')).toEqual({
		results: [entry(1, 'Newsletter'), entry(3, 'Old NEWS')],
	});
});

test('finds by the whole ID', async () => {
	answering(says([list(1, 'One'), list(15, 'Fifteen')]));
	expect(await search('15')).toEqual({ results: [entry(15, 'Fifteen')] });
});

test('finds what lies beyond the first hundred', async () => {
	const api = holding(350, (id) => (id === 250 ? 'Needle' : `Hay ${id}`));
	expect(await search('needle')).toEqual({
		results: [entry(250, 'Needle')],
		paginationToken: '0:300:100:1',
	});
	expect(api.requests).toEqual([page(0), page(100), page(200)]);
	expect(await search('needle', '0:300:100:1')).toEqual({ results: [] });
});

test('says that there is nothing only after the last page', async () => {
	const api = holding(120);
	expect(await search('nothing like it')).toEqual({ results: [] });
	expect(api.requests).toEqual([page(0), page(100)]);
});

test('an account without lists has an empty list', async () => {
	answering(says([]));
	expect(await search()).toEqual({ results: [] });
});
