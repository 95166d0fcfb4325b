import { deleted } from '../../../engine/outcome';
import { post } from '../../../engine/request';
import { contactWrite } from '../../../fields/chatbot/contact';

/** Chatbot services' APIs, POST /contacts/delete. */
export const remove = contactWrite({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a contact',
		description: 'Delete a contact, which comes back only by subscribing to the bot again',
	},
	request: post`/contacts/delete`,
	repeatable: true,
	alreadyDone: ({ status }) => status === 404,
	output: (contact) => deleted({ ...contact }),
	counts: { noun: 'contacts', done: 'deleted' },
});
