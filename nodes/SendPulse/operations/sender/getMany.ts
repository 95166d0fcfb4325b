import { listing } from '../../../engine/run/operation';
import { get } from '../../product';

/** Bulk Email Service API, "Get a list of all senders", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many senders',
		description: 'Get many senders of the account, with their status',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/senders`,
	paged: false,
	identify: ({ email }) => email,
});
