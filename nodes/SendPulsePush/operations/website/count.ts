import { read } from '../../../engine/run/operation';
import { get } from '../../product';

/** Web Push API, "Get total number of websites". */
export const count = read({
	option: {
		name: 'Count',
		value: 'count',
		action: 'Count websites',
		description: 'Get the number of websites',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/websites/total`,
});
