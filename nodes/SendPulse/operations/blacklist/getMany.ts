import { listing } from '../../../engine/run/operation';
import { blacklistedIn } from '../../fields/blacklisted';
import { get } from '../../product';

/** Bulk Email Service API, "Get a list of contacts in blacklist", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many blacklisted addresses',
		description: 'Get many addresses of the blacklist',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/blacklist`,
	paged: false,
	identify: ({ email }) => email,
	records: (body) => blacklistedIn(body).map((email) => ({ email })),
});
