import { listing } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
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
	records: (body) => (elementsOf(body) as string[]).map((email) => ({ email })),
});
