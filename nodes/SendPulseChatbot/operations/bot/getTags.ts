import { listing } from '../../../engine/operation';
import { get } from '../../../engine/request';
import { listOfBot } from '../../../fields/chatbot/list';

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
