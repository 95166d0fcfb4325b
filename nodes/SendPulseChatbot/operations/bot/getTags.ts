import { listing } from '../../../engine/run/operation';
import { listOfBot } from '../../fields/list';
import { get } from '../../product';

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
