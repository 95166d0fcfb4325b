import { saysResult } from '../../../engine/api/confirmed';
import { sameAddress } from '../../../engine/parameters/email';
import { write } from '../../../engine/run/operation';
import { removed } from '../../../engine/run/outcome';
import { senderEmail } from '../../fields/senderEmail';
import { del } from '../../product';

/** Bulk Email Service API, "Delete a sender". */
export const remove = write({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a sender',
		description: 'Delete a sender of the account',
	},
	fields: [{ ...senderEmail, required: true, description: 'The sender to delete' }],
	prepare: (item) => ({ email: item.email('senderEmail') }),
	repeatable: true,
	// Service REST API, "Error codes": there is no such sender.
	nothingFound: ({ code }) => code === 704 || code === 1003,
	concerns: ({ email }) => sameAddress(email),
	confirmed: saysResult,
	request: (input) => ({ ...del`/senders`, body: input }),
	output: (body, input) => removed(body, input),
	counts: { noun: 'senders', done: 'deleted' },
});
