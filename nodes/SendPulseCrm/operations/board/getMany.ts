import { listing } from '../../../engine/run/operation';
import { recordsIn } from '../../fields/records';
import { get } from '../../product';

/** CRM API, "Get boards", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many boards',
		description: 'Get many task boards, with their stages',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/boards`,
	paged: false,
	identify: ({ id }) => id,
	records: recordsIn,
});
