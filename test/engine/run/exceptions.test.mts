/** Batches whose answer only counts what was not taken. */
import '../virtualTime.mts';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { saysResult } from '../../../nodes/engine/api/confirmed';
import { requests } from '../../../nodes/engine/api/request';
import { batched } from '../../../nodes/engine/run/operation';
import { succeeded } from '../../../nodes/engine/run/outcome';
import { says, StandIn } from '../../api.mts';
import { goOn } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { post } = requests(plainProduct);

const phone: INodeProperties = { displayName: 'Phone', name: 'phone', type: 'string', default: '' };

/** Numbers into a list (harmless again), or a message to them (never again). */
const operation = (name: string, repeatable: boolean, largest?: number) =>
	batched({
		option: named(name),
		fields: [phone],
		prepare: (item) => ({ phone: item.text('phone') }),
		effect: 'write',
		repeatable,
		confirmed: saysResult,
		largest,
		group: () => ({}),
		element: ({ phone }) => phone,
		request: (inputs) => ({
			...post`/phones`,
			body: { phones: [...new Set(inputs.map(({ phone }) => phone))] },
		}),
		exceptions: (body) => Number(((body as IDataObject).counters as IDataObject).exceptions),
		outputs: (body, inputs) => {
			const { exceptions } = (body as IDataObject).counters as IDataObject;
			return inputs.map(({ phone }) => succeeded({ phone, exceptions }));
		},
		counts: { noun: 'numbers', done: 'added' },
	});

const node = madeUp(plainProduct, [
	operation('add', true),
	operation('send', false),
	operation('addMore', true, 500),
]);

/** Takes numbers but the bad ones, and only counts. */
function counting(bad: string[]) {
	const taken = new Set<string>();
	const api = new StandIn(({ body }) => {
		const { phones } = body as { phones: string[] };
		const good = phones.filter((phone) => !bad.includes(phone));
		for (const phone of good) taken.add(phone);
		return says({
			result: true,
			counters: { added: good.length, exceptions: phones.length - good.length },
		});
	});
	return { api, taken };
}

const numbers = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ phone: `38095${n}` }));
const fromItem = { phone: '={{ $json.phone }}' };

test('nothing was left out: one request', async () => {
	const { api } = counting([]);
	const { json } = await node.run('add', fromItem, { items: numbers(100) });
	expect(json).toHaveLength(100);
	expect(api.requests).toHaveLength(1);
});

test('halved until it shows which, and only their items fail', async () => {
	const { api, taken } = counting(['380957', '3809542']);
	const { json } = await node.run('add', fromItem, { items: numbers(100), ...goOn });
	const failed = json.flatMap((one, index) => ('error' in one ? [index] : []));
	expect(failed).toEqual([7, 42]);
	expect(json[7].error).toBe(
		'Item 8: SendPulse did not take this. It does not say why: check that it is valid.',
	);
	expect(taken.size).toBe(98);
	expect(api.requests.length).toBeLessThan(30);
});

test('none was taken: they fail together, and nothing is asked again', async () => {
	const items = numbers(50);
	const { api } = counting(items.map(({ phone }) => phone));
	const { json } = await node.run('add', fromItem, { items, ...goOn });
	expect(json.every(({ error }) => error)).toBe(true);
	expect(api.requests).toHaveLength(1);
});

test('the same number twice counts once', async () => {
	const items = [...numbers(3), ...numbers(3)];
	const { api } = counting(['380950', '380951', '380952']);
	const { json } = await node.run('add', fromItem, { items, ...goOn });
	expect(json).toHaveLength(6);
	expect(api.requests).toHaveLength(1);
});

test('what must not be sent again is not: the counters are handed on', async () => {
	const { api } = counting(['380951']);
	const { json, error } = await node.run('send', fromItem, { items: numbers(3) });
	expect(error).toBeUndefined();
	expect(json.map(({ exceptions }) => exceptions)).toEqual([1, 1, 1]);
	expect(api.requests).toHaveLength(1);
});

test('an operation has its own largest batch', async () => {
	const { api } = counting([]);
	await node.run('addMore', fromItem, { items: numbers(1_001) });
	expect(api.requests.map(({ body }) => (body as { phones: string[] }).phones.length)).toEqual([
		500, 500, 1,
	]);
	const batchSize = node.properties
		.filter(({ name, displayOptions }) => {
			return name === 'options' && displayOptions?.show?.operation?.includes('addMore');
		})
		.flatMap(({ options = [] }) => options as INodeProperties[])
		.find(({ name }) => name === 'batchSize');
	expect(batchSize).toMatchObject({ default: 500, typeOptions: { minValue: 1, maxValue: 500 } });
});

test.each([0, 501])('a batch of %d is refused', async (batchSize) => {
	const { api } = counting([]);
	const { error } = await node.run('addMore', {
		phone: '1',
		options: { batchSize },
	});
	expect(error?.message).toBe(
		`'Batch Size' has to be a whole number from 1 to 500, not '${batchSize}'. Nothing was sent.`,
	);
	expect(api.requests).toEqual([]);
});
