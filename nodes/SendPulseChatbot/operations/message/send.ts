import { optionsField } from '../../../engine/commonFields';
import { either, hasId, saysSuccess } from '../../../engine/confirmed';
import { write } from '../../../engine/operation';
import { post } from '../../../engine/request';
import { channelOf } from '../../../fields/chatbot/channels';
import { composed, inBody } from '../../../fields/chatbot/channels/channel';
import {
	concernsContact,
	contactFields,
	postTo,
	readContact,
} from '../../../fields/chatbot/contact';
import {
	messageFields,
	messageOptions,
	readCircumstances,
	readMessage,
} from '../../../fields/chatbot/message';
import { sent } from './sent';

/** Chatbot services' APIs, POST /contacts/send. */
export const send = write({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a message to a contact',
		description: 'Send a text, an image, a file or buttons to a contact of a bot',
	},
	fields: [...contactFields, ...messageFields, { ...optionsField, options: messageOptions }],
	prepare: (item) => {
		const contact = readContact(item);
		const channel = channelOf(contact.channel);
		const messages = composed(channel, readMessage(item), readCircumstances(item));
		return { ...contact, body: inBody(channel, messages) };
	},
	concerns: concernsContact,
	// A message must not come twice.
	repeatable: false,
	// Live chat answers with the message alone.
	confirmed: either(saysSuccess, hasId),
	request: ({ body, ...contact }) => postTo(contact, post`/contacts/send`, body),
	output: (answer, { channel, contactId }) => sent(answer, { channel, contactId }),
	counts: { noun: 'messages', done: 'sent' },
});
