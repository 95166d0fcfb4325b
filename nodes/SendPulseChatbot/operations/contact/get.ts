import { read } from '../../../engine/operation';
import { asRecords } from '../../../engine/outcome';
import { get as GET } from '../../../engine/request';
import { inChannel } from '../../../fields/chatbot/channelField';
import {
	contactFields,
	contactRecord,
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
	output: (body) => contactRecord(asRecords(body)[0]),
	simplify: simplifyContact,
});
