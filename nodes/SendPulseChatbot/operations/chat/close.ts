import { contactWrite } from '../../fields/contact';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/closeChat. */
export const close = contactWrite({
	option: {
		name: 'Close',
		value: 'close',
		action: 'Close a chat',
		description: 'Mark the chat with a contact as done',
	},
	request: post`/contacts/closeChat`,
	repeatable: true,
	counts: { noun: 'chats', done: 'closed' },
});
