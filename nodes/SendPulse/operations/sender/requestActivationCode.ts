import { saysResult } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { senderEmail } from '../../../fields/senderEmail';
import { get } from '../../product';

/** Bulk Email Service API, "Get an activation code to the sender's email address". */
export const requestActivationCode = write({
	option: {
		name: 'Request Activation Code',
		value: 'requestActivationCode',
		action: 'Request the activation code of a sender',
		description: "Have SendPulse mail an activation code to the sender's address",
	},
	fields: [
		{ ...senderEmail, required: true, description: 'The sender that has not been activated yet' },
	],
	prepare: (item) => ({ email: item.email('senderEmail') }),
	// It is a GET, and mails something all the same.
	repeatable: false,
	confirmed: saysResult,
	request: ({ email }) => get`/senders/${email}/code`,
	output: (_, input) => succeeded(input),
	counts: { noun: 'codes', done: 'requested' },
});
