import { listing } from '../../../engine/run/operation';
import { get } from '../../product';

/** Viber API, "Get a list of sender names", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many sender names',
		description: 'Get many sender names, with the countries and the status of each',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/viber/senders`,
	paged: false,
	identify: ({ id }) => id,
});
