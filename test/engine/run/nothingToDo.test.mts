/** A write of which an item may leave nothing to do. */
import '../virtualTime.mts';
import type { INodeProperties } from 'n8n-workflow';
import { saysSuccess } from '../../../nodes/engine/api/confirmed';
import { requests } from '../../../nodes/engine/api/request';
import { write } from '../../../nodes/engine/run/operation';
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
