import { listing } from '../../../engine/run/operation';
import { tagsIn } from '../../fields/tags';
import { get } from '../../product';

/** OpenAPI, bulk e-mail: GET /tags, all at once. */
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
	records: tagsIn,
});
