import '../../../quickWaits.mts';
import { answeringBy, DONE, operation, refuses } from '../../../api.mts';
import {
	explainsRefusals,
	findsItGone,
	goesOnAfterFailures,
	previews,
	repeatsWhatIsUnclear,
	takesAddresses,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const remove = operation('emailAddress', 'delete');
const sample: Sample = {
	operation: remove,
	parameters: { email: 'user@example.com' },
	request: { method: 'DELETE', path: '/emails/user%40example.com' },
	answer: DONE,
	output: [{ deleted: true, email: 'user@example.com' }],
};
const forbidden = 'Access is not allowed. Check what the API key or the account may do.';

takesAddresses(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	[
		422,
		422,
		'Argument email is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);
goesOnAfterFailures(sample, {
	name: 'email',
	values: { good: 'user@example.com', wrong: 'user', refused: 'nobody@example.com' },
	isRefused: ({ path }) => path.includes('nobody'),
	refusal: refuses(403, 403, 'Forbidden'),
	texts: {
		wrong: "'Email' is not an e-mail address: 'user'. Correct it or leave this item out.",
		refused: `${forbidden} SendPulse says: Forbidden (code 403).`,
	},
});

findsItGone(sample, refuses(404, 17, 'Email not found'), { found: false });
describe('without a code of its own', () => {
	findsItGone(sample, refuses(404, 404, 'Not found'));
});

test('stops at the first refusal and says what was done by then', async () => {
	const api = answeringBy(({ path }) =>
		path.includes('nobody') ? refuses(403, 403, 'Forbidden') : DONE,
	);
	const { error } = await remove.run(
		{ email: '={{ $json.email }}' },
		{ items: [{ email: 'ann@example.com' }, { email: 'nobody@example.com' }] },
	);
	expect(error?.message).toBe(
		`Item 2: ${forbidden} SendPulse says: Forbidden (code 403). By then 1 of 2 addresses had been deleted.`,
	);
	expect(api.requests.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
});
