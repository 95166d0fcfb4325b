import '../../../quickWaits.mts';
import { answering, answeringBy, locator, operation, says, silent } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { failsInsideTheEnvelope, NO_PRO_PLAN, QUEUE_ID, QUEUED } from './envelope.mts';

const update = operation('tag', 'update');
const ID = 2506;
const body = { name: 'newName', color: '#f0f4f6' };
const sample: Sample = {
	operation: update,
	parameters: { tagId: ID, options: body },
	request: { method: 'PUT', path: `/tags/${ID}`, body },
	answer: QUEUED,
	output: [{ queued: true, tagId: ID, ...body, queueId: QUEUE_ID }],
};
const LIST = { method: 'GET', path: '/tags' };
const tags = [
	{ id: 1, name: 'one', color: '#111111' },
	{ id: 2, name: 'two', color: '#222222' },
];
/** SendPulse, which queues: its list stays as it is. */
const queueing = () =>
	answeringBy(({ method }) => (method === 'GET' ? says({ tags, user_id: 7043663 }) : QUEUED));
const put = (id: number, name: string, color: string) => ({
	method: 'PUT',
	path: `/tags/${id}`,
	body: { name, color },
});

givesWhatItShould(sample);
failsInsideTheEnvelope(sample);
takesIdInAnyForm(sample, { name: 'tagId', label: 'Tag', id: ID });
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [NO_PRO_PLAN]);
goesOnAfterFailures(sample, {
	name: 'tagId',
	values: { good: ID, wrong: 'VIP', refused: 404404 },
	isRefused: ({ path }) => path === '/tags/404404',
	refusal: says({ success: false, failure: true, http_code: 404, description: 'Tag not found' }),
	texts: {
		wrong: "'Tag' has to be an ID, a whole number like 123456, not 'VIP'.",
		refused:
			'SendPulse does not know this record. Check the ID. SendPulse says: Tag not found (status 404).',
	},
});

describe('half of it', () => {
	test.each([
		['name', { name: ' zwei ' }, put(2, 'zwei', '#222222')],
		['color', { color: '#ABCDEF' }, put(2, 'two', '#abcdef')],
	])('with only a %s, the other half is read and sent along', async (_, options, request) => {
		const api = queueing();
		const { json } = await update.run({ tagId: locator('2'), options });
		expect(api.requests).toEqual([LIST, request]);
		expect(json).toEqual([{ queued: true, tagId: 2, ...request.body, queueId: QUEUE_ID }]);
	});

	test('an ID that comes as text in the list is found', async () => {
		const api = answering(says({ tags: [{ id: '2', name: 'two', color: '#222222' }] }), QUEUED);
		await update.run({ tagId: 2, options: { name: 'x' } });
		expect(api.requests).toEqual([LIST, put(2, 'x', '#222222')]);
	});

	test('the list is read once for all items', async () => {
		const api = queueing();
		await update.run(
			{ tagId: '={{ $json.id }}', options: { name: '={{ $json.name }}' } },
			{
				items: [
					{ id: 1, name: 'a' },
					{ id: 2, name: 'b' },
				],
			},
		);
		expect(api.requests).toEqual([LIST, put(1, 'a', '#111111'), put(2, 'b', '#222222')]);
	});

	test('Preview Only shows both halves, and sends none', async () => {
		const api = queueing();
		const { json } = await update.run({ tagId: 1, options: { name: 'x', preview: true } });
		expect(api.requests).toEqual([LIST]);
		expect(json).toEqual([
			{
				preview: true,
				method: 'PUT',
				url: 'https://api.sendpulse.com/tags/1',
				body: { name: 'x', color: '#111111' },
				inputItems: [1],
			},
		]);
	});

	test('a tag that is not in the list is refused before anything is sent', async () => {
		const api = queueing();
		const { error } = await update.run(
			{ tagId: '={{ $json.id }}', options: { name: 'x' } },
			{ items: [{ id: 1 }, { id: 99 }] },
		);
		expect(error?.message).toBe(
			"Item 2: 'Tag' is not the ID of a tag: '99'. Pick the tag from the list. Nothing was sent.",
		);
		expect(api.requests).toEqual([LIST]);
	});

	test('a list that can not be read changes nothing', async () => {
		const api = answering(says({ success: false, description: 'No access' }));
		const { error, items } = await update.run({ tagId: 1, options: { name: 'x' } });
		expect(error?.message).toContain('SendPulse says: No access (status 200).');
		expect([items, api.requests]).toEqual([[], [LIST]]);
	});
});

test.each<[unknown, string]>([
	[{}, "'Update Fields' has nothing to change. Add a name or a color."],
	[{ name: '   ' }, "'Name' was added but is empty for this item. Fill it in, or remove it."],
	[{ name: 'x', color: 'blue' }, "'Color' has to be a color like #009fc1, not 'blue'."],
])('refuses %j before anything is sent', async (options, text) => {
	const api = silent();
	const { error } = await update.run({ tagId: 1, options: options as object });
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});
