import type { INodeProperties } from 'n8n-workflow';
import { saysResult } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { senderEmail } from '../../fields/senderEmail';
import { post } from '../../product';

const activationCode: INodeProperties = {
	displayName: 'Code',
	name: 'code',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 50405325fdbb31e79759e7b8ae305ef75',
	description: 'The activation code from the e-mail that SendPulse sent',
};

/** Bulk Email Service API, "Activate a sender". */
export const activate = write({
	option: {
		name: 'Activate',
		value: 'activate',
		action: 'Activate a sender',
		description: 'Activate a sender with the code that SendPulse mailed to it',
	},
	fields: [
		{ ...senderEmail, required: true, description: 'The sender to activate' },
		activationCode,
	],
	prepare: (item) => ({ email: item.email('senderEmail'), code: item.text('code') }),
	repeatable: false,
	confirmed: saysResult,
	request: ({ email, code }) => ({ ...post`/senders/${email}/code`, body: { code } }),
	output: (_, { email }) => succeeded({ email }),
	counts: { noun: 'senders', done: 'activated' },
});
