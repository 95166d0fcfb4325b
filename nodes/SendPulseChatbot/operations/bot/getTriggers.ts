import { listing } from '../../../engine/run/operation';
import { listOfBot } from '../../fields/list';
import { ACTIVITY } from '../../fields/activity';
import { withName, withStatusName } from '../../../fields/statusName';
import { get } from '../../product';

/** Chatbot services' APIs, schema Trigger. */
const TYPE = {
	1: 'Subscription',
	2: 'Unsubscription',
	3: 'Default reply',
	4: 'Keyword',
	5: 'Time after subscription',
};

/** Chatbot services' APIs, GET /triggers. */
export const getTriggers = listing({
	...listOfBot(get`/triggers`),
	option: {
		name: 'Get Triggers',
		value: 'getTriggers',
		action: 'Get the triggers of a bot',
		description: 'Get what starts the flows of a bot: keywords, subscriptions and more',
	},
	output: (record) => withName(withStatusName(record, ACTIVITY), 'type', 'typeName', TYPE),
});
