import { read } from '../../../engine/run/operation';
import { get } from '../../product';
import { oneWebsite } from '../website/website';

/** Web Push API, "Get a total number of website subscribers". */
export const count = read({
	option: {
		name: 'Count',
		value: 'count',
		action: 'Count subscribers',
		description: 'Get the number of all subscribers of a website, whatever their status',
	},
	...oneWebsite,
	request: ({ websiteId }) => get`/websites/${websiteId}/subscriptions/total`,
});
