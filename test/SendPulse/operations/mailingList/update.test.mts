import '../../../quickWaits.mts';
import { answeringSlowly, DONE, operation, silent } from '../../../api.mts';
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
} from '../../suites.mts';

const update = operation('mailingList', 'update');
const sample: Sample = {
	operation: update,
	parameters: { mailingListId: LIST, name: 'New Name' },
	request: { method: 'PUT', path: `/addressbooks/${LIST}`, body: { name: 'New Name' } },
	answer: DONE,
	output: [{ success: true, mailingListId: LIST, name: 'New Name' }],
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
		203,
		'Name already in use',
		'A mailing list with this name exists already. Choose another name.',
	],
	[
		422,
		422,
		'Argument name must be string',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

test('refuses an empty name before anything is sent', async () => {
	const api = silent();
	const { error } = await update.run(
		{ mailingListId: LIST, name: '={{ $json.name }}' },
		{ items: [{ name: 'x' }, { name: ' ' }] },
	);
	expect(error?.message).toBe("Item 2: 'Name' is empty. Fill it in. Nothing was sent.");
	expect(api.requests).toEqual([]);
});

test('renames in the order of the input', async () => {
	const api = answeringSlowly(DONE);
	await update.run(
		{ mailingListId: LIST, name: '={{ $json.name }}' },
		{ items: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
	);
	expect(api.requests.map(({ body }) => body)).toEqual([
		{ name: 'a' },
		{ name: 'b' },
		{ name: 'c' },
	]);
	expect(api.mostAtOnce).toBe(1);
});
