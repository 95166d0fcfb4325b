import '../../../quickWaits.mts';
import { DONE, operation, refuses, silent } from '../../../api.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesRetryOnFail,
	takesAddresses,
	type Sample,
} from '../../suites.mts';
import { emailOf } from './senders.mts';

const add = operation('sender', 'add');
const sample: Sample = {
	operation: add,
	parameters: { email: ' sender@example.com ', name: ' Ann & Söhne ' },
	request: {
		method: 'POST',
		path: '/senders',
		body: { email: 'sender@example.com', name: 'Ann & Söhne' },
	},
	answer: DONE,
	output: [{ success: true, email: 'sender@example.com', name: 'Ann & Söhne' }],
};

givesWhatItShould(sample);
takesAddresses(sample);
previews(sample);
refusesRetryOnFail(sample, 'Add');
doesNotRepeat(sample);
goesOnAfterFailures(sample, {
	name: 'email',
	values: { good: 'sender@example.com', wrong: 'sender', refused: 'known@example.com' },
	isRefused: (request) => emailOf(request) === 'known@example.com',
	refusal: refuses(422, 902, 'Email already in use'),
	texts: {
		wrong: "'Email' is not an e-mail address: 'sender'. Correct it or leave this item out.",
		refused:
			'The address is in use already. Use another address. SendPulse says: Email already in use (code 902).',
	},
});
explainsRefusals(sample, [
	[422, 902, 'Email already in use', 'The address is in use already. Use another address.'],
	[422, 904, 'This email in blacklist', 'The address is blacklisted. Use another address.'],
	[
		422,
		905,
		'Sender address quota reached',
		'The account has as many senders as it may have. Delete a sender, or upgrade the plan.',
	],
	[
		422,
		97,
		'Invalid email address type',
		'This kind of e-mail address is not allowed (free e-mail service). Use an address of your own domain.',
	],
	[
		422,
		20,
		'Using free email services',
		'Addresses of free e-mail services are not allowed here. Use an address of your own domain.',
	],
	[422, 901, 'Sender name not specified', "The sender's name is missing. Enter a name."],
	[422, 1005, 'Error sending confirmation', 'The confirmation could not be sent. Try again later.'],
]);

test.each(['', '  ', null])('refuses %j as name before anything is sent', async (wrong) => {
	const api = silent();
	const { error } = await add.run(
		{ email: 'sender@example.com', name: '={{ $json.name }}' },
		{ items: [{ name: 'Ann' }, { name: wrong }] },
	);
	expect(error?.message).toBe("Item 2: 'Name' is empty. Fill it in. Nothing was sent.");
	expect(api.requests).toEqual([]);
});
