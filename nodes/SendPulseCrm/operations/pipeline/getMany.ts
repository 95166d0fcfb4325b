import { listing } from '../../../engine/run/operation';
import { get } from '../../product';

/** CRM API, "Get a list of pipelines": an array of all of them, though one object is drawn there. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many pipelines',
		description: 'Get many pipelines, with their stages',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/pipelines`,
	paged: false,
	identify: ({ id }) => id,
});
