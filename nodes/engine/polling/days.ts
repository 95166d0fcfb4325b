import type { IDataObject } from 'n8n-workflow';
import type { States } from './states';

const DAY_MS = 86_400_000;

/** What n8n keeps of a list that is asked for from a day on. */
export interface SeenDays extends IDataObject {
	/** The day from which it is asked for; `YYYY-MM-DD`. */
	from: string;
	/** The days of the records from then on that were seen, by their IDs and dates: who comes again is new. */
	days: States;
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Before the first look: the last two days by n8n's clock, whatever SendPulse's zone. */
export const sinceYesterday = (): SeenDays => ({ from: dayOf(Date.now() - 2 * DAY_MS), days: {} });

/**
 * Which records of a list were not seen, and what to keep: those of the newest day and the one before, since the
 * days of lists have a zone that no document names.
 *
 * @param dayIn the record's own date, of which the first ten characters are its day
 */
export function unseenOfDays(
	{ from, days }: SeenDays,
	records: readonly IDataObject[],
	dayIn: (record: IDataObject) => unknown,
): { fresh: IDataObject[]; seen: SeenDays } {
	const all = new Map(Object.entries(days));
	const fresh = records.filter((record) => {
		// One without a date is rather kept for long than told twice.
		const date = String(dayIn(record));
		const day = /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0] ?? '9999';
		const id = `${String(record.id)} ${date}`;
		if (day < from || all.has(id)) return false;
		all.set(id, day);
		return true;
	});
	const dated = [...all.values()].filter((day) => day !== '9999');
	const newest = dated.reduce((latest, day) => (day > latest ? day : latest), from);
	const before = dayOf(Date.parse(newest) - DAY_MS);
	const next = before > from ? before : from;
	const kept = [...all].filter(([, day]) => day >= next);
	return { fresh, seen: { from: next, days: Object.fromEntries(kept) } };
}
