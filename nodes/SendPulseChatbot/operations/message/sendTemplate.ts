import { optionsField } from '../../../engine/run/commonFields';
import { saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { readWhatsApp, whatsAppField } from '../../fields/channelField';
import { concernsContact, postTo } from '../../fields/contact';
import { contactId, readChatbotId } from '../../fields/ids';
import { componentsOption, readTemplate, templateFields } from '../../fields/whatsAppTemplate';
import { post } from '../../product';
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
