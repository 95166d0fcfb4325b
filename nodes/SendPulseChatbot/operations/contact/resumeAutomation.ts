import { contactWrite } from '../../fields/contact';
import { post } from '../../product';

/** Chatbot services' APIs, POST /contacts/deletePauseAutomation. */
export const resumeAutomation = contactWrite({
	option: {
		name: 'Resume Automation',
		value: 'resumeAutomation',
		action: 'Resume the automation for a contact',
		description: 'Let flows start by themselves again for a contact',
	},
	request: post`/contacts/deletePauseAutomation`,
	repeatable: true,
	counts: { noun: 'contacts', done: 'resumed' },
});
