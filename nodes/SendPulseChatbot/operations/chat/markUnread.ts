import { either, has, saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { inChannel } from '../../fields/channelField';
import { concernsContact, contactFields, done, readContact } from '../../fields/contact';
import { put } from '../../product';
import { countIn } from './count';

/** Chatbot services' APIs, PUT /contacts/mark-unread, which answers how many messages that concerned. */
export const markUnread = write({
	option: {
		name: 'Mark as Unread',
		value: 'markUnread',
		action: 'Mark a chat as unread',
		description: 'Mark the chat with a contact as unread',
	},
	fields: contactFields,
	prepare: readContact,
	concerns: concernsContact,
	repeatable: true,
	confirmed: either(saysSuccess, has('count')),
	request: ({ channel, contactId }) =>
		inChannel(channel, { ...put`/contacts/mark-unread`, query: { contact_id: contactId } }),
	output: (body, contact) => done(contact, countIn(body)),
	counts: { noun: 'chats', done: 'marked' },
});
