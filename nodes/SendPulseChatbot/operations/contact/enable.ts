import { contactWrite } from '../../fields/contact';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/enable. */
export const enable = contactWrite({
	option: {
		name: 'Enable',
		value: 'enable',
		action: 'Enable a contact',
		description: 'Let campaigns and flows reach a contact again',
	},
	request: post`/contacts/enable`,
	repeatable: true,
	counts: { noun: 'contacts', done: 'enabled' },
});
