import '../../../quickWaits.mts';
import { answering, operation, says } from '../../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	repeatsWhatIsUnclear,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const getTeam = operation('account', 'getTeam');
const member = {
	is_active: true,
	lang: 'en:English',
	locale: 'Europe/Berlin',
	currency: 'EUR',
	country: 'DE',
};
const team = [
	{
		...member,
		id: 7043663,
		firstname: 'john',
		lastname: 'harrington',
		email: 'john.harrington@example.com',
		group_id: null,
		avatar: 'https://example.com/avatars/test-user-1.png',
		phone: 380671112233,
	},
	{
		...member,
		id: 8802086,
		firstname: 'amelia',
		lastname: 'rowe',
		email: 'amelia.rowe@example.org',
		group_id: 6,
		avatar: null,
		phone: 499876543210,
	},
];
const sample: Sample = {
	operation: getTeam,
	parameters: {},
	request: { method: 'GET', path: '/user/invited-users-list' },
	answer: says(team),
	output: team,
};

givesWhatItShould(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	[403, 403, 'Forbidden', 'Access is not allowed. Check what the API key or the account may do.'],
]);

test('nobody invited gives no items', async () => {
	answering(says([]));
	const { items, error } = await getTeam.run({});
	expect([items, error]).toEqual([[], undefined]);
});
