import { isGone } from '../../../fields/chatbots';
import { contactWrite } from '../../fields/contact';
import { variable } from '../../fields/names';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/deleteVariable. */
export const removeVariable = contactWrite({
	option: {
		name: 'Remove Variable',
		value: 'removeVariable',
		action: 'Remove a variable of a contact',
		description: 'Remove the value that a contact has for a variable',
	},
	fields: [variable],
	request: post`/contacts/deleteVariable`,
	says: (item) => {
		const name = item.text('variable');
		return { body: { variable_name: name }, echo: { variable: name } };
	},
	repeatable: true,
	alreadyDone: isGone('variable'),
	counts: { noun: 'variables', done: 'removed' },
});
