/** A domain that e-mails may come from. */
export interface SenderDomain {
	readonly id: number;
	readonly name: string;
	/** Whether its records in the DNS are there. */
	isVerified: boolean;
	readonly isDefault: boolean;
}

export class DomainStore {
	private readonly byName = new Map<string, SenderDomain>();
	private nextId = 37_857;

	/** One that is there already stays as it is. */
	add(name: string, isVerified = false): void {
		const key = name.toLowerCase();
		if (this.byName.has(key)) return;
		const isDefault = this.byName.size === 0;
		this.byName.set(key, { id: this.nextId++, name: key, isVerified, isDefault });
	}

	all(): SenderDomain[] {
		return [...this.byName.values()];
	}
}
