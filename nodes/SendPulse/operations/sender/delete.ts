import { removal } from '../../../engine/run/thing';
import { del } from '../../product';
import { oneSender } from './sender';

/** Bulk Email Service API, "Delete a sender". */
export const remove = removal(oneSender('The sender to delete'), {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a sender',
		description: 'Delete a sender of the account',
	},
	request: (sender) => ({ ...del`/senders`, body: sender }),
	// Service REST API, "Error codes": there is no such sender.
	nothingFound: ({ code }) => code === 704 || code === 1003,
});
