import { setMaxListeners } from 'node:events';
import { Agent, request } from 'undici';
import type { Clock } from '../clock.mts';
import { isLoopback } from '../syntax.mts';
import { channelOf } from './channels.mts';
import {
	isChatbotEvent,
	type BotContact,
	type ChatbotHappening,
	type ChatbotStore,
} from './store.mts';

const KEPT = 2_000;

/** One call of a bot's webhook. */
export interface ChatbotDelivery {
	readonly at: number;
	readonly url: string;
	readonly title: string;
	/** What was sent, before it was encoded. */
	readonly body: unknown;
	/** `undeliverable` was never tried: the sandbox calls nobody but this machine. */
	outcome: 'underway' | 'delivered' | 'refused' | 'failed' | 'undeliverable';
	status: number | null;
	/** Why it failed. */
	error: string | null;
}

/**
 * Tells the addresses in the bots' settings what happened: at once, each by itself, as an array of one. No document
 * speaks of repeating.
 */
export class ChatbotCourier {
	readonly deliveries: ChatbotDelivery[] = [];
	private readonly underway = new Set<Promise<void>>();
	private readonly agent = new Agent();
	private readonly stopping = new AbortController();

	constructor(
		store: ChatbotStore,
		private readonly clock: Clock,
	) {
		// Every delivery on its way listens, and they may be many.
		setMaxListeners(0, this.stopping.signal);
		store.listen((happening) => this.take(happening));
	}

	/** Resolves when nothing is on its way. */
	async settle(): Promise<void> {
		while (this.underway.size > 0) await Promise.all(this.underway);
	}

	async stop(): Promise<void> {
		this.stopping.abort();
		await this.agent.destroy();
		await this.settle();
	}

	private take(happening: ChatbotHappening): void {
		for (const { url, events } of happening.contact.bot.webhooks) {
			if (!wants(events, happening.title)) continue;
			const delivery: ChatbotDelivery = {
				at: this.clock.now(),
				url,
				title: happening.title,
				body: [bodyOf(happening)],
				outcome: isLoopback(new URL(url).hostname) ? 'underway' : 'undeliverable',
				status: null,
				error: null,
			};
			this.deliveries.push(delivery);
			if (this.deliveries.length > KEPT) this.deliveries.shift();
			if (delivery.outcome === 'underway') this.send(delivery);
		}
	}

	private send(delivery: ChatbotDelivery): void {
		const call = this.call(delivery).finally(() => this.underway.delete(call));
		this.underway.add(call);
	}

	private async call(delivery: ChatbotDelivery): Promise<void> {
		try {
			const { statusCode, body } = await request(delivery.url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(delivery.body),
				dispatcher: this.agent,
				signal: this.stopping.signal,
			});
			await body.dump();
			delivery.status = statusCode;
			delivery.outcome = statusCode >= 200 && statusCode < 300 ? 'delivered' : 'refused';
		} catch (error) {
			delivery.outcome = 'failed';
			delivery.error = error instanceof Error ? error.message : String(error);
		}
	}
}

/** A flow's own webhooks go wherever the bot's go: their names can't be ticked. */
const wants = (events: readonly string[], title: string) =>
	events.includes(title) || !isChatbotEvent(title);

/** Knowledge base, chatbot webhooks, as received by users. */
function bodyOf({ contact, title, info, at }: ChatbotHappening): Record<string, unknown> {
	const { bot } = contact;
	const { service } = channelOf(bot.channel);
	return {
		service,
		title,
		bot: {
			id: bot.id,
			name: bot.name,
			external_id: String(bot.channelData.id ?? bot.id),
			url: `https://${service}.example/${bot.id}`,
		},
		contact: contactOf(contact),
		date: Math.round(at),
		info,
	};
}

function contactOf(contact: BotContact): Record<string, unknown> {
	const { bot, person, number, variables, tags } = contact;
	const { idName } = channelOf(bot.channel);
	return {
		id: contact.id,
		name: person.name,
		email: null,
		phone: person.phone ?? null,
		photo: null,
		tags: [...tags],
		variables: variables.size === 0 ? [] : Object.fromEntries(variables),
		last_message: contact.lastSaid?.text ?? null,
		last_message_data: contact.lastSaid ? { message: contact.lastSaid.data } : null,
		...(idName ? { [idName]: String(number) } : {}),
	};
}
