import { createHash } from 'node:crypto';
import type { Clock } from '../clock.mts';
import { channelOf, type ChannelId, type Person } from './channels.mts';

export type Value = string | number | boolean;

/** Kinds of events that a bot's webhooks tell of (knowledge base, chatbot webhooks). */
export const chatbotEvents = [
	'new_subscriber',
	'incoming_message',
	'outgoing_message',
	'open_chat',
	'run_custom_flow',
	'link_click',
	'unsubscribe',
	'bot_block',
] as const;

export const isChatbotEvent = (title: string) =>
	(chatbotEvents as readonly string[]).includes(title);

/** An address that is pasted into the settings of a bot. */
export interface BotWebhook {
	url: string;
	events: readonly string[];
}

export interface Bot {
	readonly id: string;
	readonly channel: ChannelId;
	readonly name: string;
	active: boolean;
	readonly channelData: Record<string, unknown>;
	readonly createdAt: number;
	readonly webhooks: BotWebhook[];
}

export enum ContactState {
	Active = 1,
	Unsubscribed = 2,
	Disabled = 3,
	Blocked = 4,
}

export interface BotContact {
	readonly id: string;
	readonly bot: Bot;
	readonly person: Person;
	readonly number: number;
	status: ContactState;
	readonly tags: Set<string>;
	readonly variables: Map<string, Value>;
	isChatOpened: boolean;
	operatorId: number | null;
	pausedUntil: number | null;
	lastActivityAt: number;
	/** When the contact last wrote: WhatsApp counts from there. */
	lastWroteAt: number | null;
	/** What the contact last said, in words and in the channel's own form. */
	lastSaid: Pick<Message, 'text' | 'data'> | null;
	unsubscribedAt: number | null;
	unread: number;
	readonly createdAt: number;
}

export interface Message {
	readonly id: string;
	readonly contact: BotContact;
	readonly campaignId: string | null;
	/** What was said, in the channel's own form. */
	readonly data: Record<string, unknown>;
	/** The same in words, for people. */
	readonly text: string;
	readonly direction: 1 | 2;
	readonly status: number;
	readonly createdAt: number;
	/** What began it: the API, a flow, a campaign. */
	readonly source: 'api' | 'flow' | 'campaign' | 'contact';
	/** An emoji that the API put to it. */
	reaction: string | null;
}

/** What makes a message; the rest follows. */
export type NewMessage = Pick<Message, 'data' | 'text' | 'direction' | 'source'> &
	Partial<Pick<Message, 'campaignId' | 'createdAt'>>;

export interface Note {
	readonly id: string;
	readonly contact: BotContact;
	text: string;
	readonly createdAt: number;
}

/** What starts a flow: 1 subscription, 2 unsubscription, 3 default reply, 4 keyword, 5 time. */
export interface Trigger {
	readonly id: string;
	readonly name: string;
	readonly type: 1 | 2 | 3 | 4 | 5;
	readonly keywords: readonly string[];
}

export interface Flow {
	readonly id: string;
	readonly bot: Bot;
	readonly name: string;
	active: boolean;
	readonly triggers: readonly Trigger[];
	readonly createdAt: number;
}

export interface Variable {
	readonly id: string;
	readonly bot: Bot;
	readonly name: string;
	/** 1 of contacts, 2 of the bot. */
	readonly type: 1 | 2;
	readonly valueType: number;
	readonly createdAt: number;
}

export interface Tag {
	readonly id: string;
	readonly bot: Bot;
	readonly name: string;
	readonly createdAt: number;
}

/** A message template of WhatsApp. */
export interface Template {
	readonly id: string;
	readonly bot: Bot;
	readonly name: string;
	readonly language: string;
	readonly status: 'APPROVED' | 'PENDING' | 'REJECTED';
	readonly components: readonly Record<string, unknown>[];
	readonly createdAt: number;
}

/** A flow that was started for a contact. */
export interface FlowRun {
	readonly flow: Flow;
	readonly contact: BotContact;
	readonly externalData: Record<string, unknown>;
	readonly at: number;
}

export interface ChatbotCampaign {
	readonly id: string;
	readonly bot: Bot;
	readonly title: string;
	/** When it is to go out; null is at once. */
	readonly sendAt: number | null;
	readonly body: Record<string, unknown>;
	readonly createdAt: number;
	/** Whom it went to; of one that is still to come, nobody yet. */
	recipients: BotContact[];
}

/** Something that a bot's webhooks tell of. */
export interface ChatbotHappening {
	readonly contact: BotContact;
	readonly at: number;
	/** One of {@link chatbotEvents}, or the name that a flow gave. */
	readonly title: string;
	readonly info: Record<string, unknown>;
}

/** Bots with everything they have, in the order in which it was made. */
export class ChatbotStore {
	readonly bots: Bot[] = [];
	readonly contacts: BotContact[] = [];
	readonly messages: Message[] = [];
	readonly notes: Note[] = [];
	readonly flows: Flow[] = [];
	readonly runs: FlowRun[] = [];
	readonly variables: Variable[] = [];
	readonly tags: Tag[] = [];
	readonly templates: Template[] = [];
	readonly campaigns: ChatbotCampaign[] = [];

