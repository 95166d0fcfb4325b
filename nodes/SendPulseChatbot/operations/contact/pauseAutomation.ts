import type { INodeProperties } from 'n8n-workflow';
import { contactWrite } from '../../fields/contact';
import { post } from '../../product';

const minutesField: INodeProperties = {
	displayName: 'Minutes',
	name: 'minutes',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description: 'How long the pause lasts',
};

/** Chatbot services' APIs, POST /contacts/setPauseAutomation. */
export const pauseAutomation = contactWrite({
	option: {
		name: 'Pause Automation',
		value: 'pauseAutomation',
		action: 'Pause the automation for a contact',
		description: 'Keep flows from starting by themselves for a contact, while a person talks to it',
	},
	fields: [minutesField],
	request: post`/contacts/setPauseAutomation`,
	says: (item) => {
		const minutes = item.whole('minutes', 1, Infinity);
		return { body: { minutes }, echo: { minutes } };
	},
	repeatable: true,
	counts: { noun: 'contacts', done: 'paused' },
});
