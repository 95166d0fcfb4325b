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

/** Domains whose owners let nobody else send from them. */
const STRICT = new Set(['aol.com', 'mail.ru', 'yahoo.com']);

/** Whether mail in the name of that address would be refused wherever it comes. */
export const forbidsSenders = (email: string): boolean =>
	STRICT.has(email.slice(email.lastIndexOf('@') + 1).toLowerCase());
