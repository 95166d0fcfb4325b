import type { Clock } from '../clock.mts';
import { channelOf } from './channels.mts';
import { ContactState, type Bot, type BotContact, type Flow, type Message } from './store.mts';
import type { ChatbotStore } from './store.mts';

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

	/** The contact writes; a keyword starts its flow. */
	receive(contact: BotContact, text: string): Message {
		const { bot, person, number } = contact;
		const raw = channelOf(bot.channel).incoming(text, person, number);
		const message = this.store.addMessage(contact, {
			data: raw,
			text,
			direction: 1,
			source: 'contact',
		});
		this.store.tell(contact, 'incoming_message', { message: { channel_data: { message: raw } } });
		const said = text.trim().toLowerCase();
		const isPaused = contact.pausedUntil !== null && contact.pausedUntil > message.createdAt;
		if (!isPaused) {
			this.start(bot, contact, ({ type, keywords }) => type === 4 && keywords.includes(said));
		}
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
	say(
		contact: BotContact,
		data: Record<string, unknown>,
		source: 'api' | 'flow' | 'campaign',
		campaignId?: string,
	): Message {
		const message = this.store.addMessage(contact, {
			data,
			text: wordsIn(data),
			direction: 2,
			source,
			...(campaignId ? { campaignId } : {}),
		});
		this.store.tell(contact, 'outgoing_message', { message: { channel_data: { message: data } } });
		return message;
	}

	/** A flow begins: it says its name, which is enough to see that it ran. */
	run(flow: Flow, contact: BotContact, externalData: Record<string, unknown> = {}): void {
		this.store.runs.push({ flow, contact, externalData, at: this.clock.now() });
		this.say(contact, { type: 'text', text: `Flow: ${flow.name}` }, 'flow');
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

const WORDS = ['text', 'body', 'caption', 'title'];
const PLACES = [
	/^(photo|image|img|link|path|url|image_url)$/,
	/^(document|file|audio|voice|video)$/,
];

/** A message in words, whichever channel's form it has. */
export function wordsIn(data: unknown): string {
	const words: string[] = [];
	const look = (value: unknown, name: string): void => {
		if (typeof value === 'string') {
			if (WORDS.includes(name)) words.push(value);
			else if (PLACES.some((place) => place.test(name))) words.push(`[${value}]`);
		} else if (Array.isArray(value)) {
			for (const entry of value) look(entry, name);
		} else if (typeof value === 'object' && value !== null) {
			for (const [inner, entry] of Object.entries(value)) look(entry, inner);
		}
	};
	look(data, '');
	return words.join(' · ');
}
