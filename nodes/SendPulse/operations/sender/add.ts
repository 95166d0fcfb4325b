import { saysResult } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { email } from '../../../fields/email';
import { post } from '../../product';

/** Bulk Email Service API, "Add a sender". */
export const add = write({
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add a sender',
		description: 'Add an address to send from. SendPulse mails an activation code to it.',
	},
	fields: [
		{ ...email, description: 'The address to send from' },
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Ann from the Flower Shop',
			description: 'The name that readers see as sender',
		},
	],
	prepare: (item) => ({ email: item.email('email'), name: item.text('name') }),
	// It mails an activation code.
	repeatable: false,
	confirmed: saysResult,
	request: (input) => ({ ...post`/senders`, body: input }),
	output: (_, input) => succeeded(input),
	counts: { noun: 'senders', done: 'added' },
});
