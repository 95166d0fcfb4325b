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

const remove = operation('contact', 'delete');
const sample: Sample = {
	operation: remove,
	parameters: { mailingListId: LIST, email: 'test1@test.com' },
	request: {
		method: 'DELETE',
		path: `/addressbooks/${LIST}/emails`,
		body: { emails: ['test1@test.com'] },
	},
	answer: DONE,
	output: [{ deleted: true, mailingListId: LIST, email: 'test1@test.com' }],
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
		303,
		'No emails',
		'The mailing list has none of these addresses. Check the addresses and the mailing list.',
	],
]);
sharesRequests({
	operation: remove,
	parameters: {},
	counts: 'contacts deleted',
	output: (email, mailingListId) => ({ deleted: true, mailingListId, email }),
});

test('"none of these addresses" after an unclear attempt means that it had worked', async () => {
	const api = answering({ status: 503, body: '' }, refuses(422, 303, 'No emails'));
	const { json, error } = await remove.run(sample.parameters);
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([sample.request, sample.request]);
	expect(json).toEqual(sample.output);
});
