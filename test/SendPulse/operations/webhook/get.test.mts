import '../../../quickWaits.mts';
import { answering, operation, says } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { failsEitherWay, goesOnWithOtherWebhooks, ID, PATH, refusals, row } from './webhooks.mts';

const get = operation('webhook', 'get');
const webhook = row(ID, 'unsubscribe');
const sample: Sample = {
	operation: get,
	parameters: { webhookId: ID },
	request: { method: 'GET', path: `${PATH}/${ID}` },
	answer: says({ success: true, data: webhook }),
	output: [webhook],
};

givesWhatItShould(sample);
failsEitherWay(sample);
takesIdInAnyForm(sample, { name: 'webhookId', label: 'Webhook', id: ID });
goesOnWithOtherWebhooks(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, refusals);

test.each<[string, unknown]>([
	['a list of one', { success: true, data: [webhook] }],
	['a row wrapped twice', { success: true, data: { result: true, data: webhook } }],
	['a bare row', webhook],
])('takes %s', async (_, body) => {
	answering(says(body));
	const { json } = await get.run({ webhookId: ID });
	expect(json).toEqual([webhook]);
});
