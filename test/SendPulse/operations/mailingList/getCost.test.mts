import { answering, operation, says } from '../../../api.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const getCost = operation('mailingList', 'getCost');
const cost = {
	cur: 'USD',
	sent_emails_qty: 16,
	overdraftAllEmailsPrice: 0,
	addressesDeltaFromBalance: 0,
	addressesDeltaFromTariff: 16,
	max_emails_per_task: 500,
	result: true,
};
const sample: Sample = {
	operation: getCost,
	parameters: { mailingListId: LIST },
	request: { method: 'GET', path: `/addressbooks/${LIST}/cost` },
	answer: says(cost),
	output: [cost],
};

givesWhatItShould(sample);
takesListInAnyForm(sample);
goesOnAfterFailures(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	BOOK_NOT_FOUND,
	[422, 211, 'Addressbook is empty', 'The mailing list is empty. Add contacts first.'],
	[
		422,
		422,
		'Your tariff plan ended',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

test('false means here that there is not enough money, which is an answer', async () => {
	const tooDear = { ...cost, overdraftAllEmailsPrice: 12.5, result: false };
	answering(says(tooDear));
	const { json, error } = await getCost.run(sample.parameters);
	expect(error).toBeUndefined();
	expect(json).toEqual([tooDear]);
});
