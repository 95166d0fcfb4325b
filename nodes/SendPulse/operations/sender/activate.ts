import type { INodeProperties } from 'n8n-workflow';
import { succeeded } from '../../../engine/run/outcome';
import { change } from '../../../engine/run/thing';
import { post } from '../../product';
import { oneSender } from './sender';

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
export const activate = change(oneSender('The sender to activate'), {
	option: {
		name: 'Activate',
		value: 'activate',
		action: 'Activate a sender',
		description: 'Activate a sender with the code that SendPulse mailed to it',
	},
	fields: [activationCode],
	says: (item) => ({ code: item.text('code') }),
	request: ({ email, code }) => ({ ...post`/senders/${email}/code`, body: { code } }),
	output: (_, { email }) => succeeded({ email }),
	repeatable: false,
	done: 'activated',
});
