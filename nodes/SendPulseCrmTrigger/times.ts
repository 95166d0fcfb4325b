import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../engine/api/failures';
import { shown } from '../engine/parameters/parameters';
import type { NewestRead } from '../engine/polling/newest';

/**
 * "With fractions of a second and time zone" (OpenAPI of the CRM), with a space or a T in between; seconds, and the
 * minutes of a zone, are left out by some.
 */
const TIME =
	/^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::(\d{2})(?:(\.\d{1,3})\d{0,9})?)? ?(?:Z|([+-]\d{2})(?::?(\d{2}))?)?$/;

/** A time as the CRM writes it, in milliseconds; NaN for what is none. */
export function timeOf(value: unknown): number {
	const [, day, time, seconds = '00', fraction = '', hours = '+00', minutes = '00'] =
		TIME.exec(String(value)) ?? [];
	if (day === undefined) return NaN;
	return Date.parse(`${day}T${time}:${seconds}${fraction}${hours}:${minutes}`);
}

/**
 * The records of a reading from which can be told what is new. Any other would be taken for a quiet CRM.
 *
 * @throws ApiFailure where the list moved while it was read, or a record has no time that can be read
 */
export function tellable(
	{ records, unsettled }: NewestRead,
	time: (record: IDataObject) => number,
): IDataObject[] {
	if (unsettled) {
		throw new ApiFailure(
			'setup',
			'The list in the CRM changed each time it was read, so that some of it may be missing. Nothing was noted; the next poll begins where this one did.',
		);
	}
	const timeless = records.find((record) => !Number.isFinite(time(record)));
	if (timeless === undefined) return records;
	throw new ApiFailure(
		'setup',
		`SendPulse gave a record of the CRM (ID ${shown(timeless.id)}) without a time that can be read, so that what is new can't be told. Nothing was noted; the next poll begins where this one did.`,
	);
}

/** Pages that Fetch Test Event looks through for what the filters let through: about three seconds. */
const SHOWN_PAGES = 20;

/** How far Fetch Test Event reads a list that begins with the newest. */
export const shownOf = (count: number, belongs: (record: IDataObject) => boolean) => ({
	downTo: -Infinity,
	mostPages: SHOWN_PAGES,
	isEnough: (records: IDataObject[]) => records.filter(belongs).length >= count,
});

/** The day before a time, as filters take days: a bare date reads alike in every form and zone. */
export const dayBefore = (time: number) =>
	new Date(Math.max(time - 86_400_000, 0)).toISOString().slice(0, 10);

/** In ISO 8601. */
export const isoTime = (time: number) => (Number.isNaN(time) ? null : new Date(time).toISOString());
