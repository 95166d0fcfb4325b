import { optionsField } from '../../../engine/commonFields';
import { saysSuccess } from '../../../engine/confirmed';
import { write } from '../../../engine/operation';
import { post } from '../../../engine/request';
import { readWhatsApp, whatsAppField } from '../../../fields/chatbot/channelField';
import { concernsContact, postTo } from '../../../fields/chatbot/contact';
import { contactId, readChatbotId } from '../../../fields/chatbot/ids';
import {
	componentsOption,
	readTemplate,
	templateFields,
} from '../../../fields/chatbot/whatsAppTemplate';
import { sent } from './sent';

/** WhatsApp service API, POST /contacts/sendTemplate. */
export const sendTemplate = write({
	option: {
		name: 'Send Template',
		value: 'sendTemplate',
		action: 'Send a WhatsApp template to a contact',
		description:
			'Send a template that WhatsApp has approved to a contact, even if the contact has not written for a long time',
	},
	fields: [
		whatsAppField,
		contactId,
		...templateFields,
		{ ...optionsField, options: [componentsOption] },
	],
	prepare: (item) => ({
		channel: readWhatsApp(item),
		contactId: readChatbotId(item, 'contactId'),
		template: readTemplate(item),
	}),
	concerns: concernsContact,
	// A message must not come twice.
	repeatable: false,
	confirmed: saysSuccess,
	request: ({ template, ...contact }) =>
		postTo(contact, post`/contacts/sendTemplate`, { template }),
	output: (answer, { channel, contactId, template }) =>
		sent(answer, { channel, contactId, template: template.name }),
	counts: { noun: 'messages', done: 'sent' },
});
