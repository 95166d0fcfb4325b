import type { BotContact, Bot, Flow, Message, Note, Tag, Template, Variable } from './store.mts';
import { channelOf } from './channels.mts';

/** "2020-12-11 21:00:00+00:00", as the examples of the OpenAPI descriptions write times. */
export const timeText = (at: number): string =>
	`${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}+00:00`;

const orNull = (at: number | null) => (at === null ? null : timeText(at));

const inboxOf = (bot: Bot, contacts: readonly BotContact[]) => {
	const own = contacts.filter((contact) => contact.bot === bot);
	return { total: own.length, unread: own.reduce((sum, { unread }) => sum + unread, 0) };
};

/** Schema Bot. */
export const botRecord = (bot: Bot, contacts: readonly BotContact[]) => ({
	id: bot.id,
	...(bot.channel === 'liveChat' ? { name: bot.name, avatar: null } : {}),
	channel_data: bot.channelData,
	inbox: inboxOf(bot, contacts),
	status: bot.active ? 3 : channelOf(bot.channel).inactive,
	created_at: timeText(bot.createdAt),
});

/** Schema Contact. PHP writes an empty object as a list where the switch says so. */
export const contactRecord = (contact: BotContact, emptyVariables: 'array' | 'object') => {
	const { bot, person, number, variables } = contact;
	const { idName, contact: channelData } = channelOf(bot.channel);
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
		...(idName ? { [idName]: String(number) } : {}),
		created_at: timeText(contact.createdAt),
	};
};

/** Schema Message. */
export const messageRecord = (message: Message) => ({
	id: message.id,
	contact_id: message.contact.id,
	bot_id: message.contact.bot.id,
	campaign_id: message.campaignId,
	data: message.data,
	direction: message.direction,
	status: message.status,
	created_at: timeText(message.createdAt),
	sent_by: null,
	type: message.source === 'campaign' ? 4 : 1,
	channel: message.source === 'api' ? 'api' : 'ma',
});

/** A note is a message of type 6. */
export const noteRecord = (note: Note) => ({
	id: note.id,
	contact_id: note.contact.id,
	bot_id: note.contact.bot.id,
	campaign_id: null,
	data: { text: note.text },
	direction: 2,
	status: 1,
	created_at: timeText(note.createdAt),
	sent_by: null,
	type: 6,
	channel: 'api',
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

const words = (message: Message | undefined) =>
	message ? { text: message.text, date: timeText(message.createdAt) } : null;

/** GET /chatbots/dialogs. */
export const dialogRecord = (
	contact: BotContact,
	own: readonly Message[],
	userId: number,
	service: number,
) => {
	const name = contact.person.name;
	return {
		_id: contact.id,
		bot_id: contact.bot.id,
		contact: { id: contact.id, full_name: name, profile_pic: null },
		last_inbox_message: words(own.findLast(({ direction }) => direction === 1)),
		last_outbox_message: words(own.findLast(({ direction }) => direction === 2)),
		service,
		user_id: userId,
		inbox_unread_count: contact.unread,
		is_chat_opened: contact.isChatOpened,
		created_at: timeText(contact.createdAt),
		updated_at: timeText(contact.lastActivityAt),
	};
};
