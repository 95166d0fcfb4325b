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

const getMany = operation('blacklist', 'getMany');
const sample: Sample = {
	operation: getMany,
	parameters: {},
	request: { method: 'GET', path: '/blacklist' },
	answer: says(['JohnDoe@test.com', 'JaneDoe@test.com']),
	output: [{ email: 'JohnDoe@test.com' }, { email: 'JaneDoe@test.com' }],
};

givesWhatItShould(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	[403, 403, 'Forbidden', 'Access is not allowed. Check what the API key or the account may do.'],
]);
listsAll({
	operation: getMany,
	path: '/blacklist',
	record: (number) => ({ email: `c${number}@example.com` }),
	answerWith: (records) => says(records.map(({ email }) => email)),
});

test('takes a list that PHP wrote as an object', async () => {
	answering(says({ 0: 'a@example.com', 4: 'b@example.com' }));
	const { json } = await getMany.run({});
	expect(json).toEqual([{ email: 'a@example.com' }, { email: 'b@example.com' }]);
});
