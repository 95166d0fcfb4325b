import { listing } from '../../../engine/run/operation';
import { get } from '../../product';

/** Pop-Ups API, "Get a list of projects". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many projects',
		description: 'Get many projects, with the code that each needs in its website',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/widgets/list`,
	identify: ({ id }) => id,
});
