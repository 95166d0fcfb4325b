/** Reads that look for something in more than one way, and may find nothing. */
import '../virtualTime.mts';
import { requests } from '../../../nodes/engine/api/request';
import { read } from '../../../nodes/engine/run/operation';
import { answering, refuses, says, type Answer } from '../../api.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get } = requests(plainProduct);

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
