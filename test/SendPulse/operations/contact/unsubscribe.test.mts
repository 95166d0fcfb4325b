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

takesListInAnyForm(sample);
takesAddresses(sample);
goesOnAfterFailures(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [BOOK_NOT_FOUND]);
findsItGone(sample, refuses(422, 422, 'Active emails not found'), { changed: false });
sharesRequests({
	operation: unsubscribe,
	parameters: {},
	counts: 'addresses handed over to be unsubscribed',
	unsaid: 'SendPulse does not say which of them were active in the list.',
	output: (email, mailingListId) => ({ success: true, mailingListId, email }),
});
