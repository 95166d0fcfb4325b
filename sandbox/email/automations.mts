import { createHash } from 'node:crypto';

const KEPT = 5_000;

/** An event of the Events Manager: known by its name, and to senders without a token by its hash. */
export interface AutomationEvent {
	readonly name: string;
	readonly hash: string;
}

/** One event that came in. */
export interface ReceivedEvent {
	readonly at: number;
	readonly name: string;
	readonly withToken: boolean;
	readonly email: string | null;
	readonly phone: string | null;
	readonly automationId: number | null;
	readonly variables: Readonly<Record<string, unknown>>;
}

/** Events that start flows, and what came in for them. */
export class AutomationEvents {
	/** The newest, oldest first. */
	readonly received: ReceivedEvent[] = [];
	/** What an event leads to. */
	readonly followers: Array<(event: ReceivedEvent) => void> = [];
	private readonly byName = new Map<string, AutomationEvent>();

	constructor(private readonly seed: number) {}

	create(name: string): AutomationEvent {
		const hash = createHash('md5').update(`${this.seed} event ${name}`).digest('hex');
		const event = { name, hash };
		this.byName.set(name, event);
		return event;
	}

	get(name: string): AutomationEvent | undefined {
		return this.byName.get(name);
	}

	getByHash(hash: string): AutomationEvent | undefined {
		return this.all().find((event) => event.hash === hash);
	}

	all(): AutomationEvent[] {
		return [...this.byName.values()];
	}

	receive(event: ReceivedEvent): void {
		this.received.push(event);
		if (this.received.length > KEPT) this.received.shift();
		for (const follow of this.followers) follow(event);
	}
}
