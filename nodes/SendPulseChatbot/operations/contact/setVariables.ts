import { contactWrite } from '../../fields/contact';
import { readSomeVariables, variablesFields } from '../../fields/variables';
import { post } from '../../product';

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
		const variables = readSomeVariables(item);
		const named = Object.entries(variables).map(([name, value]) => ({
			variable_name: name,
			variable_value: value,
		}));
		return { body: { variables: named }, echo: { variables } };
	},
	repeatable: true,
	counts: { noun: 'contacts', done: 'updated' },
});
