import { listing } from '../../../engine/run/operation';
import { listOfBot } from '../../fields/list';
import { withName } from '../../../fields/statusName';
import { get } from '../../product';

/** Chatbot services' APIs, schema Variable. */
const TYPE = { 1: 'Contact', 2: 'Bot' };
const VALUE_TYPE = {
	1: 'String',
	2: 'Number',
	3: 'Date',
	4: 'Boolean',
	5: 'Phone',
	6: 'Email',
	7: 'URL',
};

/** Chatbot services' APIs, GET /variables. */
export const getVariables = listing({
	...listOfBot(get`/variables`),
	option: {
		name: 'Get Variables',
		value: 'getVariables',
		action: 'Get the variables of a bot',
		description: 'Get the variables of a bot and of its contacts, with their types',
	},
	output: (record) =>
		withName(withName(record, 'type', 'typeName', TYPE), 'value_type', 'valueTypeName', VALUE_TYPE),
});
