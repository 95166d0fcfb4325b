/** Tests of Return All and Limit for lists that come in pages and have no total. */
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	says,
	silent,
	type Answer,
	type OperationUnderTest,
} from '../api.mts';

export interface Pages {
	operation: OperationUnderTest;
	parameters: IDataObject;
	path: string;
	/** Further query parameters of each request, in front of limit and offset. */
	query?: string;
	/** The n-th record, as SendPulse gives it. */
	record(number: number): IDataObject;
	/** The same in the output. Default: as it is. */
	output?(number: number): IDataObject;
}

const upTo = <T,>(count: number, make: (number: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index + 1));

/** Limit and offset of a request, which must be the query's last two. */
function windowOf(path: string): [number, number] {
	const [, limit, offset] = /[?&]limit=(\d+)&offset=(\d+)$/.exec(path) ?? [];
	return [Number(limit), Number(offset)];
}

/** SendPulse with so many records, of which a page holds no more than that. */
const holding = (count: number, { record }: Pages, most = 100) =>
	answeringBy(({ path }) => {
		const [limit, offset] = windowOf(path);
		return says(upTo(count, record).slice(offset, offset + Math.min(limit, most)));
	});

export function listsPages(pages: Pages): void {
	const { operation, parameters, path, query = '', record, output = record } = pages;
	const asked = (limit: number, offset: number) => ({
		method: 'GET',
		path: `${path}?${query}limit=${limit}&offset=${offset}`,
	});

	test('returns no more than the limit', async () => {
		const api = holding(30, pages);
		const { json } = await operation.run({ ...parameters, limit: 7 });
		expect(api.requests).toEqual([asked(7, 0)]);
		expect(json).toEqual(upTo(7, output));
	});

	test('a limit above a page asks for as many pages as it takes', async () => {
		const api = holding(400, pages);
		const { items } = await operation.run({ ...parameters, limit: 250 });
		expect(api.requests).toHaveLength(3);
		expect(api.requests).toEqual(
			expect.arrayContaining([asked(100, 0), asked(100, 100), asked(50, 200)]),
		);
		expect(items).toEqual(upTo(250, output).map((json) => ({ json, pairedItem: { item: 0 } })));
	});

	test.each([
		[9, [asked(100, 0)]],
		// SendPulse might give no more than 60 at once.
		[60, [asked(100, 0), asked(100, 60)]],
		[160, [asked(100, 0), asked(100, 100)]],
	])('a limit above what there is ends with a short page: %d', async (count, requests) => {
		const api = holding(count, pages);
		const { json } = await operation.run({ ...parameters, limit: 250 });
		expect(api.requests).toEqual(requests);
		expect(json).toEqual(upTo(count, output));
	});

	test.each<[IDataObject, number]>([
		[{ limit: 200 }, 200],
		[{ returnAll: true }, 230],
	])('pages of 50 at most, %j: %d of 230', async (given, count) => {
		holding(230, pages, 50);
		const { json } = await operation.run({ ...parameters, ...given });
		expect(json).toEqual(upTo(count, output));
	});

	test('Return All reads to the end, in order', async () => {
		const api = holding(230, pages);
		const { json } = await operation.run({ ...parameters, returnAll: true, limit: 5 });
		expect(json).toEqual(upTo(230, output));
		expect(api.requests).toEqual(
			expect.arrayContaining([asked(100, 0), asked(100, 99), asked(100, 198)]),
		);
		for (const request of api.requests) expect(windowOf(request.path)[0]).toBe(100);
	});

	test('Return All of nothing gives no items', async () => {
		const api = holding(0, pages);
		const { json, error } = await operation.run({ ...parameters, returnAll: true });
		expect([json, error]).toEqual([[], undefined]);
		expect(api.requests).toEqual([asked(100, 0)]);
	});

	test('gives no record twice when the list moves while it is read', async () => {
		let first = true;
		answeringBy(({ path: asking }) => {
			const [limit, offset] = windowOf(asking);
			// After the first page a record is put in front: the second page begins with a known one.
			const shift = first ? 0 : 1;
			first = false;
			return says(upTo(120, record).slice(Math.max(0, offset - shift), offset - shift + limit));
		});
		const { json } = await operation.run({ ...parameters, returnAll: true });
		expect(json).toEqual(upTo(120, output));
	});

	test.each<[unknown, string]>([
		[0, "'0'"],
		[-1, "'-1'"],
		[1.5, "'1.5'"],
		['many', "'many'"],
		['', "''"],
	])('refuses %j as limit before anything is sent', async (wrong, shown) => {
		const api = silent();
		const { error } = await operation.run(
			{ ...parameters, limit: '={{ $json.limit }}' },
			{ items: [{ limit: wrong as string }] },
		);
		expect(error?.message).toBe(
			`'Limit' has to be a whole number of at least 1, not ${shown}. Nothing was sent.`,
		);
		expect(api.requests).toEqual([]);
	});
}

export interface WholeList {
	operation: OperationUnderTest;
	path: string;
	/** The n-th record. */
	record(number: number): IDataObject;
	/** SendPulse's answer with these. */
	answerWith(records: IDataObject[]): Answer;
}

/** For lists that SendPulse gives whole. */
export function listsAll({ operation, path, record, answerWith }: WholeList): void {
	const request = { method: 'GET', path };

	test.each<[string, IDataObject, number]>([
		['50 without being told', {}, 50],
		['as many as Limit says', { limit: 7 }, 7],
		['more than there are', { limit: 500 }, 120],
		['all with Return All', { returnAll: true, limit: 5 }, 120],
	])('asks once and gives %s', async (_, parameters, expected) => {
		const api = answering(answerWith(upTo(120, record)));
		const { items } = await operation.run(parameters);
		expect(api.requests).toEqual([request]);
		expect(items).toEqual(
			upTo(expected, record).map((json) => ({ json, pairedItem: { item: 0 } })),
		);
	});

	test('an empty list gives no items', async () => {
		answering(answerWith([]));
		const { items, error } = await operation.run({ returnAll: true });
		expect([items, error]).toEqual([[], undefined]);
	});

	test('asks for each item, which has its own limit', async () => {
		const answer = answerWith(upTo(3, record));
		const api = answering(answer, answer);
		const { items } = await operation.run(
			{ limit: '={{ $json.most }}' },
			{ items: [{ most: 2 }, { most: 1 }] },
		);
		expect(api.requests).toEqual([request, request]);
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[record(1), { item: 0 }],
			[record(2), { item: 0 }],
			[record(1), { item: 1 }],
		]);
	});

	test('refuses a wrong limit before anything is sent', async () => {
		const api = silent();
		const { error } = await operation.run(
			{ limit: '={{ $json.most }}' },
			{ items: [{ most: 2 }, { most: 'many' }] },
		);
		expect(error?.message).toBe(
			"Item 2: 'Limit' has to be a whole number of at least 1, not 'many'. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});
}
