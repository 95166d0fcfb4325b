import type { Clock } from '../clock.mts';
import { channelOf } from './channels.mts';
import {
	ContactState,
	type Bot,
	type BotContact,
	type ChatbotStore,
	type Flow,
	type Message,
	type NewMessage,
} from './store.mts';

/** What a bot says, and why; in words as well where its form does not show them. */
export type Said = Omit<NewMessage, 'direction' | 'text'> & { text?: string };

/** What contacts do and what bots answer, with the webhooks that tell of it. */
export class Talk {
	constructor(
		private readonly store: ChatbotStore,
		private readonly clock: Clock,
	) {}

	/** Somebody subscribes to the bot. */
	subscribe(bot: Bot, person: { name: string; phone?: string }): BotContact {
		const contact = this.store.addContact(bot, person);
		this.store.tell(contact, 'new_subscriber');
		this.start(bot, contact, ({ type }) => type === 1);
		return contact;
	}

	/** The contact writes; a keyword starts its flow, unless flows may not reach the contact. */
	receive(contact: BotContact, text: string): Message {
		const { bot, person, number } = contact;
		const raw = channelOf(bot.channel).incoming(text, person, number);
		const message = this.store.addMessage(contact, {
			data: raw,
			text,
			direction: 1,
			source: 'contact',
		});
		this.store.tell(contact, 'incoming_message', infoOf(message));
		const said = text.trim().toLowerCase();
		const isPaused = contact.pausedUntil !== null && contact.pausedUntil > message.createdAt;
		if (!isPaused && contact.status === ContactState.Active) {
			this.start(bot, contact, ({ type, keywords }) => type === 4 && keywords.includes(said));
		}
		return message;
	}

	/** The contact comments on a post: it comes as a message does, and starts no flow. */
	comment(contact: BotContact, text: string): Message | undefined {
		const { bot, person, number } = contact;
		const data = channelOf(bot.channel).comment?.(text, person, number);
		if (!data) return undefined;
		const message = this.store.addMessage(contact, {
			data,
			text,
			direction: 1,
			source: 'contact',
		});
		this.store.tell(contact, 'incoming_message', infoOf(message));
		return message;
	}

	/** The contact asks for a person. */
	openChat(contact: BotContact): void {
		contact.isChatOpened = true;
		this.store.tell(contact, 'open_chat');
	}

	clickLink(contact: BotContact, link: string): void {
		this.store.tell(contact, 'link_click', { link });
	}

	unsubscribe(contact: BotContact): void {
		contact.status = ContactState.Unsubscribed;
		contact.unsubscribedAt = this.clock.now();
		this.store.tell(contact, 'unsubscribe');
		this.start(contact.bot, contact, ({ type }) => type === 2);
	}

	block(contact: BotContact): void {
		contact.status = ContactState.Blocked;
		this.store.tell(contact, 'bot_block');
	}

	/** The element of a flow that calls a webhook, under a name of its own if it has one. */
	callFromFlow(contact: BotContact, title = 'run_custom_flow'): void {
		this.store.tell(contact, title, {});
	}

	/** The bot says something. */
	say(contact: BotContact, said: Said): Message {
		const text = said.text ?? wordsIn(said.data);
		const message = this.store.addMessage(contact, { ...said, text, direction: 2 });
		this.store.tell(contact, 'outgoing_message', infoOf(message), message.createdAt);
		return message;
	}

	/** A flow begins: it says its name, which is enough to see that it ran. */
	run(flow: Flow, contact: BotContact, externalData: Record<string, unknown> = {}): void {
		this.store.runs.push({ flow, contact, externalData, at: this.clock.now() });
		this.say(contact, { data: { type: 'text', text: `Flow: ${flow.name}` }, source: 'flow' });
	}

	private start(
		bot: Bot,
		contact: BotContact,
		fits: (trigger: Flow['triggers'][number]) => boolean,
	) {
		const flow = this.store.flows.find(
			(candidate) => candidate.bot === bot && candidate.active && candidate.triggers.some(fits),
		);
		if (flow) this.run(flow, contact);
	}
}

/** `info` of an event about a message. */
const infoOf = ({ id, data }: Message) => ({ message: { id, channel_data: { message: data } } });

const WORDS = ['text', 'body', 'caption', 'title'];
/** Under which names lists of buttons stand. */
const BUTTONS = ['buttons', 'inline_keyboard'];
const PLACES = [
	/^(photo|image|img|link|path|url|image_url)$/,
	/^(document|file|audio|voice|video)$/,
];

/** What people see of a message: words, the address of a picture or file, or a button with what it leads to. */
export interface Part {
	kind: 'words' | 'place' | 'button';
	text: string;
	/** Of a button that opens an address. */
	url?: string;
}

/** What a message shows, in its order, whichever channel's form it has. */
export function partsIn(data: unknown): Part[] {
	const parts: Part[] = [];
	const look = (value: unknown, name: string): void => {
		if (typeof value === 'string') {
			if (WORDS.includes(name)) parts.push({ kind: 'words', text: value });
			else if (PLACES.some((place) => place.test(name))) parts.push({ kind: 'place', text: value });
		} else if (Array.isArray(value)) {
			for (const entry of value) look(entry, name);
		} else if (typeof value === 'object' && value !== null) {
			if (BUTTONS.includes(name)) parts.push(buttonOf(value));
			else for (const [inner, entry] of Object.entries(value)) look(entry, inner);
		}
	};
	look(data, '');
	return parts;
}

function buttonOf(data: object): Part {
	const parts = partsIn(data);
	const textOf = (kind: Part['kind']) => parts.find((part) => part.kind === kind)?.text;
	return { kind: 'button', text: textOf('words') ?? '', url: textOf('place') };
}

/** A message in words. */
export const wordsIn = (data: unknown): string =>
	partsIn(data)
		.flatMap(({ kind, text, url }) => [
			kind === 'place' ? `[${text}]` : text,
			...(url === undefined ? [] : [`[${url}]`]),
		])
		.join(' · ');
