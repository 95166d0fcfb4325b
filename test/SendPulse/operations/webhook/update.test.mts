import '../../../quickWaits.mts';
import { answering, operation } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	previews,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import {
	CHANGED,
	failsEitherWay,
	goesOnWithOtherWebhooks,
	ID,
	PATH,
	refusals,
	takesUrls,
	URL_OF_USER,
} from './webhooks.mts';

const update = operation('webhook', 'update');
const sample: Sample = {
	operation: update,
	parameters: { webhookId: ID, url: URL_OF_USER },
	request: { method: 'PUT', path: `${PATH}/${ID}`, body: { url: URL_OF_USER } },
	answer: CHANGED,
	output: [{ success: true, webhookId: ID, url: URL_OF_USER }],
};

givesWhatItShould(sample);
failsEitherWay(sample);
takesIdInAnyForm(sample, { name: 'webhookId', label: 'Webhook', id: ID });
takesUrls(sample, `${PATH}/${ID}`);
goesOnWithOtherWebhooks(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, refusals);

test('changes one webhook in the order of the input', async () => {
	const api = answering(CHANGED, CHANGED, CHANGED);
	await update.run(
		{ webhookId: ID, url: '={{ $json.url }}' },
		{ items: ['a', 'b', 'c'].map((name) => ({ url: `https://${name}.example` })) },
	);
	expect(api.requests.map(({ body }) => body)).toEqual(
		['a', 'b', 'c'].map((name) => ({ url: `https://${name}.example` })),
	);
});
