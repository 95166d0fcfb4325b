/** Lists that are found elsewhere, and answers that hold several of what people want. */
import '../virtualTime.mts';
import type { IDataObject } from 'n8n-workflow';
import { requests } from '../../../nodes/engine/api/request';
import { listing, read } from '../../../nodes/engine/run/operation';
import { answeringBy, refuses, says } from '../../api.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get } = requests(plainProduct);

const common = {
	fields: [],
	prepare: () => ({}),
	identify: ({ id }: IDataObject) => id,
};
const node = madeUp(plainProduct, [
	listing({
		...common,
		option: named('getElsewhere'),
		request: () => get`/gone`,
		paged: false,
		otherwise: (_, { status }) => (status === 404 ? get`/whole` : undefined),
	}),
	read({
		option: named('getParts'),
		fields: [],
		prepare: () => ({}),
		request: () => get`/one`,
		simplify: ({ name, parts }) => (parts as IDataObject[]).map((part) => ({ name, ...part })),
	}),
]);

const answers = () =>
	answeringBy(({ path }) => {
		if (path.endsWith('/one')) {
			return says({ name: 'Ann', parts: [{ course: 1 }, { course: 2 }] });
		}
		return path.endsWith('/whole')
			? says(Array.from({ length: 9 }, (_, n) => ({ id: n + 1 })))
			: refuses(404, 1, 'Not here');
	});

const ids = (json: IDataObject[]) => json.map(({ id }) => id);

test('a list that is refused may be found elsewhere', async () => {
	const api = answers();
	const { json } = await node.run('getElsewhere', { limit: 2 });
	expect(ids(json)).toEqual([1, 2]);
	expect(api.requests.map(({ path }) => path)).toEqual(['/made-up/gone', '/made-up/whole']);
});

test('Simplify gives one item for each part of an answer', async () => {
	answers();
	expect((await node.run('getParts', { simplify: true })).items).toEqual([
		{ json: { name: 'Ann', course: 1 }, pairedItem: { item: 0 } },
		{ json: { name: 'Ann', course: 2 }, pairedItem: { item: 0 } },
	]);
});

test('without it the answer stays whole', async () => {
	answers();
	const { json } = await node.run('getParts', { simplify: false });
	expect(json).toEqual([{ name: 'Ann', parts: [{ course: 1 }, { course: 2 }] }]);
});
