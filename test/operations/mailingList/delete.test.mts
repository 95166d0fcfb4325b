import '../../quickWaits.mts';
import { answering, DONE, operation, refuses } from '../../api.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	previews,
	repeatsWhatIsUnclear,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../suites.mts';

const remove = operation('mailingList', 'delete');
const sample: Sample = {
	operation: remove,
	parameters: { mailingListId: LIST },
	request: { method: 'DELETE', path: `/addressbooks/${LIST}` },
	answer: DONE,
	output: [{ deleted: true, mailingListId: LIST }],
};

givesWhatItShould(sample);
takesListInAnyForm(sample);
goesOnAfterFailures(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	BOOK_NOT_FOUND,
	[
		422,
		422,
		'The address book has active campaign',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

test('"not found" after an unclear attempt means that it had worked', async () => {
	const api = answering({ status: 504, body: '' }, refuses(404, 213, 'Book not found'));
	const { json, error } = await remove.run(sample.parameters);
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([sample.request, sample.request]);
	expect(json).toEqual(sample.output);
});

test('an answer that says false is a refusal', async () => {
	const api = answering({ status: 200, body: { result: false } });
	const { error } = await remove.run(sample.parameters);
	expect(error?.message).toBe('SendPulse refused the request. (SendPulse: status 200.)');
	expect(api.requests).toEqual([sample.request]);
});

test('stops at the first refusal and says what was done by then', async () => {
	const api = answering(DONE, refuses(404, 213, 'Book not found'));
	const { error } = await remove.run(
		{ mailingListId: '={{ $json.id }}' },
		{ items: [{ id: 1 }, { id: 2 }, { id: 3 }] },
	);
	expect(error?.message).toBe(
		'Item 2: There is no such mailing list. Pick the mailing list again, or check its ID. SendPulse says: Book not found (code 213). By then 1 of 3 mailing lists had been deleted.',
	);
	expect(error?.context?.itemIndex).toBe(1);
	expect(api.requests.map(({ path }) => path)).toEqual(['/addressbooks/1', '/addressbooks/2']);
});
