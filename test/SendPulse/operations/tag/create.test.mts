import '../../../quickWaits.mts';
import { answering, operation, refuses, silent } from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { failsInsideTheEnvelope, NO_PRO_PLAN, QUEUE_ID, QUEUED } from './envelope.mts';

const create = operation('tag', 'create');
const sample: Sample = {
	operation: create,
	parameters: { name: 'VIP', color: '#f0f4f6' },
	request: { method: 'POST', path: '/tags', body: { name: 'VIP', color: '#f0f4f6' } },
	answer: QUEUED,
	output: [{ queued: true, name: 'VIP', color: '#f0f4f6', queueId: QUEUE_ID }],
};

givesWhatItShould(sample);
failsInsideTheEnvelope(sample);
previews(sample);
refusesRetryOnFail(sample, 'Create');
doesNotRepeat(sample);
explainsRefusals(sample, [NO_PRO_PLAN]);
goesOnAfterFailures(sample, {
	name: 'name',
	values: { good: 'VIP', wrong: ' ', refused: 'Taken' },
	isRefused: ({ body }) => (body as { name: string }).name === 'Taken',
	refusal: refuses(422, 422, 'Tag exists'),
	texts: {
		wrong: "'Name' is empty. Fill it in.",
		refused:
			'A value was not accepted. Correct the value that SendPulse names. SendPulse says: Tag exists (code 422).',
	},
});

test.each([
	['#FF0000', '#ff0000'],
	[' #00aaBB ', '#00aabb'],
])('sends the color %j as %s', async (color, sent) => {
	const api = answering(QUEUED);
	await create.run({ name: 'VIP', color });
	expect(api.requests.map(({ body }) => body)).toEqual([{ name: 'VIP', color: sent }]);
});

const notAColor = (shown: string) => `has to be a color like #009fc1, not '${shown}'.`;
test.each<[unknown, string]>([
	['', 'is empty. Fill it in.'],
	[null, 'is empty. Fill it in.'],
	['red', notAColor('red')],
	['#fff', notAColor('#fff')],
	['ff0000', notAColor('ff0000')],
	['#ff00zz', notAColor('#ff00zz')],
	['#ff000080', notAColor('#ff000080')],
	[16711680, notAColor('16711680')],
])('refuses %j as color before anything is sent', async (wrong, text) => {
	const api = silent();
	const { error } = await create.run(
		{ name: 'VIP', color: '={{ $json.color }}' },
		{ items: [{ color: '#ff0000' }, { color: wrong as string }] },
	);
	expect(error?.message).toBe(`Item 2: 'Color' ${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});
