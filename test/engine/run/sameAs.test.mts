/** Input items that are one and the same: what they ask for is done once. */
import '../virtualTime.mts';
import { hasId } from '../../../nodes/engine/api/confirmed';
import { requests } from '../../../nodes/engine/api/request';
import { steps } from '../../../nodes/engine/run/operation';
import { answeringBy, refuses, says } from '../../api.mts';
import { goOn } from '../bench.mts';
import { madeUp, named, plainProduct } from '../madeUp.mts';

const { post } = requests(plainProduct);

const node = madeUp(plainProduct, [
	steps<{ email: string; name: string }, { id?: number }>({
		option: named('enroll'),
		fields: ['email', 'name'].map((name) => ({
			displayName: name,
			name,
			type: 'string',
			default: '',
		})),
		prepare: (item) => ({ email: item.email('email'), name: item.text('name') }),
		sameAs: ({ email }) => email.toLowerCase(),
		concerns: ({ email }) => email.toLowerCase(),
		placeholders: {},
		steps: ({ email, name }) => [
			{
				effect: 'write',
				about: 'the student',
				repeatable: false,
				confirmed: hasId,
				request: () => ({ ...post`/students`, body: { email, name } }),
				learn: (body) => ({ id: (body as { id: number }).id }),
				done: () => 'the student is enrolled',
			},
		],
		output: ({ id }, { email }) => ({ id: id ?? null, email }),
	}),
]);

const parameters = { email: '={{ $json.email }}', name: '={{ $json.name }}' };
const items = [
	{ email: 'ann@mail.example', name: 'Ann' },
	{ email: 'bob@mail.example', name: 'Bob' },
	{ email: 'Ann@Mail.Example', name: 'Anna' },
];

test('are sent once, as the first says, and each has what came of it', async () => {
	const api = answeringBy(({ body }) => says({ id: (body as { name: string }).name.length }));
	const { items: output } = await node.run('enroll', parameters, { items });
	expect(api.requests.map(({ body }) => body)).toEqual([items[0], items[1]]);
	expect(output).toEqual([
		{ json: { id: 3, email: 'ann@mail.example' }, pairedItem: { item: 0 } },
		{ json: { id: 3, email: 'bob@mail.example' }, pairedItem: { item: 1 } },
		{ json: { id: 3, email: 'Ann@Mail.Example' }, pairedItem: { item: 2 } },
	]);
});

test('fail together, and nothing is sent a second time', async () => {
	const api = answeringBy(({ body }) =>
		(body as { name: string }).name === 'Bob' ? says({ id: 3 }) : refuses(422, 422, 'No'),
	);
	const { json } = await node.run('enroll', parameters, { items, ...goOn });
	expect(json).toEqual([
		{ error: expect.stringMatching(/^Item 1: .*No/), input: items[0] },
		{ id: 3, email: 'bob@mail.example' },
		{ error: expect.stringMatching(/^Item 3: .*No/), input: items[2] },
	]);
	expect(api.requests).toHaveLength(2);
});

test('are shown together in a preview', async () => {
	answeringBy(() => undefined);
	const { items: shown } = await node.run(
		'enroll',
		{ ...parameters, options: { preview: true } },
		{ items },
	);
	expect(shown.map(({ json, pairedItem }) => [json.inputItems, pairedItem])).toEqual([
		[
			[1, 3],
			[{ item: 0 }, { item: 2 }],
		],
		[[2], [{ item: 1 }]],
	]);
});
