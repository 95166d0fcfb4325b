import { contactWrite } from '../../fields/contact';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/disable. */
export const disable = contactWrite({
	option: {
		name: 'Disable',
		value: 'disable',
		action: 'Disable a contact',
		description: 'Stop campaigns and flows for a contact, which stays in SendPulse',
	},
	request: post`/contacts/disable`,
	repeatable: true,
	counts: { noun: 'contacts', done: 'disabled' },
});
