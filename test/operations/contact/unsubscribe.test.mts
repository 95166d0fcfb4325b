import '../../quickWaits.mts';
import { answering, DONE, operation, refuses } from '../../api.mts';
import { sharesRequests } from '../batches.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	previews,
	repeatsWhatIsUnclear,
	takesAddresses,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../suites.mts';

const unsubscribe = operation('contact', 'unsubscribe');
const sample: Sample = {
	operation: unsubscribe,
	parameters: { mailingListId: LIST, email: 'user@example.com' },
	request: {
		method: 'POST',
		path: `/addressbooks/${LIST}/emails/unsubscribe`,
		body: { emails: ['user@example.com'] },
	},
	answer: DONE,
	output: [{ success: true, mailingListId: LIST, email: 'user@example.com' }],
};

givesWhatItShould(sample);
takesListInAnyForm(sample);
takesAddresses(sample);
goesOnAfterFailures(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	BOOK_NOT_FOUND,
	[
		422,
		422,
		'Active emails not found',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);
sharesRequests({
	operation: unsubscribe,
	parameters: {},
	counts: 'contacts unsubscribed',
	output: (email, mailingListId) => ({ success: true, mailingListId, email }),
});

test('"no active address" after an unclear attempt means that it had worked', async () => {
	const api = answering(
		{ status: 500, body: { message: 'Internal error' } },
		refuses(422, 422, 'Active emails not found'),
	);
	const { json, error } = await unsubscribe.run(sample.parameters);
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([sample.request, sample.request]);
	expect(json).toEqual(sample.output);
});
