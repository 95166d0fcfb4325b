import { listing } from '../../../engine/run/operation';
import { recordsIn } from '../../fields/records';
import { get } from '../../product';

/** CRM API, "Get list of invited users", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many team members',
		description: 'Get many members of the team, who can be responsible for contacts and deals',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/users`,
	paged: false,
	identify: ({ id }) => id,
	records: recordsIn,
});
