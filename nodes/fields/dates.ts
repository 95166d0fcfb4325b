/** How days are written that are not in ISO 8601, as Luxon's tokens; `automatic` takes what reads one way only. */
export const DATE_FORMATS = ['automatic', 'dd.MM.yyyy', 'MM/dd/yyyy', 'yyyy/MM/dd'] as const;

export type DateFormat = (typeof DATE_FORMATS)[number];

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** ISO 8601 with a time, with or without a zone. */
const INSTANT =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i;
/** How programs write a day without a time, as the time of an instant. */
export const MIDNIGHT = /^00:00(:00([.,]0+)?)?$/;
/** Three numbers between equal signs, as people and spreadsheets write them, perhaps with a time. */
const LOCAL =
	/^(\d{1,2})([./ -])(\d{1,2})\2(\d{4})(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?)?$/i;
const YEAR_FIRST =
	/^(\d{4})([./ -])(\d{1,2})\2(\d{1,2})(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?)?$/i;

/**
 * The days that a value can mean, as the YYYY-MM-DD that the API wants for date variables: one where
 * everybody reads it alike, two for 01.02.2019 (in January or in February), none for what is no date.
 * Dates of programs and ISO 8601 are understood whatever the format.
 *
 * An instant is taken in the workflow's time zone, as everywhere in n8n; midnight, in its own offset or
 * in UTC, stays the day that it names, because that is how programs write days without a time.
 */
export function daysOf(
	value: unknown,
	timeZone: string,
	format: DateFormat = 'automatic',
): string[] {
	const day =
		typeof value === 'string'
			? inText(value.trim(), timeZone, format)
			: [ofProgram(value, timeZone)];
	return [...new Set(day.filter((one) => one !== undefined))];
}

/** JavaScript's dates, and n8n's own (Luxon). */
function ofProgram(value: unknown, timeZone: string): string | undefined {
	if (value instanceof Date) return dayIn(value, timeZone);
	const luxon = value as { toISODate?: () => string | null } | null | undefined;
	return typeof luxon?.toISODate === 'function' ? realDay(luxon.toISODate() ?? '') : undefined;
}

function inText(text: string, timeZone: string, format: DateFormat): Array<string | undefined> {
	if (DAY.test(text)) return [realDay(text)];
	const instant = INSTANT.exec(text);
	if (instant) return [dayOfInstant(instant, timeZone)];
	const yearFirst = YEAR_FIRST.exec(text);
	if (yearFirst) return [dayFrom(yearFirst[1], yearFirst[3], yearFirst[4])];
	const [, one, , two, year] = LOCAL.exec(text) ?? [];
	if (year === undefined) return [];
	return [
		...(format === 'automatic' || format === 'dd.MM.yyyy' ? [dayFrom(year, two, one)] : []),
		...(format === 'automatic' || format === 'MM/dd/yyyy' ? [dayFrom(year, one, two)] : []),
	];
}

function dayOfInstant([, day, time, zone]: RegExpExecArray, timeZone: string): string | undefined {
	if (!zone || MIDNIGHT.test(time) || realDay(day) === undefined) return realDay(day);
	return dayIn(new Date(`${day}T${time.replace(',', '.')}${zone}`), timeZone);
}

const dayFrom = (year: string, month: string, day: string) =>
	realDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);

function realDay(text: string): string | undefined {
	const parts = DAY.exec(text);
	if (!parts) return undefined;
	const [year, month, day] = parts.slice(1).map(Number);
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? text : undefined;
}

function dayIn(instant: Date, timeZone: string): string | undefined {
	const time = instant.getTime();
	if (Number.isNaN(time)) return undefined;
	if (time % 86_400_000 === 0) return instant.toISOString().slice(0, 10);
	// The Swedish form of a date is the ISO form.
	return new Intl.DateTimeFormat('sv-SE', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	}).format(instant);
}
