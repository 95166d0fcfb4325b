import type { BotContact, Bot, Flow, Message, Note, Tag, Template, Variable } from './store.mts';
import { channelOf } from './channels.mts';

/** "2025-10-17T04:03:46+00:00", as real answers write times; the descriptions' examples have "…T21:00:00.000Z". */
export const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+00:00`;

const orNull = (at: number | null) => (at === null ? null : timeText(at));

const inboxOf = (bot: Bot, contacts: readonly BotContact[]) => {
	const own = contacts.filter((contact) => contact.bot === bot);
	return { total: own.length, unread: own.reduce((sum, { unread }) => sum + unread, 0) };
};

/** Schema Bot. */
export const botRecord = (bot: Bot, contacts: readonly BotContact[]) => {
	const { inactive, botMore } = channelOf(bot.channel);
	return {
		id: bot.id,
		...(bot.channel === 'liveChat' ? {} : { channel_data: bot.channelData }),
		...botMore?.(bot.name),
		inbox: inboxOf(bot, contacts),
		status: bot.active ? 3 : inactive,
		created_at: timeText(bot.createdAt),
	};
};

/** Schema Contact. PHP writes an empty object as a list where the switch says so. */
export const contactRecord = (contact: BotContact, emptyVariables: 'array' | 'object') => {
	const { bot, person, number, variables } = contact;
	const { contact: channelData, contactMore } = channelOf(bot.channel);
	return {
		id: contact.id,
		bot_id: bot.id,
		status: contact.status,
		channel_data: channelData(person, number),
		tags: [...contact.tags],
		variables:
			variables.size === 0 && emptyVariables === 'array' ? [] : Object.fromEntries(variables),
		is_chat_opened: contact.isChatOpened,
		last_activity_at: timeText(contact.lastActivityAt),
		automation_paused_until: orNull(contact.pausedUntil),
		...contactMore?.({ number, unsubscribedAt: orNull(contact.unsubscribedAt) }),
		created_at: timeText(contact.createdAt),
	};
};

/** Schema Message. */
export const messageRecord = (message: Message) => {
	const { contact, data, direction, status, createdAt, campaignId, source } = message;
	return {
		id: message.id,
		contact_id: contact.id,
		bot_id: contact.bot.id,
		data,
		direction,
		status,
		...channelOf(contact.bot.channel).message({
			campaignId,
			type: source === 'campaign' ? 4 : 1,
			channel: source === 'api' ? 'api' : 'ma',
			data,
		}),
		created_at: timeText(createdAt),
	};
};

/** A note is a message, of type 6 where types are told. */
export const noteRecord = ({ id, contact, text, createdAt }: Note) => ({
	id,
	contact_id: contact.id,
	bot_id: contact.bot.id,
	data: { text },
	direction: 2,
	status: 1,
	...channelOf(contact.bot.channel).message({
		campaignId: null,
		type: 6,
		channel: 'api',
		data: { text },
	}),
	created_at: timeText(createdAt),
});

export const triggerRecord = (
	flow: Flow,
	{ id, name, type, keywords }: Flow['triggers'][number],
) => ({
	id,
	bot_id: flow.bot.id,
	flow_id: flow.id,
	name,
	type,
	keywords,
	status: flow.active ? 1 : 2,
	created_at: timeText(flow.createdAt),
});

export const flowRecord = (flow: Flow) => ({
	id: flow.id,
	bot_id: flow.bot.id,
	name: flow.name,
	status: flow.active ? 1 : 2,
	triggers: flow.triggers.map(({ id, name, type }) => ({ id, name, type })),
	created_at: timeText(flow.createdAt),
});

export const variableRecord = (variable: Variable) => ({
	id: variable.id,
	bot_id: variable.bot.id,
	name: variable.name,
	description: null,
	type: variable.type,
	value_type: variable.valueType,
	status: 1,
	created_at: timeText(variable.createdAt),
});

export const tagRecord = (tag: Tag, contacts: readonly BotContact[]) => ({
	id: tag.id,
	name: tag.name,
	contact_count: contacts.filter(({ bot, tags }) => bot === tag.bot && tags.has(tag.name)).length,
	created_at: timeText(tag.createdAt),
});

export const templateRecord = (template: Template) => ({
	id: template.id,
	bot_id: template.bot.id,
	namespace: 'holm',
	category: 'UTILITY',
	components: template.components,
	language: template.language,
	name: template.name,
	rejected_reason: template.status === 'REJECTED' ? 'INVALID_FORMAT' : null,
	status: template.status,
	created_at: timeText(template.createdAt),
});

/** GET /chats. */
export const chatRecord = (
	contact: BotContact,
	last: Message | undefined,
	emptyVariables: 'array' | 'object',
) => ({
	contact: contactRecord(contact, emptyVariables),
	inbox_last_message: last ? messageRecord(last) : null,
	inbox_unread: contact.unread,
});

// Only `text` and `date` are described, but `search_after` is "the id of last_inbox_message.id".
// Neither may be null there: what nobody has said is left out.
function lastWords(name: string, own: readonly Message[], wanted: Message['direction']) {
	const message = own.findLast(({ direction }) => direction === wanted);
	if (!message) return {};
	return { [name]: { id: message.id, text: message.text, date: timeText(message.createdAt) } };
}

/** GET /chatbots/dialogs. */
export const dialogRecord = (contact: BotContact, own: readonly Message[], userId: number) => {
	const name = contact.person.name;
	return {
		_id: contact.id,
		bot_id: contact.bot.id,
		contact: { id: contact.id, full_name: name, profile_pic: '' },
		...lastWords('last_inbox_message', own, 1),
		...lastWords('last_outbox_message', own, 2),
		service: channelOf(contact.bot.channel).serviceNumber,
		user_id: userId,
		inbox_unread_count: contact.unread,
		is_chat_opened: contact.isChatOpened,
		created_at: timeText(contact.createdAt),
		updated_at: timeText(contact.lastActivityAt),
	};
};