	private readonly listeners: Array<(happening: ChatbotHappening) => void> = [];
	private made = 0;

	constructor(
		private readonly clock: Clock,
		private readonly seed: number,
	) {}

	/** What was sent to contacts by the API, a flow or a campaign. */
	get outbox(): Message[] {
		return this.messages.filter(({ direction }) => direction === 2);
	}

	listen(listener: (happening: ChatbotHappening) => void): void {
		this.listeners.push(listener);
	}

	tell(
		contact: BotContact,
		title: string,
		info: Record<string, unknown> = {},
		at = this.clock.now(),
	): void {
		const happening = { contact, title, info, at };
		for (const listener of this.listeners) listener(happening);
	}

	addBot(channel: ChannelId, name: string, { active = true } = {}): Bot {
		const id = this.nextId('bot');
		const bot: Bot = {
			id,
			channel,
			name,
			active,
			channelData: channelOf(channel).bot(name, this.made),
			createdAt: this.clock.now(),
			webhooks: [],
		};
		this.bots.push(bot);
		return bot;
	}

	addContact(bot: Bot, person: Person): BotContact {
		const now = this.clock.now();
		const contact: BotContact = {
			id: this.nextId('contact'),
			bot,
			person,
			number: this.made,
			status: ContactState.Active,
			tags: new Set<string>(),
			variables: new Map<string, Value>(),
			isChatOpened: false,
			operatorId: null,
			pausedUntil: null,
			lastActivityAt: now,
			lastWroteAt: null,
			lastSaid: null,
			unsubscribedAt: null,
			unread: 0,
			createdAt: now,
		};
		this.contacts.push(contact);
		return contact;
	}

	addMessage(contact: BotContact, message: NewMessage): Message {
		const added: Message = {
			id: this.nextId('message'),
			contact,
			campaignId: null,
			status: message.direction === 1 ? 1 : 2,
			createdAt: this.clock.now(),
			reaction: null,
			...message,
		};
		this.messages.push(added);
		contact.lastActivityAt = added.createdAt;
		if (added.direction === 1) {
			contact.lastWroteAt = added.createdAt;
			contact.lastSaid = added;
			contact.unread += 1;
		}
		return added;
	}

	addNote(contact: BotContact, text: string): Note {
		return this.added(this.notes, { id: this.nextId('note'), contact, text });
	}

	addFlow(
		bot: Bot,
		name: string,
		triggers: Array<Pick<Trigger, 'name' | 'type'> & { keywords?: string[] }>,
		{ active = true } = {},
	): Flow {
		const made = triggers.map(({ keywords = [], ...trigger }) => ({
			id: this.nextId('trigger'),
			keywords,
			...trigger,
		}));
		return this.added(this.flows, { id: this.nextId('flow'), bot, name, active, triggers: made });
	}

	addVariable(bot: Bot, name: string, type: 1 | 2 = 1, valueType = 1): Variable {
		return this.added(this.variables, { id: this.nextId('variable'), bot, name, type, valueType });
	}

	/** The tag of this name, new if the bot did not have it. */
	addTag(bot: Bot, name: string): Tag {
		const known = this.tags.find((tag) => tag.bot === bot && tag.name === name);
		return known ?? this.added(this.tags, { id: this.nextId('tag'), bot, name });
	}

	addTemplate(bot: Bot, template: Pick<Template, 'name' | 'language' | 'status' | 'components'>) {
		return this.added(this.templates, { id: this.nextId('template'), bot, ...template });
	}

	addCampaign(campaign: Pick<ChatbotCampaign, 'bot' | 'title' | 'sendAt' | 'body'>) {
		const made = { id: this.nextId('campaign'), recipients: [] as BotContact[], ...campaign };
		return this.added(this.campaigns, made);
	}

	removeContact(contact: BotContact): void {
		remove(this.contacts, (other) => other === contact);
		remove(this.messages, (message) => message.contact === contact);
		remove(this.notes, (note) => note.contact === contact);
	}

	removeNote(note: Note): void {
		remove(this.notes, (other) => other === note);
	}

	private added<Entry extends { readonly createdAt: number }>(
		list: Entry[],
		made: Omit<Entry, 'createdAt'>,
	): Entry {
		const entry = { ...made, createdAt: this.clock.now() } as Entry;
		list.push(entry);
		return entry;
	}

	/** 24 hexadecimal characters, as all ids of chatbots. */
	private nextId(kind: string): string {
		this.made += 1;
		const text = `${this.seed} ${kind} ${this.made}`;
		return createHash('sha256').update(text).digest('hex').slice(0, 24);
	}
}

function remove<Entry>(list: Entry[], isGone: (entry: Entry) => boolean): void {
	for (let index = list.length - 1; index >= 0; index -= 1) {
		if (isGone(list[index] as Entry)) list.splice(index, 1);
	}
}
