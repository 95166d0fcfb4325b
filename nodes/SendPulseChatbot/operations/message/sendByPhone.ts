import { saysSuccess } from '../../../engine/api/confirmed';
import { withOptions } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { inChannel, readWhatsApp, whatsAppField } from '../../fields/channelField';
import { channelOf } from '../../fields/channels';
import { composed, inBody } from '../../fields/channels/channel';
import { botId, readChatbotId } from '../../fields/ids';
import { messageFields, readMessage } from '../../fields/message';
import { defaultCountryCode, phone, readPhone } from '../../../fields/phone';
import { post } from '../../product';
import { sent } from './sent';

const whatsApp = channelOf('whatsapp');

/** WhatsApp service API, POST /contacts/sendByPhone. */
export const sendByPhone = write({
	option: {
		name: 'Send by Phone',
		value: 'sendByPhone',
		action: 'Send a WhatsApp message to a phone number',
		description:
			'Send a WhatsApp message to the phone number of a contact who wrote to the bot within the last 24 hours',
	},
	fields: withOptions(
		[whatsAppField, botId, { ...phone, required: true }, ...messageFields],
		[defaultCountryCode],
	),
	prepare: (item) => ({
		channel: readWhatsApp(item),
		botId: readChatbotId(item, 'botId'),
		phone: readPhone(item),
		body: inBody(whatsApp, composed(whatsApp, readMessage(item))),
	}),
	concerns: ({ phone }) => phone,
	// A message must not come twice.
	repeatable: false,
	confirmed: saysSuccess,
	request: ({ channel, botId, phone, body }) =>
		inChannel(channel, {
			...post`/contacts/sendByPhone`,
			body: { bot_id: botId, phone, ...body },
		}),
	output: (answer, { channel, phone }) => sent(answer, { channel, phone }),
	counts: { noun: 'messages', done: 'sent' },
});
