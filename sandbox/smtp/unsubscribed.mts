/** Somebody who gets no e-mails of the SMTP service any more. */
export interface Unsubscribed {
	readonly email: string;
	/** By a link in an e-mail. */
	byLink: boolean;
	/** By the account's user, as through the API. */
	byUser: boolean;
	complained: boolean;
	readonly at: number;
	/** The API takes it, and never gives it back. */
	comment: string;
}

/** The unsubscribe list of the SMTP service. */
export class UnsubscribeList {
	private readonly byKey = new Map<string, Unsubscribed>();

	has(email: string): boolean {
		return this.byKey.has(email.toLowerCase());
	}

	/** Whoever is on it already stays there since when they were. */
	add(
		email: string,
		at: number,
		how: Partial<Pick<Unsubscribed, 'byLink' | 'byUser' | 'complained' | 'comment'>>,
	): void {
		const known = this.byKey.get(email.toLowerCase());
		if (known) Object.assign(known, how);
		else {
			const none = { byLink: false, byUser: false, complained: false, comment: '' };
			this.byKey.set(email.toLowerCase(), { email, at, ...none, ...how });
		}
	}

	remove(email: string): boolean {
		return this.byKey.delete(email.toLowerCase());
	}

	all(): Unsubscribed[] {
		return [...this.byKey.values()];
	}
}
