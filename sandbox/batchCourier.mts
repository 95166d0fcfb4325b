import { Agent, request } from 'undici';
import type { Agenda } from './agenda.mts';
import type { Clock } from './clock.mts';
import type { Courier } from './product.mts';
import { isLoopback } from './syntax.mts';

/** Events of one delivery, before they are encoded. */
export type Events = Record<string, unknown>[];

/** One attempt to tell an address of events. */
export interface Delivery {
	readonly at: number;
	readonly url: string;
	/** 1 for the first. */
	readonly attempt: number;
	readonly events: readonly Record<string, unknown>[];
	/** `undeliverable` was never tried: the sandbox calls nobody but this machine. */
	outcome: 'underway' | 'delivered' | 'refused' | 'failed' | 'undeliverable';
	/** HTTP status of the answer, if there was one. */
	status: number | null;
	error: string | null;
}

/** When events are delivered, and how; times in milliseconds. */
export interface Rhythm {
	interval: number;
	/** So many waiting events are delivered at once. */
	batch: number;
	/** How often a delivery is tried in all. */
	attempts: number;
	retryDelay: number;
	/** To wait for an answer. */
	timeout: number;
	format: 'json' | 'form';
}

/** Events that an address did not take, until they are sent again. */
interface Postponed<Webhook> {
	webhook: Webhook;
	events: Events;
	attempt: number;
}

/**
 * Tells the addresses of webhooks what happened: an array of events, in intervals or as soon as many wait, and again
 * where the answer is not 2xx. Only addresses on this machine are really called.
 */
export abstract class BatchCourier<Webhook extends { url: string }> implements Courier {
	private readonly waiting = new Map<Webhook, Events>();
	private readonly postponed = new Set<Postponed<Webhook>>();
	private readonly underway = new Set<Promise<void>>();
	private readonly stopping = new AbortController();
	private readonly agent = new Agent();

	constructor(
		private readonly agenda: Agenda,
		private readonly clock: Clock,
	) {}

	protected abstract rhythm(): Rhythm;
	/** Whether somebody has taken the webhook away meanwhile. */
	protected abstract isGone(webhook: Webhook): boolean;
	/** Puts an attempt on record, with what else is to be known of it. */
	protected abstract record(webhook: Webhook, delivery: Delivery): Delivery;

	/** Number of events that wait, for the first time or for another. */
	get pending(): number {
		const counts = [...this.waiting.values(), ...[...this.postponed].map(({ events }) => events)];
		return counts.reduce((total, events) => total + events.length, 0);
	}

	/** Sends now what waits, and again what was not taken; resolves when the answers are in. */
	async deliver(): Promise<void> {
		for (const webhook of [...this.waiting.keys()]) this.flush(webhook);
		for (const late of [...this.postponed]) this.resend(late);
		await this.settle();
	}

	/** Resolves when nothing is on its way. */
	async settle(): Promise<void> {
		while (this.underway.size > 0) await Promise.all(this.underway);
	}

	/** Breaks off what is on its way, and sends nothing more. */
	async stop(): Promise<void> {
		this.stopping.abort();
		this.waiting.clear();
		this.postponed.clear();
		await this.agent.destroy();
		await this.settle();
	}

	/** Takes in an event that happened at that time. */
	protected take(webhook: Webhook, event: Record<string, unknown>, at: number): void {
		const { interval, batch } = this.rhythm();
		const events = this.waiting.get(webhook) ?? [];
		events.push(event);
		this.waiting.set(webhook, events);
		if (events.length >= batch) this.flush(webhook);
		else if (events.length === 1) this.agenda.at(at + interval, () => this.flush(webhook));
	}

	private flush(webhook: Webhook): void {
		const events = this.waiting.get(webhook);
		this.waiting.delete(webhook);
		if (events) this.send({ webhook, events, attempt: 1 });
	}

	private resend(late: Postponed<Webhook>): void {
		if (!this.postponed.delete(late)) return;
		// Whoever has taken the webhook away is not called any more.
		if (!this.isGone(late.webhook)) this.send(late);
	}

	private send({ webhook, events, attempt }: Postponed<Webhook>): void {
		if (this.stopping.signal.aborted) return;
		const isHere = isLoopback(new URL(webhook.url).hostname);
		const delivery = this.record(webhook, {
			at: this.clock.now(),
			url: webhook.url,
			attempt,
			events,
			outcome: isHere ? 'underway' : 'undeliverable',
			status: null,
			error: null,
		});
		if (!isHere) return;
		const call = this.call(delivery).then(() => {
			this.underway.delete(call);
			const { attempts, retryDelay } = this.rhythm();
			if (delivery.outcome === 'delivered' || attempt >= attempts) return;
			if (this.stopping.signal.aborted) return;
			const late = { webhook, events, attempt: attempt + 1 };
			this.postponed.add(late);
			this.agenda.at(this.clock.now() + retryDelay, () => this.resend(late));
		});
		this.underway.add(call);
	}

	private async call(delivery: Delivery): Promise<void> {
		const { format, timeout } = this.rhythm();
		const waiting = new AbortController();
		const breakOff = () => waiting.abort();
		this.stopping.signal.addEventListener('abort', breakOff);
		const answered = new AbortController();
		void this.clock.sleep(timeout, answered.signal).then(() => waiting.abort());
		try {
			const { statusCode, body } = await request(delivery.url, {
				method: 'POST',
				headers: {
					'content-type':
						format === 'form' ? 'application/x-www-form-urlencoded' : 'application/json',
				},
				body: format === 'form' ? asForm(delivery.events) : JSON.stringify(delivery.events),
				dispatcher: this.agent,
				signal: waiting.signal,
			});
			await body.dump();
			delivery.status = statusCode;
			delivery.outcome = statusCode >= 200 && statusCode < 300 ? 'delivered' : 'refused';
		} catch (error) {
			delivery.outcome = 'failed';
			delivery.error = error instanceof Error ? error.message : String(error);
		} finally {
			answered.abort();
			this.stopping.signal.removeEventListener('abort', breakOff);
		}
	}
}

/** An array of events as a form, the way the PHP world writes nested data: `0[event]=open&0[email]=…`. */
function asForm(events: readonly Record<string, unknown>[]): string {
	const form = new URLSearchParams();
	const write = (name: string, value: unknown) => {
		if (typeof value === 'object' && value !== null) {
			for (const [key, item] of Object.entries(value)) write(`${name}[${key}]`, item);
		} else if (value !== null && value !== undefined) form.append(name, String(value));
	};
	events.forEach((event, index) => {
		for (const [key, value] of Object.entries(event)) write(`${index}[${key}]`, value);
	});
	return String(form);
}
