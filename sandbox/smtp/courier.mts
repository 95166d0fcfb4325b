import { BatchCourier, type Delivery, type Rhythm } from '../batchCourier.mts';
import type { Clock } from '../clock.mts';
import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';
import { smtpEventBody, type SmtpHappening } from './webhookEvents.mts';
import type { SmtpWebhook } from './webhooks.mts';

/** Delivers events of e-mails (knowledge base, "SMTP webhooks"): each 30 seconds, or as soon as 500 wait. */
export class SmtpCourier extends BatchCourier<SmtpWebhook> {
	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
		clock: Clock,
	) {
		super(state.agenda, clock);
		state.smtp.webhooks.listen((happening) => this.tell(happening));
	}

	protected rhythm(): Rhythm {
		const { options } = this;
		return {
			interval: options.smtpWebhookInterval,
			batch: options.smtpWebhookBatch,
			// Of these no page says more than of those of the e-mail service.
			attempts: options.webhookAttempts,
			retryDelay: options.webhookRetryDelay,
			timeout: options.webhookTimeout,
			format: options.webhookFormat,
		};
	}

	protected isGone(webhook: SmtpWebhook): boolean {
		return !this.state.smtp.webhooks.has(webhook);
	}

	protected record(_: SmtpWebhook, delivery: Delivery): Delivery {
		return this.state.smtp.webhooks.record(delivery);
	}

	private tell(happening: SmtpHappening): void {
		for (const webhook of this.state.smtp.webhooks.all()) {
			if (!webhook.events.includes(happening.event)) continue;
			this.take(webhook, smtpEventBody(happening, this.options), happening.at);
		}
	}
}
