/** A write, or a batch, of which items may leave nothing to do. */
import '../virtualTime.mts';
import type { INodeProperties } from 'n8n-workflow';
import { saysSuccess } from '../../../nodes/engine/api/confirmed';
import { requests } from '../../../nodes/engine/api/request';
import { batched, write } from '../../../nodes/engine/run/operation';
import { answeringBy, says } from '../../api.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { put } = requests(plainProduct);

const name: INodeProperties = { displayName: 'Name', name: 'name', type: 'string', default: '' };

const node = madeUp(plainProduct, [
	write({
		option: named('rename'),
		fields: [name],
		prepare: (item) => ({ name: item.text('name') }),
		repeatable: true,
		confirmed: saysSuccess,
		neverAlike: 'take the same name',
		request: ({ name }) => (name === 'as it is' ? undefined : { ...put`/thing`, body: { name } }),
		output: (body, { name }) => ({ success: true, name, changed: body !== undefined }),
	}),
	batched({
		option: named('renameMany'),
		fields: [name],
		effect: 'write',
		prepare: (item) => ({ name: item.text('name') }),
		repeatable: true,
		confirmed: saysSuccess,
		group: () => ({}),
		element: ({ name }) => name,
		largest: 2,
		request: (inputs) => {
			const names = inputs.map(({ name }) => name).filter((one) => !one.startsWith('as '));
			return names.length > 0 ? { ...put`/things`, body: { names } } : undefined;
		},
		outputs: (body, inputs) => inputs.map(({ name }) => ({ name, changed: body !== undefined })),
		counts: { noun: 'things', done: 'renamed' },
	}),
]);

const fromItem = { name: '={{ $json.name }}' };
const items = ['as it is', 'new', 'as it is'].map((name) => ({ name }));

test('nothing leaves for it, and its output says so', async () => {
	const api = answeringBy(() => says({ success: true }));
	const { json, error } = await node.run('rename', fromItem, { items });
	expect(error).toBeUndefined();
	expect(json.map(({ changed }) => changed)).toEqual([false, true, false]);
	expect(api.requests).toEqual([{ method: 'PUT', path: '/made-up/thing', body: { name: 'new' } }]);
});

test('a preview shows what would be said, and what would leave', async () => {
	const api = answeringBy(() => says({ success: true }));
	const { json } = await node.run('rename', { ...fromItem, options: { preview: true } }, { items });
	expect(json).toEqual([
		{ preview: true, success: true, name: 'as it is', changed: false, inputItems: [1] },
		expect.objectContaining({ preview: true, method: 'PUT', inputItems: [2] }),
		{ preview: true, success: true, name: 'as it is', changed: false, inputItems: [3] },
	]);
	expect(api.requests).toEqual([]);
});

describe('a batch that leaves nothing to do', () => {
	const many = ['as it is', 'as it was', 'new', 'as ever'].map((one) => ({ name: one }));

	test('sends nothing, and its items have their outputs', async () => {
		const api = answeringBy(() => says({ success: true }));
		const { items: output } = await node.run('renameMany', fromItem, { items: many });
		expect(output.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ name: 'as it is', changed: false }, { item: 0 }],
			[{ name: 'as it was', changed: false }, { item: 1 }],
			[{ name: 'new', changed: true }, { item: 2 }],
			[{ name: 'as ever', changed: true }, { item: 3 }],
		]);
		expect(api.requests.map(({ body }) => body)).toEqual([{ names: ['new'] }]);
	});

	test('shows in a preview what would be said', async () => {
		const api = answeringBy(() => says({ success: true }));
		const parameters = { ...fromItem, options: { preview: true } };
		const { json } = await node.run('renameMany', parameters, { items: many });
		expect(json).toEqual([
			{ preview: true, name: 'as it is', changed: false, inputItems: [1] },
			{ preview: true, name: 'as it was', changed: false, inputItems: [2] },
			expect.objectContaining({ body: { names: ['new'] }, inputItems: [3, 4] }),
		]);
		expect(api.requests).toEqual([]);
	});
});
