import { read } from '../../../engine/operation';
import { get as GET } from '../../../engine/request';
import { inChannel } from '../../../fields/chatbot/channelField';
import {
	contactFields,
	contactIn,
	readContact,
	simplifyContact,
} from '../../../fields/chatbot/contact';

/** Chatbot services' APIs, GET /contacts/get. */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a contact',
		description: 'Get the status, tags and variables of a contact',
	},
	fields: contactFields,
	prepare: readContact,
	request: ({ channel, contactId }) =>
		inChannel(channel, { ...GET`/contacts/get`, query: { id: contactId } }),
	output: contactIn,
	simplify: simplifyContact,
});
