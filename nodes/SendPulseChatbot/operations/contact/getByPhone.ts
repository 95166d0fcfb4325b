import { withOptions } from '../../../engine/run/commonFields';
import { read } from '../../../engine/run/operation';
import { inChannel, readWhatsApp, whatsAppField } from '../../fields/channelField';
import { contactIn, simplifyContact } from '../../fields/contact';
import { botId, readChatbotId } from '../../fields/ids';
import { defaultCountryCode, phone, readPhone } from '../../../fields/phone';
import { get } from '../../product';

/** WhatsApp service API, GET /contacts/getByPhone. */
export const getByPhone = read({
	option: {
		name: 'Get by Phone',
		value: 'getByPhone',
		action: 'Get a WhatsApp contact by phone number',
		description: 'Get the status, tags and variables of a WhatsApp contact by its phone number',
	},
	fields: withOptions([whatsAppField, botId, { ...phone, required: true }], [defaultCountryCode]),
	prepare: (item) => ({
		channel: readWhatsApp(item),
		botId: readChatbotId(item, 'botId'),
		phone: readPhone(item),
	}),
	request: ({ channel, botId, phone }) =>
		inChannel(channel, { ...get`/contacts/getByPhone`, query: { phone, bot_id: botId } }),
	output: contactIn,
	simplify: simplifyContact,
});
