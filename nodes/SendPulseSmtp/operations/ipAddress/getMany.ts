import { listing } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
import { get } from '../../product';

/** SMTP service API, "Get a list of IP addresses", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many IP addresses',
		description: 'Get many IP addresses from which the SMTP service sends for the account',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/smtp/ips`,
	paged: false,
	identify: ({ ip }) => ip,
	records: (body) => (elementsOf(body) as string[]).map((ip) => ({ ip })),
});
