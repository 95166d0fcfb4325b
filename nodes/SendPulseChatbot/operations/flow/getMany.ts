import { listing } from '../../../engine/run/operation';
import { listOfBot } from '../../fields/list';
import { ACTIVITY } from '../../fields/activity';
import { withStatusName } from '../../../fields/statusName';
import { get } from '../../product';

/** Chatbot services' APIs, GET /flows. */
export const getMany = listing({
	...listOfBot(get`/flows`),
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many flows',
		description: 'Get many flows of a bot, with what starts them',
	},
	output: (record) => withStatusName(record, ACTIVITY),
});
