import '../../../quickWaits.mts';
import { operation, refuses, says } from '../../../api.mts';
import {
	explainsRefusals,
	findsItGone,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	repeatsWhatIsUnclear,
	takesIdInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { failsInsideTheEnvelope, NO_PRO_PLAN, QUEUE_ID, QUEUED } from './envelope.mts';

const remove = operation('tag', 'delete');
const ID = 2506;
const sample: Sample = {
	operation: remove,
	parameters: { tagId: ID },
	request: { method: 'DELETE', path: `/tags/${ID}` },
	answer: QUEUED,
	output: [{ queued: true, tagId: ID, queueId: QUEUE_ID }],
};
const notThere = { success: false, failure: true, http_code: 404, description: 'Tag not found' };

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
	refusal: says(notThere),
	texts: {
		wrong: "'Tag' has to be an ID, a whole number like 123456, not 'VIP'.",
		refused:
			'SendPulse does not know this record. Check the ID. SendPulse says: Tag not found (status 404).',
	},
});

describe.each([
	['with status 404', refuses(404, 404, 'Not found')],
	['in the envelope', says(notThere)],
])('"not found" %s', (_, answer) => {
	findsItGone({ ...sample, output: [{ ...sample.output[0], queueId: null }] }, answer);
});
