import { read } from '../../../engine/run/operation';
import { get } from '../../product';

/** SMTP service API, "Get total number of bounces". */
export const count = read({
	option: {
		name: 'Count',
		value: 'count',
		action: 'Count the bounces',
		description: 'Get the number of bounces of the last 24 hours',
	},
	fields: [],
	prepare: () => ({}),
	request: () => get`/smtp/bounces/day/total`,
});
