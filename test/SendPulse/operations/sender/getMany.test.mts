import '../../../quickWaits.mts';
import { answering, operation, says } from '../../../api.mts';
import { listsAll } from '../../listing.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const getMany = operation('sender', 'getMany');
const senders = [
	{ email: 'user1@example.com', name: 'user1', status: 'Active', is_allowed_for_smtp: true },
	{ email: 'user2@example.com', name: 'user2', status: 'Not active', is_allowed_for_smtp: false },
];
const sample: Sample = {
	operation: getMany,
	parameters: {},
	request: { method: 'GET', path: '/senders' },
	answer: says(senders),
	output: senders,
};

givesWhatItShould(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	[403, 403, 'Forbidden', 'Access is not allowed. Check what the API key or the account may do.'],
]);
listsAll({
	operation: getMany,
	path: '/senders',
	record: (number) => ({ email: `user${number}@example.com`, name: `user${number}` }),
	answerWith: says,
});

test('leaves the values as SendPulse gives them', async () => {
	const [sender] = senders;
	answering(says([{ ...sender, is_allowed_for_smtp: 1 }]));
	const { json } = await getMany.run({});
	expect(json).toEqual([{ ...sender, is_allowed_for_smtp: 1 }]);
});
