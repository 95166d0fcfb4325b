import { contactWrite } from '../../fields/contact';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/openChat. */
export const open = contactWrite({
	option: {
		name: 'Open',
		value: 'open',
		action: 'Open a chat',
		description: 'Mark the chat with a contact as open, so that the team sees that somebody waits',
	},
	request: post`/contacts/openChat`,
	repeatable: true,
	counts: { noun: 'chats', done: 'opened' },
});
