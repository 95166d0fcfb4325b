/** Addresses that no mail goes to, with the comment they were put there with. */
export class Blacklist {
	private readonly byKey = new Map<string, { email: string; comment: string }>();

	has(email: string): boolean {
		return this.byKey.has(email.toLowerCase());
	}

	add(email: string, comment = ''): void {
		if (!this.has(email)) this.byKey.set(email.toLowerCase(), { email, comment });
	}

	remove(email: string): boolean {
		return this.byKey.delete(email.toLowerCase());
	}

	all(): Array<{ email: string; comment: string }> {
		return [...this.byKey.values()];
	}
}
