import '../../../quickWaits.mts';
import { answering, operation, says } from '../../../api.mts';
import { explainsRefusals, givesWhatItShould, type Sample } from '../../suites.mts';
import { looksUp } from './lookUps.mts';

const get = operation('emailAddress', 'get');
const email = 'test@gmail.com';
const name = { name: 'Name', type: 'string', value: 'Alona' };
const sample: Sample = {
	operation: get,
	parameters: { email },
	request: { method: 'GET', path: '/emails/test%40gmail.com' },
	answer: says([
		{ book_id: 154441, email, status: 0, status_explain: 'New', variables: [] },
		{ book_id: 422325, email, status: 1, status_explain: 'Active', variables: [name] },
	]),
	output: [
		{
			email,
			mailingLists: [
				{ mailingListId: 154441, book_id: 154441, status: 0, statusName: 'New', variables: {} },
				{
					mailingListId: 422325,
					book_id: 422325,
					status: 1,
					statusName: 'Active',
					variables: { Name: 'Alona' },
				},
			],
		},
	],
};

givesWhatItShould(sample);
explainsRefusals(sample, [
	[
		422,
		422,
		'Argument email is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
	[
		422,
		906,
		'Email address syntax error',
		'The e-mail address is not written correctly. Check the spelling of the address.',
	],
]);
looksUp({
	...sample,
	email,
	pathOf: (encoded) => `/emails/${encoded}`,
	manyPath: '/emails',
	// The address of the sample is in two lists, every other one in one.
	part: (one) => [
		...(one === email ? [{ book_id: 154441, status: 0, variables: [] }] : []),
		{ book_id: 422325, status: 1, variables: [one === email ? name : { ...name, value: one }] },
	],
	found: (one) =>
		one === email
			? sample.output[0]
			: {
					email: one,
					mailingLists: [
						{
							mailingListId: 422325,
							book_id: 422325,
							status: 1,
							statusName: 'Active',
							variables: { Name: one },
						},
					],
				},
	unknown: (one) => ({ email: one, mailingLists: [] }),
});

test('takes a list that PHP wrote as an object', async () => {
	answering(says({ 1: { book_id: 1, status: 4 }, 3: { book_id: 3, status: 9 } }));
	const { json } = await get.run({ email });
	expect(json).toEqual([
		{
			email,
			mailingLists: [
				{ mailingListId: 1, book_id: 1, status: 4, statusName: 'Unsubscribed' },
				{ mailingListId: 3, book_id: 3, status: 9, statusName: 'Sending error' },
			],
		},
	]);
});
