import type { Delivery } from '../batchCourier.mts';
import type { SmtpEventName, SmtpHappening } from './webhookEvents.mts';

const KEPT = 2_000;

/** An address in the settings of the SMTP service, which no API reaches. */
export interface SmtpWebhook {
	readonly url: string;
	readonly events: readonly SmtpEventName[];
}

/** What is told, to whom, and what was delivered. */
export class SmtpWebhooks {
	/** The newest, oldest first. */
	readonly deliveries: Delivery[] = [];
	private readonly byUrl = new Map<string, SmtpWebhook>();
	private readonly listeners: Array<(happening: SmtpHappening) => void> = [];

	/** The same address again takes the place of the earlier one. */
	set(url: string, events: readonly SmtpEventName[]): void {
		this.byUrl.set(url, { url, events });
	}

	has(webhook: SmtpWebhook): boolean {
		return this.byUrl.get(webhook.url) === webhook;
	}

	remove(url: string): void {
		this.byUrl.delete(url);
	}

	all(): SmtpWebhook[] {
		return [...this.byUrl.values()];
	}

	record(delivery: Delivery): Delivery {
		this.deliveries.push(delivery);
		if (this.deliveries.length > KEPT) this.deliveries.shift();
		return delivery;
	}

	listen(listener: (happening: SmtpHappening) => void): void {
		this.listeners.push(listener);
	}

	tell(happening: SmtpHappening): void {
		for (const listener of this.listeners) listener(happening);
	}
}
