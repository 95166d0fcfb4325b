import { listing } from '../../../engine/operation';
import { get } from '../../../engine/request';
import { listOfBot } from '../../../fields/chatbot/list';

/** Chatbot services' APIs, GET /variables. */
export const getVariables = listing({
	...listOfBot(get`/variables`),
	option: {
		name: 'Get Variables',
		value: 'getVariables',
		action: 'Get the variables of a bot',
		description: 'Get the variables of a bot and of its contacts, with their types',
	},
});
