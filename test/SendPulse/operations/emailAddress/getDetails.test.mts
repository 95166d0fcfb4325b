import '../../../quickWaits.mts';
import { answering, operation, refuses, says } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	repeatsWhatIsUnclear,
	takesAddresses,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const getDetails = operation('emailAddress', 'getDetails');
const details = [
	{ list_name: 'test1', list_id: 1375516, add_date: '2017-11-21 11:45:41', source: 'panel' },
	{ list_name: 'subscriptions', list_id: 1649207, add_date: '2018-04-02 13:55:38', source: 'form' },
];
const sample: Sample = {
	operation: getDetails,
	parameters: { email: 'test@gmail.com' },
	request: { method: 'GET', path: '/emails/test%40gmail.com/details' },
	answer: says(details),
	output: details.map((row) => ({ email: 'test@gmail.com', mailingListId: row.list_id, ...row })),
};

givesWhatItShould(sample);
takesAddresses(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
goesOnAfterFailures(sample, {
	name: 'email',
	values: { good: 'test@gmail.com', wrong: 'test', refused: 'nobody@gmail.com' },
	isRefused: ({ path }) => path.includes('nobody'),
	refusal: refuses(404, 17, 'Email not found'),
	texts: {
		wrong: "'Email' is not an e-mail address: 'test'. Correct it or leave this item out.",
		refused:
			'The e-mail address is not valid or not known. Check the spelling of the address. SendPulse says: Email not found (code 17).',
	},
});
explainsRefusals(sample, [
	[
		422,
		422,
		'Argument email is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

test('gives no item for an address that is in no list', async () => {
	answering(says([]));
	const { items, error } = await getDetails.run(sample.parameters);
	expect([items, error]).toEqual([[], undefined]);
});
