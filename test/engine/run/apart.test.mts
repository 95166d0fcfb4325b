/** Batches whose items stand for several elements each, and in which each naming is something of its own. */
import '../virtualTime.mts';
import type { INodeProperties } from 'n8n-workflow';
import { saysResult } from '../../../nodes/engine/api/confirmed';
import { InputProblem } from '../../../nodes/engine/api/inputProblem';
import { requests } from '../../../nodes/engine/api/request';
import { batched } from '../../../nodes/engine/run/operation';
import { succeeded } from '../../../nodes/engine/run/outcome';
import { says, StandIn } from '../../api.mts';
import { goOn } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { get, post } = requests(plainProduct);

const field = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
});

const MOST_SENT = 6;

/** Messages to numbers, or numbers into a list. */
const operation = (name: string, apart?: true) =>
	batched({
		option: named(name),
		fields: [field('Phones', 'phones'), field('Text', 'text')],
		prepare: (item) => ({ phones: item.list('phones'), text: item.text('text') }),
		effect: 'write',
		repeatable: false,
		confirmed: saysResult,
		largest: 4,
		group: ({ text }) => ({ text }),
		element: ({ phones }) => phones,
		apart,
		// It asks, as one would for a price.
		check: async (inputs, client) => {
			const all = inputs.flatMap(({ phones }) => phones);
			await client.send({ ...get`/price`, query: { numbers: all.length } });
			if (all.length > MOST_SENT) throw new InputProblem(`${all.length} numbers are too many.`);
			if (inputs.some(({ text }) => text === 'bad')) throw new InputProblem('That is dear.');
		},
		request: (inputs) => ({
			...post`/send`,
			body: {
				text: inputs[0].text,
				phones: [...new Set(inputs.flatMap(({ phones }) => phones))],
			},
		}),
		outputs: (_, inputs) => inputs.map(({ phones }) => succeeded({ phones })),
		counts: { noun: 'messages', done: 'sent' },
	});

const node = madeUp(plainProduct, [operation('send', true), operation('add')]);

const fromItem = { phones: '={{ $json.phones }}', text: '={{ $json.text ?? "Hi" }}' };

interface Sent {
	text: string;
	phones: string[];
}

const answering = () => new StandIn(() => says({ result: true }));

const sentTo = (api: StandIn) =>
	api.requests
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => `${(body as Sent).text}: ${(body as Sent).phones.join(' ')}`);

const items = (...phones: string[]) => phones.map((one) => ({ phones: one }));

test('numbers count, not items, and those of one item stay together', async () => {
	const api = answering();
	const { json } = await node.run('send', fromItem, { items: items('1', '2,3', '4,5', '6') });
	expect(sentTo(api)).toEqual(['Hi: 1 2 3', 'Hi: 4 5 6']);
	expect(json.map(({ phones }) => phones)).toEqual([['1'], ['2', '3'], ['4', '5'], ['6']]);
});

test('an item with more of them than fit goes alone', async () => {
	const api = answering();
	await node.run('send', fromItem, { items: items('1', '2,3,4,5,6', '7') });
	expect(sentTo(api)).toEqual(['Hi: 1', 'Hi: 2 3 4 5 6', 'Hi: 7']);
});

test('named twice, it gets two messages, the second after the first', async () => {
	const api = answering();
	await node.run('send', fromItem, { items: items('1', '2', '1', '3', '3,1') });
	expect(sentTo(api)).toEqual(['Hi: 1 2', 'Hi: 1 3', 'Hi: 3 1']);
});

test('messages to one number keep their order, whatever goes to others', async () => {
	const api = answering();
	await node.run('send', fromItem, {
		items: [
			{ phones: '1', text: 'one' },
			{ phones: '2', text: 'two' },
			{ phones: '1', text: 'two' },
			{ phones: '1', text: 'one' },
		],
	});
	const toFirst = sentTo(api).filter((sent) => / 1\b/.test(sent));
	expect(toFirst).toEqual(['one: 1', 'two: 2 1', 'one: 1']);
});

test('where naming twice changes nothing, a request has it once', async () => {
	const api = answering();
	const { json } = await node.run('add', fromItem, { items: items('1', '2', '1,2', '3') });
	expect(sentTo(api)).toEqual(['Hi: 1 2 3']);
	expect(json).toHaveLength(4);
});

test('what joins a request does not make it too large', async () => {
	const api = answering();
	await node.run('add', fromItem, { items: items('1', '2,3', '1,4,5') });
	expect(sentTo(api)).toEqual(['Hi: 1 2 3', 'Hi: 1 4 5']);
});

describe('the look at a request as a whole', () => {
	test('is taken once for each, before any of them is sent', async () => {
		const api = answering();
		await node.run('send', fromItem, { items: items('1', '2', '3', '4', '5') });
		expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /made-up/price?numbers=4',
			'GET /made-up/price?numbers=1',
			'POST /made-up/send',
			'POST /made-up/send',
		]);
	});

	test('ends the run with nothing sent', async () => {
		const api = answering();
		const { error } = await node.run('send', fromItem, {
			items: [{ phones: '1' }, { phones: '2', text: 'bad' }],
		});
		expect(error?.message).toBe('Item 2: That is dear. Nothing was sent.');
		expect(error?.name).toBe('NodeOperationError');
		expect(sentTo(api)).toEqual([]);
	});

	test('all items of it fail, and the others are sent, where the user wants that', async () => {
		const api = answering();
		const { json } = await node.run('send', fromItem, {
			items: [
				{ phones: '1', text: 'bad' },
				{ phones: '2', text: 'good' },
				{ phones: '3', text: 'bad' },
			],
			...goOn,
		});
		expect(sentTo(api)).toEqual(['good: 2']);
		expect(json.map(({ error, success }) => error ?? success)).toEqual([
			'Item 1: That is dear.',
			true,
			'Item 3: That is dear.',
		]);
	});

	test('is taken in a preview, too', async () => {
		const api = answering();
		const preview = { ...fromItem, options: { preview: true } };
		const { json } = await node.run('send', preview, { items: items('1', '2'), ...goOn });
		expect(json).toEqual([expect.objectContaining({ preview: true, inputItems: [1, 2] })]);
		const { error } = await node.run('send', preview, { items: items('1,2,3,4,5,6,7') });
		expect(error?.message).toMatch(/^7 numbers are too many\./);
		expect(sentTo(api)).toEqual([]);
	});

	test('what SendPulse refuses there is no problem of the input', async () => {
		new StandIn(({ path }) =>
			path.includes('/price')
				? { status: 422, body: { error_code: 707, message: 'No money' } }
				: says({ result: true }),
		);
		const { error } = await node.run('send', fromItem, { items: items('1') });
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).toContain('SendPulse says: No money (code 707).');
	});
});
