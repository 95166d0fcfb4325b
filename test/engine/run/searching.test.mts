/** Reads that look for something in more than one way, and may find nothing. */
import '../virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import type { Sends } from '../../../nodes/engine/api/client';
import { saysSuccess } from '../../../nodes/engine/api/confirmed';
import { inBody, totalAt } from '../../../nodes/engine/api/pager';
import { requests } from '../../../nodes/engine/api/request';
import { hits } from '../../../nodes/engine/run/lists';
import { read, steps } from '../../../nodes/engine/run/operation';
import { recordsUnder } from '../../../nodes/engine/run/outcome';
import { answering, answeringBy, refuses, says, type Answer } from '../../api.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get, post } = requests(plainProduct);

const node = madeUp(plainProduct, [
	read({
		option: named('search'),
		fields: [],
		prepare: () => ({}),
		request: () => [get`/exactly`, get`/alike`],
		nothingFound: ({ status }) => status === 404,
		output: (body) => (body as { list: Array<{ id: number }> }).list,
	}),
]);

const search = async (...answers: Answer[]) => {
	const { requests: asked } = answering(...answers);
	const { json, error } = await node.run('search');
	return { json, error: error?.message, asked: asked.map(({ path }) => path) };
};

const ONE = says({ list: [{ id: 1 }] });
const NONE = says({ list: [] });

test('what finds something ends the search', async () => {
	expect(await search(ONE)).toEqual({ json: [{ id: 1 }], asked: ['/made-up/exactly'] });
});

test.each<[string, Answer]>([
	['an empty list', NONE],
	['a refusal that says so', refuses(404, 404, 'No such thing')],
])('%s: the next is asked', async (_, nothing) => {
	const asked = ['/made-up/exactly', '/made-up/alike'];
	expect(await search(nothing, ONE)).toEqual({ json: [{ id: 1 }], asked });
});

test('nothing at all gives no item, and no error', async () => {
	expect((await search(NONE, refuses(404, 404, 'No such thing'))).json).toEqual([]);
});

test('any other refusal is one', async () => {
	const { error, asked } = await search(refuses(403, 403, 'No'));
	expect([error, asked]).toEqual([expect.stringContaining('No'), ['/made-up/exactly']]);
});

describe('a search that finds parts', () => {
	const ANN = 'ann@example.com';
	const rules = {
		identify: ({ id }: IDataObject) => id,
		paged: inBody('limit', 'offset', { total: totalAt('total') }),
		records: recordsUnder('list'),
	};
	const find = async (_: unknown, sends: Sends) => {
		const all = await hits(sends, post`/people/search`, rules, `'${ANN}' in their address`);
		return all.filter(({ address }) => address === ANN);
	};
	const finder = madeUp(plainProduct, [
		read({ option: named('search'), fields: [], prepare: () => ({}), find }),
		steps<object, { id: unknown }>({
			option: named('change'),
			fields: [],
			prepare: () => ({}),
			steps: () => [
				{
					effect: 'find',
					about: 'she',
					find: async (_, sends) => ({ id: (await find(_, sends))[0]?.id }),
				},
				{
					effect: 'write',
					about: 'she',
					repeatable: true,
					confirmed: saysSuccess,
					request: ({ id }) => (id === undefined ? undefined : post`/people/${String(id)}`),
					done: () => 'she is changed',
				},
			],
			claims: ({ id }) => id as string,
			placeholders: {},
			output: ({ id }) => ({ id: id as number }),
		}),
	]);
	/** So many, of whom she is the last; the API gives `most` at once. */
	const people = (count: number, { most = 100, counts = true } = {}) => {
		const all = Array.from({ length: count }, (_, index) => ({
			id: index + 1,
			address: index + 1 === count ? ANN : `x${index}${ANN}`,
		}));
		return answeringBy(({ path, body }) => {
			if (!path.endsWith('/search')) return says({ success: true });
			const { limit, offset } = body as { limit: number; offset: number };
			const list = all.slice(offset).slice(0, Math.min(limit, most));
			return says({ list, ...(counts ? { total: count } : {}) });
		});
	};

	test.each([
		[1, {}, 1],
		[100, {}, 1],
		[430, {}, 5],
		[60, { most: 50 }, 2],
		[101, { counts: false }, 2],
	])('%d hits (%j) are %d requests', async (count, api, asked) => {
		const { requests: sent } = people(count, api);
		const { json } = await finder.run('search');
		expect(json).toEqual([{ id: count, address: ANN }]);
		expect(sent).toHaveLength(asked);
	});

	test.each([[{}], [{ counts: false }]])('too many (%j) are an error', async (api) => {
		people(1_001, api);
		const { error } = await finder.run('search');
		expect(error?.message).toMatch(
			/^More than 1000 records have 'ann@example.com' in their address: too many to compare/,
		);
	});

	test('is a step, too, also of a preview', async () => {
		const { requests: sent } = people(430);
		const { json } = await finder.run('change');
		expect(json).toEqual([{ id: 430 }]);
		expect(sent).toHaveLength(6);
		const preview = await finder.run('change', { options: { preview: true } });
		expect(preview.json).toMatchObject([{ method: 'POST', url: expect.stringMatching(/430$/) }]);
	});
});
