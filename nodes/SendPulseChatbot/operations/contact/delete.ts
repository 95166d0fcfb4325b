import { deleted } from '../../../engine/run/outcome';
import { isGone } from '../../../fields/chatbots';
import { contactWrite } from '../../fields/contact';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/delete. */
export const remove = contactWrite({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a contact',
		description: 'Delete a contact for good. It comes back only by writing to the bot again.',
	},
	request: post`/contacts/delete`,
	repeatable: true,
	alreadyDone: isGone('contact'),
	output: (contact) => deleted({ ...contact }),
	counts: { noun: 'contacts', done: 'deleted' },
});
