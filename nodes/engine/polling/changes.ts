import type { IDataObject } from 'n8n-workflow';
import { mark, type States } from './states';

/** How much later than others a record may show in a list, from which its change was asked for. */
export const SHOWN_LATE_MS = 10 * 60_000;

/** For so long what was seen of a record is remembered one by one, counted back from the newest change. */
export const REMEMBERED_MS = 2 * 86_400_000;

/** What n8n keeps of records that change. All times are SendPulse's own. */
export interface SeenChanges extends IDataObject {
	/** The newest change that was seen, in milliseconds; 0 for none. */
	newest: number;
	/** When records were changed last, and a mark of what they were like; those of {@link REMEMBERED_MS} alone. */
	recent: States;
}

export const NO_CHANGES: SeenChanges = { newest: 0, recent: {} };

/** How a record tells of its changes. */
export interface ChangeRules {
	id(record: IDataObject): unknown;
	/** In milliseconds; NaN where it does not tell. */
	madeAt(record: IDataObject): number;
	changedAt(record: IDataObject): number;
	/** What may change twice within one moment. */
	content(record: IDataObject): unknown;
}

export interface FoundChanges {
	/** Oldest change first. */
	found: Array<{ record: IDataObject; isNew: boolean }>;
	seen: SeenChanges;
}

/**
 * What is new among records that are read again and again, told by what was seen and not by a clock: lists show
 * some changes later than others, and some of them in whole days alone. The same as before: nothing. Not seen
 * before, and made after the newest change of the last look, less {@link SHOWN_LATE_MS}: new. Else it was changed.
 *
 * @param records all that were changed since the newest change of the last look, less {@link SHOWN_LATE_MS}; older
 * ones may be among them
 * @param isKnown whether a record is known in another way, where all are
 */
export function changesAmong(
	{ newest, recent }: SeenChanges,
	records: readonly IDataObject[],
	{ id, madeAt, changedAt, content }: ChangeRules,
	isKnown?: (id: string) => boolean,
): FoundChanges {
	const known = new Map(Object.entries(recent));
	// What was seen of older ones is forgotten.
	const since = newest - REMEMBERED_MS;
	const timed = records
		.map((record) => ({ record, name: String(id(record)), at: changedAt(record) }))
		.filter(({ at }) => at >= since)
		.sort((one, other) => one.at - other.at || (one.name < other.name ? -1 : 1));
	const found: FoundChanges['found'] = [];
	for (const { record, name, at } of timed) {
		const state = `${at} ${mark(content(record))}`;
		const before = known.get(name);
		known.set(name, state);
		if (before === state) continue;
		const wasMadeSince = madeAt(record) >= newest - SHOWN_LATE_MS;
		const isNew = before === undefined && (isKnown ? !isKnown(name) : wasMadeSince);
		found.push({ record, isNew });
	}
	const last = timed.reduce((latest, { at }) => Math.max(latest, at), newest);
	const kept = [...known].filter(([, state]) => Number.parseInt(state) >= last - REMEMBERED_MS);
	return { found, seen: { newest: last, recent: Object.fromEntries(kept) } };
}
