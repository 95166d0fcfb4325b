import type { IDataObject } from 'n8n-workflow';
import { fingerprint } from '../api/token';

/** What is kept of a record: 64 bits, by which a million records are told apart. */
const LENGTH = 16;

/** The states in which records were seen last, by what tells them apart. */
export type States = Record<string, string>;

export interface Compared {
	/** Records that were not there before. */
	added: IDataObject[];
	/** Those that are in another state than before, with that one. */
	changed: Array<{ record: IDataObject; before: string }>;
	states: States;
}

/**
 * What has changed since the last look.
 *
 * @param all whether these are all there are: what is missing then is forgotten, and new if it comes again
 */
export function compare(
	before: States,
	records: readonly IDataObject[],
	{ key, state }: { key(record: IDataObject): string; state(record: IDataObject): string },
	all = true,
): Compared {
	const known = new Map(Object.entries(before));
	const states = new Map(all ? [] : known);
	const added: IDataObject[] = [];
	const changed: Compared['changed'] = [];
	for (const record of records) {
		const name = key(record);
		const now = state(record);
		const last = known.get(name);
		if (last === undefined && !states.has(name)) added.push(record);
		else if (last !== undefined && last !== now) changed.push({ record, before: last });
		states.set(name, now);
	}
	return { added, changed, states: Object.fromEntries(states) };
}

/** Stands for a value that n8n must not keep itself: people's addresses and what is stored about them. */
export const mark = (value: unknown): string =>
	fingerprint(JSON.stringify(inOneOrder(value)) ?? '').slice(0, LENGTH);

/** Fields come in whatever order; that alone is no change. */
function inOneOrder(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inOneOrder);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
	return entries.map(([name, entry]) => [name, inOneOrder(entry)]);
}
