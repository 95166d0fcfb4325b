import { optionsField } from '../../../engine/run/commonFields';
import { saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { inChannel, readWhatsApp, whatsAppField } from '../../fields/channelField';
import { botId, readChatbotId } from '../../fields/ids';
import { componentsOption, readTemplate, templateFields } from '../../fields/whatsAppTemplate';
import { defaultCountryCode, phone, readPhone } from '../../../fields/phone';
import { post } from '../../product';
import { sent } from './sent';

/** WhatsApp service API, POST /contacts/sendTemplateByPhone. */
export const sendTemplateByPhone = write({
	option: {
		name: 'Send Template by Phone',
		value: 'sendTemplateByPhone',
		action: 'Send a WhatsApp template to a phone number',
		description:
			'Send a template that WhatsApp has approved to a phone number, even if it is not a contact yet',
	},
	fields: [
		whatsAppField,
		botId,
		{ ...phone, required: true },
		...templateFields,
		{ ...optionsField, options: [componentsOption, defaultCountryCode] },
	],
	prepare: (item) => ({
		channel: readWhatsApp(item),
		botId: readChatbotId(item, 'botId'),
		phone: readPhone(item),
		template: readTemplate(item),
	}),
	concerns: ({ phone }) => phone,
	// A message must not come twice.
	repeatable: false,
	confirmed: saysSuccess,
	request: ({ channel, botId, phone, template }) =>
		inChannel(channel, {
			...post`/contacts/sendTemplateByPhone`,
			body: { bot_id: botId, phone, template },
		}),
	output: (answer, { channel, phone, template }) =>
		sent(answer, { channel, phone, template: template.name }),
	counts: { noun: 'messages', done: 'sent' },
});
