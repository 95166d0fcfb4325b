/** Older versions than this are not asked for. */
const KEPT = 60_000;

/** Records of one kind, by an ID that rises with time; and what they were a moment ago, which searches still see. */
export class CrmTable<Row extends { readonly id: number }> {
	private readonly rows = new Map<number, Row>();
	private readonly versions = new Map<number, Array<{ since: number; row: Row }>>();

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

	/** At once for searches, too. */
	delete(id: number): boolean {
		this.versions.delete(id);
		return this.rows.delete(id);
	}

	/** In the order they were made. */
	all(): Row[] {
		return [...this.rows.values()];
	}

	/** Notes how a record is from now on, for {@link seenAt}. */
	note(row: Row, since: number): void {
		const versions = this.versions.get(row.id) ?? [];
		versions.push({ since, row: structuredClone(row) });
		while ((versions[1]?.since ?? Infinity) <= since - KEPT) versions.shift();
		this.versions.set(row.id, versions);
	}

	/** All of them as they were then, without those that were made since. */
	seenAt(time: number): Row[] {
		return this.all().flatMap((row) => {
			const versions = this.versions.get(row.id);
			if (!versions) return [row];
			return versions.findLast(({ since }) => since <= time)?.row ?? [];
		});
	}

	get size(): number {
		return this.rows.size;
	}
}
