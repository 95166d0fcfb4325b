import { listing } from '../../../engine/run/operation';
import { get } from '../../../engine/api/request';
import { listOfBot } from '../../fields/list';

/** Chatbot services' APIs, GET /tags. */
export const getTags = listing({
	...listOfBot(get`/tags`),
	option: {
		name: 'Get Tags',
		value: 'getTags',
		action: 'Get the tags of a bot',
		description: 'Get the tags of a bot, with the number of contacts that have them',
	},
});
