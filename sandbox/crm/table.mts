/** Records of one kind, by an ID that rises with time. */
export class CrmTable<Row extends { readonly id: number }> {
	private readonly rows = new Map<number, Row>();

	constructor(private nextId: number) {}

	/** @param make the record with its ID */
	add(make: (id: number) => Row): Row {
		const row = make(this.nextId++);
		this.rows.set(row.id, row);
		return row;
	}

	get(id: number): Row | undefined {
		return this.rows.get(id);
	}

	delete(id: number): boolean {
		return this.rows.delete(id);
	}

	/** In the order they were made. */
	all(): Row[] {
		return [...this.rows.values()];
	}

	get size(): number {
		return this.rows.size;
	}
}
