import { chatRecord, messageRecord } from '../records.mts';
import type { BotContact, Message } from '../store.mts';
import type { ChannelRoutes } from './channelRoutes.mts';
import { aboutContact, after, bodyWith, orderOf, queryOf } from './requests.mts';

/** Nothing needs to be in the body. */
const NOTHING = bodyWith({});

/** Chats with contacts: what was said, whether it was read, whether a person talks. */
export function chatRoutes(routes: ChannelRoutes): void {
	routes.listOfBot('chats', (bot) =>
		chatsOf(routes.contactsOf(bot), routes.store.messages).map((contact) =>
			chatRecord(contact, lastFrom(contact), routes.sandbox.options.emptyVariables),
		),
	);

	routes.list('chats/messages', (query) => {
		const order = orderOf(query);
		const contact = routes.contactOf(query.contact_id);
		const own = routes.store.messages.filter((message) => message.contact === contact);
		if (order === 'desc') own.reverse();
		return after(own, query, ({ id }) => id).map(messageRecord);
	});

	routes.change('contacts/openChat', aboutContact(), (contact) => {
		contact.isChatOpened = true;
	});

	routes.change('contacts/closeChat', aboutContact(), (contact) => {
		contact.isChatOpened = false;
	});

	mark('read', (contact) => {
		const count = contact.unread;
		contact.unread = 0;
		return count;
	});

	// "Marks the last message of a specific contact as unread."
	mark('unread', (contact) => {
		if (!lastFrom(contact)) return 0;
		contact.unread = Math.max(1, contact.unread);
		return 1;
	});

	/** A PUT about the contact in the query that says, without an envelope, how many messages it concerned. */
	function mark(how: string, act: (contact: BotContact) => number): void {
		routes.bare('PUT', `contacts/mark-${how}`, NOTHING, (_, request) => ({
			count: act(routes.contactOf(queryOf(request).contact_id)),
		}));
	}

	function lastFrom(contact: BotContact): Message | undefined {
		return routes.store.messages.findLast(
			(message) => message.contact === contact && message.direction === 1,
		);
	}
}

/** Contacts who have a chat, who wrote or were written to last come first. */
export function chatsOf(
	contacts: readonly BotContact[],
	messages: readonly Message[],
): BotContact[] {
	const withChat = new Set(messages.map(({ contact }) => contact));
	return contacts
		.filter((contact) => withChat.has(contact))
		.sort((one, other) => other.lastActivityAt - one.lastActivityAt);
}
