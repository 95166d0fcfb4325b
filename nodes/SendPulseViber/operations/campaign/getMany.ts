import { listing } from '../../../engine/run/operation';
import { get } from '../../product';

/** Viber API, "Get a list of campaigns". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many campaigns',
		description: 'Get many Viber campaigns, with their content and status',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/viber/task`,
	identify: ({ id }) => id,
});
