export interface Sender {
	readonly email: string;
	name: string;
	activated: boolean;
	/** The code that was mailed last, and when; null while none was. */
	code?: { text: string; mailedAt: number } | null;
}

/** Addresses that mail may come from. */
export class SenderStore {
	private readonly byKey = new Map<string, Sender>();

	add(sender: Sender): Sender {
		this.byKey.set(sender.email.toLowerCase(), sender);
		return sender;
	}

	get(email: string): Sender | undefined {
		return this.byKey.get(email.toLowerCase());
	}

	remove(email: string): boolean {
		return this.byKey.delete(email.toLowerCase());
	}

	all(): Sender[] {
		return [...this.byKey.values()];
	}
}
