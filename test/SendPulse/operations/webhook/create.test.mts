import '../../../quickWaits.mts';
import { answering, operation, refuses, says, silent } from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { failsEitherWay, PATH, refusals, row, takesUrls, URL_OF_USER } from './webhooks.mts';

const create = operation('webhook', 'create');
const sample: Sample = {
	operation: create,
	parameters: { url: URL_OF_USER, events: ['open', 'unsubscribe'] },
	request: {
		method: 'POST',
		path: `${PATH}/`,
		body: { url: URL_OF_USER, actions: ['open', 'unsubscribe'] },
	},
	// In another order than they were asked for, as the documents' example has it.
	answer: says({ success: true, data: [row(162242, 'unsubscribe'), row(162241, 'open')] }),
	output: [row(162241, 'open'), row(162242, 'unsubscribe')],
};

givesWhatItShould(sample);
failsEitherWay(sample);
takesUrls(sample, `${PATH}/`);
previews(sample);
refusesRetryOnFail(sample, 'Create');
doesNotRepeat(sample);
explainsRefusals(sample, refusals);
goesOnAfterFailures(sample, {
	name: 'url',
	values: { good: URL_OF_USER, wrong: 'site.com', refused: 'https://refused.example' },
	isRefused: ({ body }) => (body as { url: string }).url === 'https://refused.example',
	refusal: refuses(422, 422, 'Argument url is invalid'),
	texts: {
		wrong: "'URL' has to be an address like https://example.com/sendpulse, not 'site.com'.",
		refused:
			'A value was not accepted. Correct the value that SendPulse names. SendPulse says: Argument url is invalid (code 422).',
	},
});

test.each<[string, unknown]>([
	['a single row', { success: true, data: row(1, 'open') }],
	['rows wrapped twice', { success: true, data: { result: true, data: [row(1, 'open')] } }],
	['bare rows', [row(1, 'open')]],
])('takes %s', async (_, body) => {
	answering(says(body));
	const { json } = await create.run({ url: URL_OF_USER, events: ['open'] });
	expect(json).toEqual([row(1, 'open')]);
});

test.each<[string, unknown, string[]]>([
	['one text', 'open', ['open']],
	['text with commas', 'open, spam', ['open', 'spam']],
	['repeated ones', ['spam', 'open', 'spam'], ['spam', 'open']],
	['an expression that gives a list', '={{ $json.list }}', ['delivered', 'redirect']],
])('takes events as %s', async (_, events, actions) => {
	const api = answering(sample.answer);
	await create.run(
		{ url: URL_OF_USER, events: events as string[] },
		{ items: [{ list: ['delivered', 'redirect'] }] },
	);
	expect(api.requests.map(({ body }) => body)).toEqual([{ url: URL_OF_USER, actions }]);
});

test('takes all ten events', async () => {
	const actions = [
		'new_emails',
		'delete',
		'unsubscribe',
		'task_status_update',
		'open',
		'delivered',
		'redirect',
		'spam',
		'hard_bounces',
		'soft_bounces',
	];
	const api = answering(sample.answer);
	const { error } = await create.run({ url: URL_OF_USER, events: actions });
	expect(error).toBeUndefined();
	expect(api.requests.map(({ body }) => body)).toEqual([{ url: URL_OF_USER, actions }]);
});

const known =
	'delivered, open, task_status_update, new_emails, delete, unsubscribe, hard_bounces, redirect, spam, soft_bounces';
test.each<[unknown, string]>([
	[[], 'is empty. Choose at least one event.'],
	['', 'is empty. Choose at least one event.'],
	[null, 'is empty. Choose at least one event.'],
	[['open', 'opened'], `has an unknown event 'opened'. Known are ${known}.`],
	['Open', `has an unknown event 'Open'. Known are ${known}.`],
])('refuses %j as events before anything is sent', async (wrong, text) => {
	const api = silent();
	const { error } = await create.run(
		{ url: URL_OF_USER, events: '={{ $json.events }}' },
		{ items: [{ events: ['open'] }, { events: wrong as string }] },
	);
	expect(error?.message).toBe(`Item 2: 'Events' ${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});

test('stops at the first refusal and says what was done by then', async () => {
	const api = answering(sample.answer, refuses(422, 422, 'Argument url is invalid'));
	const { error } = await create.run(
		{ url: '={{ $json.url }}', events: ['open'] },
		{ items: [{ url: 'https://a.example' }, { url: 'https://b.example' }] },
	);
	expect(error?.message).toMatch(/^Item 2: .* By then 1 of 2 URLs had been registered\.$/);
	expect(api.requests).toHaveLength(2);
});
