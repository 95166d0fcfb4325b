import '../../quickWaits.mts';
import { answering, operation, refuses } from '../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	previews,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../suites.mts';
import {
	CHANGED,
	failsEitherWay,
	goesOnWithOtherWebhooks,
	ID,
	PATH,
	refusals,
} from './webhooks.mts';

const remove = operation('webhook', 'delete');
const sample: Sample = {
	operation: remove,
	parameters: { webhookId: ID },
	request: { method: 'DELETE', path: `${PATH}/${ID}` },
	answer: CHANGED,
	output: [{ deleted: true, webhookId: ID }],
};

givesWhatItShould(sample);
failsEitherWay(sample);
takesIdInAnyForm(sample, { name: 'webhookId', label: 'Webhook', id: ID });
goesOnWithOtherWebhooks(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, refusals);

test('"not found" after an unclear attempt means that it had worked', async () => {
	const api = answering({ status: 504, body: '' }, refuses(404, 404, 'Not found'));
	const { json, error } = await remove.run(sample.parameters);
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([sample.request, sample.request]);
	expect(json).toEqual(sample.output);
});
