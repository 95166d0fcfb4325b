import { createHash } from 'node:crypto';

const KEPT = 2_000;

/** The element "Send webhook" of a flow. */
export interface SendWebhook {
	readonly id: number;
	readonly flowId: number;
	readonly flowName: string;
	/** Latin letters and digits (knowledge base, Automation 360, "Send webhook"). */
	readonly name: string;
	url: string;
	/** What has to come back. */
	readonly key: string;
}

/** Somebody on their way through a flow. */
export interface Passenger {
	email: string | null;
	phone: string | null;
	variables: Readonly<Record<string, unknown>>;
}

/** One webhook that a flow had to send. */
export interface FlowDelivery {
	readonly at: number;
	readonly element: SendWebhook;
	readonly body: unknown;
	/** `limited`: one an hour had been sent, and the key had not come back. `undeliverable`: not on this machine. */
	outcome: 'underway' | 'delivered' | 'refused' | 'failed' | 'undeliverable' | 'limited' | 'queued';
	status: number | null;
	error: string | null;
	/** Whether the key came back. */
	confirmed: boolean;
}

/** Elements of flows that send webhooks, and what they have sent. */
export class FlowWebhookStore {
	/** The newest, oldest first. */
	readonly deliveries: FlowDelivery[] = [];
	private readonly byId = new Map<number, SendWebhook>();
	private readonly listeners: Array<(element: SendWebhook, who: Passenger, at: number) => void> =
		[];
	private nextId = 467_601;

	constructor(private readonly seed: number) {}

	add(
		{ id: flowId, name: flowName }: { id: number; name: string },
		name: string,
		url: string,
	): SendWebhook {
		const id = this.nextId++;
		const key = createHash('sha256').update(`${this.seed} key ${id}`).digest('hex').slice(0, 32);
		const element = { id, flowId, flowName, name, url, key };
		this.byId.set(id, element);
		return element;
	}

	get(id: number): SendWebhook | undefined {
		return this.byId.get(id);
	}

	all(): SendWebhook[] {
		return [...this.byId.values()];
	}

	remove(id: number): void {
		this.byId.delete(id);
	}

	/** Somebody has come to the element. */
	reach(element: SendWebhook, who: Passenger, at: number): void {
		for (const listener of this.listeners) listener(element, who, at);
	}

	listen(listener: (element: SendWebhook, who: Passenger, at: number) => void): void {
		this.listeners.push(listener);
	}

	record(delivery: FlowDelivery): FlowDelivery {
		this.deliveries.push(delivery);
		if (this.deliveries.length > KEPT) this.deliveries.shift();
		return delivery;
	}
}
