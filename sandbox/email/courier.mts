import { BatchCourier, type Delivery, type Rhythm } from '../batchCourier.mts';
import type { Clock } from '../clock.mts';
import type { Happening } from './happenings.mts';
import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';
import { eventBody } from './webhookEvents.mts';
import type { Webhook } from './webhooks.mts';

/**
 * Delivers to the addresses of webhooks (knowledge base, "How to connect webhooks in an email service"): once a minute,
 * or as soon as a hundred events wait.
 */
export class Courier extends BatchCourier<Webhook> {
	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
		clock: Clock,
	) {
		super(state.agenda, clock);
		state.happenings.listen((happening) => this.tell(happening));
	}

	protected rhythm(): Rhythm {
		const { options } = this;
		return {
			interval: options.webhookInterval,
			batch: options.webhookBatch,
			attempts: options.webhookAttempts,
			retryDelay: options.webhookRetryDelay,
			timeout: options.webhookTimeout,
			format: options.webhookFormat,
		};
	}

	protected isGone({ id }: Webhook): boolean {
		return !this.state.webhooks.get(id);
	}

	protected record({ id, action }: Webhook, delivery: Delivery): Delivery {
		return this.state.webhooks.record(Object.assign(delivery, { webhookId: id, action }));
	}

	private tell(happening: Happening): void {
		for (const webhook of this.state.webhooks.all()) {
			if (webhook.action !== happening.event) continue;
			this.take(webhook, eventBody(happening, this.options), happening.at);
		}
	}
}
