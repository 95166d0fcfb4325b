import { read } from '../../../engine/operation';
import { get } from '../../../engine/request';
import { inChannel, readWhatsApp, whatsAppField } from '../../../fields/chatbot/channelField';
import { contactIn, simplifyContact } from '../../../fields/chatbot/contact';
import { botId, readChatbotId } from '../../../fields/chatbot/ids';
import { phone } from '../../../fields/phone';

/** WhatsApp service API, GET /contacts/getByPhone. */
export const getByPhone = read({
	option: {
		name: 'Get by Phone',
		value: 'getByPhone',
		action: 'Get a WhatsApp contact by phone number',
		description: 'Get the status, tags and variables of a WhatsApp contact by its phone number',
	},
	fields: [whatsAppField, botId, { ...phone, required: true }],
	prepare: (item) => ({
		channel: readWhatsApp(item),
		botId: readChatbotId(item, 'botId'),
		phone: item.phone('phone'),
	}),
	request: ({ channel, botId, phone }) =>
		inChannel(channel, { ...get`/contacts/getByPhone`, query: { phone, bot_id: botId } }),
	output: contactIn,
	simplify: simplifyContact,
});
