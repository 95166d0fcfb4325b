import { listing } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { get } from '../../product';

/** OpenAPI, Edu: GET /tags, all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many tags',
		description: 'Get many tags of the account',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/tags`,
	paged: false,
	identify: ({ id }) => id,
	records: (body) => asRecords(elementsOf(body)),
});
