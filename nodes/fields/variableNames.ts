/** Names of variables, compared as people write them: "First Name", first_name and FIRST-NAME are one. */
export const alike = (name: string) =>
	name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s_-]+/g, '') || name;

/**
 * Fields that say which contact or record it is, of this node's outputs and of n8n's tables: nobody
 * means them as variables unless the list has one of that very name.
 */
const OF_THE_RECORD = new Set(
	[
		...['email', 'email_address', 'mail', 'phone', 'id', 'success', 'error', 'active'],
		...['status', 'statusName', 'status_explain', 'addedAt', 'add_date', 'source'],
		...['mailingListId', 'mailingListName', 'abook_id', 'book_id', 'list_id', 'list_name'],
		...['row_number', 'createdAt', 'updatedAt', 'timestamp'],
	].map(alike),
);

export const isOfTheRecord = (field: string) => OF_THE_RECORD.has(alike(field));

/** The variables of a mailing list, found by name. */
export class VariableNames {
	private readonly exact: ReadonlySet<string>;

	private readonly byLikeness = new Map<string, string[]>();

	constructor(readonly all: readonly string[]) {
		this.exact = new Set(all);
		for (const name of all) {
			const key = alike(name);
			this.byLikeness.set(key, [...(this.byLikeness.get(key) ?? []), name]);
		}
	}

	has(name: string): boolean {
		return this.exact.has(name);
	}

	/** Those that are written like it. */
	alike(name: string): readonly string[] {
		return this.byLikeness.get(alike(name)) ?? [];
	}
}

/** The first few of many names, for a sentence. */
export function named(names: Iterable<string>, most = 20): string {
	const all = [...names];
	const more = all.length - most;
	return more > 0 ? `${all.slice(0, most).join(', ')} and ${more} more` : all.join(', ');
}
