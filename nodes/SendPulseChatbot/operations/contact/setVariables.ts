import { post } from '../../../engine/request';
import { contactWrite } from '../../../fields/chatbot/contact';
import { readVariables, variablesFields } from '../../../fields/chatbot/variables';

/** Chatbot services' APIs, POST /contacts/setVariable. */
export const setVariables = contactWrite({
	option: {
		name: 'Set Variables',
		value: 'setVariables',
		action: 'Set variables of a contact',
		description: 'Set one or several variables of a contact. Those not named stay as they are.',
	},
	fields: variablesFields,
	request: post`/contacts/setVariable`,
	says: (item) => {
		const variables = readVariables(item);
		const named = Object.entries(variables);
		if (named.length === 0) item.fail('variables', 'has no variable. Add at least one');
		return {
			body: {
				variables: named.map(([name, value]) => ({ variable_name: name, variable_value: value })),
			},
			echo: { variables },
		};
	},
	repeatable: true,
	counts: { noun: 'contacts', done: 'updated' },
});
