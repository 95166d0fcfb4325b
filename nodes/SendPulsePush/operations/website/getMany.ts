import { listing } from '../../../engine/run/operation';
import { get } from '../../product';

/** Web Push API, "Get a list of websites". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many websites',
		description: 'Get many websites, with the date on which each was added',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/websites`,
	identify: ({ id }) => id,
});
