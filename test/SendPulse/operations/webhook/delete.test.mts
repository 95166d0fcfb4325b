import '../../../quickWaits.mts';
import { operation, refuses } from '../../../api.mts';
import {
	explainsRefusals,
	findsItGone,
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

describe.each([
	['with a code', refuses(404, 404, 'Not found')],
	['in an envelope', { status: 404, body: { success: false, message: 'Not found' } }],
])('"not found" %s', (_, answer) => {
	findsItGone(sample, answer);
});
