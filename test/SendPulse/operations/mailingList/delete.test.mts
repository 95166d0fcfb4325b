import '../../../quickWaits.mts';
import { answering, DONE, operation, refuses } from '../../../api.mts';
import {
	explainsRefusals,
	findsItGone,
	goesOnAfterFailures,
	LIST,
	previews,
	repeatsWhatIsUnclear,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const remove = operation('mailingList', 'delete');
const RUNNING = 'The address book has active campaign';
const RUNNING_TEXT = 'A value was not accepted. Correct the value that SendPulse names.';
const sample: Sample = {
	operation: remove,
	parameters: { mailingListId: LIST },
	request: { method: 'DELETE', path: `/addressbooks/${LIST}` },
	answer: DONE,
	output: [{ deleted: true, mailingListId: LIST }],
};

takesListInAnyForm(sample);
goesOnAfterFailures(sample, {
	name: 'mailingListId',
	values: { good: LIST, wrong: 'abc', refused: 7 },
	isRefused: ({ path }) => path.endsWith('/7'),
	refusal: refuses(422, 422, RUNNING),
	texts: {
		wrong: "'Mailing List' has to be an ID, a whole number like 123456, not 'abc'.",
		refused: `${RUNNING_TEXT} SendPulse says: ${RUNNING} (code 422).`,
	},
});
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [[422, 422, RUNNING, RUNNING_TEXT]]);
findsItGone(sample, refuses(404, 213, 'Book not found'), { found: false });

test('an answer that says false is a refusal', async () => {
	const api = answering({ status: 200, body: { result: false } });
	const { error } = await remove.run(sample.parameters);
	expect(error?.message).toBe('SendPulse refused the request. (SendPulse: status 200.)');
	expect(api.requests).toEqual([sample.request]);
});

test('stops at the first refusal and says what was done by then', async () => {
	const api = answering(DONE, refuses(422, 422, RUNNING));
	const { error } = await remove.run(
		{ mailingListId: '={{ $json.id }}' },
		{ items: [{ id: 1 }, { id: 2 }, { id: 3 }] },
	);
	expect(error?.message).toBe(
		`Item 2: ${RUNNING_TEXT} SendPulse says: ${RUNNING} (code 422). By then 1 of 3 mailing lists had been deleted.`,
	);
	expect(api.requests.map(({ path }) => path)).toEqual(['/addressbooks/1', '/addressbooks/2']);
});
