import '../../../quickWaits.mts';
import { DONE, operation, refuses } from '../../../api.mts';
import { sharesRequests } from '../../batches.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	findsItGone,
	goesOnAfterFailures,
	LIST,
	previews,
	repeatsWhatIsUnclear,
	takesAddresses,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

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

takesListInAnyForm(sample);
takesAddresses(sample);
goesOnAfterFailures(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [BOOK_NOT_FOUND]);
findsItGone(sample, refuses(422, 303, 'No emails'), { found: false });
sharesRequests({
	operation: remove,
	parameters: {},
	counts: 'addresses handed over to be deleted',
	unsaid: 'SendPulse does not say which of them were in the list.',
	output: (email, mailingListId) => ({ deleted: true, mailingListId, email }),
});
