import { either, has, saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { inChannel } from '../../fields/channelField';
import { concernsContact, contactFields, done, readContact } from '../../fields/contact';
import { put } from '../../product';
import { countIn } from './count';

/** Chatbot services' APIs, PUT /contacts/mark-read, which answers how many messages that concerned. */
export const markRead = write({
	option: {
		name: 'Mark as Read',
		value: 'markRead',
		action: 'Mark a chat as read',
		description: 'Mark all messages of a contact as read',
	},
	fields: contactFields,
	prepare: readContact,
	concerns: concernsContact,
	repeatable: true,
	confirmed: either(saysSuccess, has('count')),
	request: ({ channel, contactId }) =>
		inChannel(channel, { ...put`/contacts/mark-read`, query: { contact_id: contactId } }),
	output: (body, contact) => done(contact, countIn(body)),
	counts: { noun: 'chats', done: 'marked' },
});
