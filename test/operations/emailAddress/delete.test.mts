import '../../quickWaits.mts';
import { answering, answeringBy, DONE, operation, refuses } from '../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	repeatsWhatIsUnclear,
	takesAddresses,
	worksWithRetryOnFail,
	type Sample,
} from '../suites.mts';

const remove = operation('emailAddress', 'delete');
const sample: Sample = {
	operation: remove,
	parameters: { email: 'user@example.com' },
	request: { method: 'DELETE', path: '/emails/user%40example.com' },
	answer: DONE,
	output: [{ deleted: true, email: 'user@example.com' }],
};
const unknown = 'The e-mail address is not valid or not known. Check the spelling of the address.';

givesWhatItShould(sample);
takesAddresses(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	[404, 17, 'Email not found', unknown],
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
	refusal: refuses(404, 17, 'Email not found'),
	texts: {
		wrong: "'Email' is not an e-mail address: 'user'. Correct it or leave this item out.",
		refused: `${unknown} SendPulse says: Email not found (code 17).`,
	},
});

test.each<[number, number]>([
	[404, 404],
	[422, 502],
	[422, 17],
])(
	'"not found" (status %i, code %i) after an unclear attempt means that it had worked',
	async (status, code) => {
		const api = answering({ status: 504, body: '' }, refuses(status, code, 'Not found'));
		const { json, error } = await remove.run(sample.parameters);
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([sample.request, sample.request]);
		expect(json).toEqual(sample.output);
	},
);

test('another refusal after an unclear attempt is a refusal', async () => {
	answering({ status: 504, body: '' }, refuses(403, 3030303030, 'Access denied!'));
	const { error } = await remove.run(sample.parameters);
	expect(error?.message).toContain('The pricing plan does not include this.');
});

test('stops at the first refusal and says what was done by then', async () => {
	const api = answeringBy(({ path }) =>
		path.includes('nobody') ? refuses(404, 17, 'Email not found') : DONE,
	);
	const { error } = await remove.run(
		{ email: '={{ $json.email }}' },
		{ items: [{ email: 'ann@example.com' }, { email: 'nobody@example.com' }] },
	);
	expect(error?.message).toBe(
		`Item 2: ${unknown} SendPulse says: Email not found (code 17). By then 1 of 2 addresses had been deleted.`,
	);
	expect(api.requests.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
});
