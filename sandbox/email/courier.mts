import { Agent, request } from 'undici';
import type { Clock } from '../clock.mts';
import type { Happening } from './happenings.mts';
import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';
import { isLoopback } from '../syntax.mts';
import { asForm, eventBody } from './webhookEvents.mts';
import type { Webhook, WebhookDelivery } from './webhooks.mts';

type Events = Record<string, unknown>[];

/** Events that an address did not take, until they are sent again. */
interface Postponed {
	webhook: Webhook;
	events: Events;
	attempt: number;
}

/**
 * Tells the addresses of webhooks what happened (knowledge base, "How to connect webhooks in an email service"):
 * an array of events, once a minute or as soon as a hundred wait, and again where the answer is not 2xx. Only
 * addresses on this machine are really called.
 */
export class Courier {
	private readonly waiting = new Map<Webhook, Events>();
	private readonly postponed = new Set<Postponed>();
	private readonly underway = new Set<Promise<void>>();
	private readonly stopping = new AbortController();
	private readonly agent = new Agent();

	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
		private readonly clock: Clock,
	) {
		state.happenings.listen((happening) => this.take(happening));
	}

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

	private take(happening: Happening): void {
		const { webhookInterval, webhookBatch } = this.options;
		for (const webhook of this.state.webhooks.all()) {
			if (webhook.action !== happening.event) continue;
			const events = this.waiting.get(webhook) ?? [];
			events.push(eventBody(happening, this.options));
			this.waiting.set(webhook, events);
			if (events.length >= webhookBatch) this.flush(webhook);
			else if (events.length === 1) {
				this.state.agenda.at(happening.at + webhookInterval, () => this.flush(webhook));
			}
		}
	}

	private flush(webhook: Webhook): void {
		const events = this.waiting.get(webhook);
		this.waiting.delete(webhook);
		if (events) this.send({ webhook, events, attempt: 1 });
	}

	private resend(late: Postponed): void {
		if (!this.postponed.delete(late)) return;
		// Whoever has taken the webhook away is not called any more.
		if (this.state.webhooks.get(late.webhook.id)) this.send(late);
	}

	private send(parcel: Postponed): void {
		if (this.stopping.signal.aborted) return;
		const { webhook, events, attempt } = parcel;
		const isHere = isLoopback(new URL(webhook.url).hostname);
		const record = this.state.webhooks.record({
			at: this.clock.now(),
			webhookId: webhook.id,
			url: webhook.url,
			action: webhook.action,
			attempt,
			events,
			outcome: isHere ? 'underway' : 'undeliverable',
			status: null,
			error: null,
		});
		if (!isHere) return;
		const call = this.call(record).then(() => {
			this.underway.delete(call);
			const { webhookAttempts, webhookRetryDelay } = this.options;
			if (record.outcome === 'delivered' || attempt >= webhookAttempts) return;
			if (this.stopping.signal.aborted) return;
			const late = { webhook, events, attempt: attempt + 1 };
			this.postponed.add(late);
			this.state.agenda.at(this.clock.now() + webhookRetryDelay, () => this.resend(late));
		});
		this.underway.add(call);
	}

	private async call(record: WebhookDelivery): Promise<void> {
		const isForm = this.options.webhookFormat === 'form';
		const waiting = new AbortController();
		const breakOff = () => waiting.abort();
		this.stopping.signal.addEventListener('abort', breakOff);
		const answered = new AbortController();
		void this.clock.sleep(this.options.webhookTimeout, answered.signal).then(() => waiting.abort());
		try {
			const { statusCode, body } = await request(record.url, {
				method: 'POST',
				headers: {
					'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
				},
				body: isForm ? asForm(record.events) : JSON.stringify(record.events),
				dispatcher: this.agent,
				signal: waiting.signal,
			});
			await body.dump();
			record.status = statusCode;
			record.outcome = statusCode >= 200 && statusCode < 300 ? 'delivered' : 'refused';
		} catch (error) {
			record.outcome = 'failed';
			record.error = error instanceof Error ? error.message : String(error);
		} finally {
			answered.abort();
			this.stopping.signal.removeEventListener('abort', breakOff);
		}
	}
}
