import { optionsField } from '../../../engine/run/commonFields';
import { either, hasId, saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { channelOf } from '../../fields/channels';
import { composed, inBody } from '../../fields/channels/channel';
import { concernsContact, contactFields, postTo, readContact } from '../../fields/contact';
import {
	messageFields,
	messageOptions,
	readCircumstances,
	readMessage,
} from '../../fields/message';
import { post } from '../../product';
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
