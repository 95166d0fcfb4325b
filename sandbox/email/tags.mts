export interface Tag {
	readonly id: number;
	name: string;
	color: string;
}

/** Tags of the account; which contacts have them is known to the contacts. */
export class TagStore {
	private readonly byId = new Map<number, Tag>();
	private nextId = 2_501;
	private queued = 0;

	add(name: string, color: string): Tag {
		const tag = { id: this.nextId++, name, color };
		this.byId.set(tag.id, tag);
		return tag;
	}

	get(id: number): Tag | undefined {
		return this.byId.get(id);
	}

	remove(id: number): void {
		this.byId.delete(id);
	}

	all(): Tag[] {
		return [...this.byId.values()];
	}

	/** Number of a request put in the queue, the first being 1. */
	nextInQueue(): number {
		return ++this.queued;
	}
}
