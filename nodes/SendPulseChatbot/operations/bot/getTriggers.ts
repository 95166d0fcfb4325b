import { listing } from '../../../engine/operation';
import { get } from '../../../engine/request';
import { listOfBot } from '../../../fields/chatbot/list';
import { ACTIVITY, withStatusName } from '../../../fields/statuses';

/** Chatbot services' APIs, GET /triggers. */
export const getTriggers = listing({
	...listOfBot(get`/triggers`),
	option: {
		name: 'Get Triggers',
		value: 'getTriggers',
		action: 'Get the triggers of a bot',
		description: 'Get what starts the flows of a bot: keywords, subscriptions and more',
	},
	output: (record) => withStatusName(record, ACTIVITY),
});
