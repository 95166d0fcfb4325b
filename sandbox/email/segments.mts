import type { Contact } from './contacts.mts';

/** A part of a list. The API neither lists segments nor makes them: their ids are read off SendPulse's own pages. */
export interface Segment {
	readonly id: number;
	readonly name: string;
	readonly listId: number;
	matches(contact: Contact): boolean;
}

export class SegmentStore {
	private readonly byId = new Map<number, Segment>();
	private nextId = 310_001;

	add(segment: Omit<Segment, 'id'>): Segment {
		const added = { ...segment, id: this.nextId++ };
		this.byId.set(added.id, added);
		return added;
	}

	get(id: number): Segment | undefined {
		return this.byId.get(id);
	}

	all(): Segment[] {
		return [...this.byId.values()];
	}
}
