import { listing } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { get } from '../../product';

/** OpenAPI, Edu: GET /schools, all at once; described as one, and called a list. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many schools',
		description: 'Get many schools of the account',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/schools`,
	paged: false,
	identify: ({ id }) => id,
	records: (body) => asRecords(elementsOf(body)),
});
