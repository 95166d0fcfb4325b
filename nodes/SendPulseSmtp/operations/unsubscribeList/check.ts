import { read } from '../../../engine/run/operation';
import { isUnsubscribed, searchRequest } from '../../../fields/unsubscribed';
import { address, readEntry } from './entries';

/** SMTP service API, "Search an email in the unsubscribe list". */
export const check = read({
	option: {
		name: 'Check',
		value: 'check',
		action: 'Check whether an address is on the unsubscribe list',
		description: 'Get whether an address is on the unsubscribe list',
	},
	fields: [address],
	prepare: readEntry,
	request: ({ email }) => searchRequest(email),
	output: (body, { email }) => ({ email, unsubscribed: isUnsubscribed(body) }),
});
