import type { Delivery } from '../batchCourier.mts';
import type { EventName } from './happenings.mts';

const KEPT = 5_000;

/** One row: an address that is told of one kind of event. */
export interface Webhook {
	readonly id: number;
	url: string;
	readonly action: EventName;
}

/** One attempt to tell an address of events. */
export interface WebhookDelivery extends Delivery {
	readonly webhookId: number;
	readonly action: EventName;
}

/** The webhooks of the account, and what was delivered. */
export class WebhookStore {
	/** The newest, oldest first. */
	readonly deliveries: WebhookDelivery[] = [];
	private readonly byId = new Map<number, Webhook>();
	private nextId = 162_241;

	add(url: string, action: EventName): Webhook {
		const webhook = { id: this.nextId++, url, action };
		this.byId.set(webhook.id, webhook);
		return webhook;
	}

	get(id: number): Webhook | undefined {
		return this.byId.get(id);
	}

	find(url: string, action: EventName): Webhook | undefined {
		return this.all().find((webhook) => webhook.url === url && webhook.action === action);
	}

	remove(id: number): boolean {
		return this.byId.delete(id);
	}

	all(): Webhook[] {
		return [...this.byId.values()];
	}

	record(delivery: WebhookDelivery): WebhookDelivery {
		this.deliveries.push(delivery);
		if (this.deliveries.length > KEPT) this.deliveries.shift();
		return delivery;
	}
}
