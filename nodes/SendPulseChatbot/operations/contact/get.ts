import { read } from '../../../engine/run/operation';
import { inChannel } from '../../fields/channelField';
import { contactFields, contactIn, readContact, simplifyContact } from '../../fields/contact';
import { get as GET } from '../../product';

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
