import { listing } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
import { get } from '../../product';

/** SMTP service API, "Get a list of senders", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many senders',
		description: 'Get many addresses that the SMTP service may send from',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/smtp/senders`,
	paged: false,
	identify: ({ email }) => email,
	records: (body) => (elementsOf(body) as string[]).map((email) => ({ email })),
});
