import { DateTime } from 'luxon';

/** The last millisecond that a JavaScript date knows. */
const LAST_MS = 8_640_000_000_000_000;

/** A text, or a number as text, without the spaces around it; null where there is none. */
export const textIn = (value: unknown): string | null => {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? null : text;
};

/** A whole number, whether SendPulse sent it as number or as text. */
export const whole = (value: unknown): number | undefined => {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/** An instant in ISO 8601; undefined for one that no calendar has. */
export const isoTime = (milliseconds: number): string | undefined =>
	milliseconds > LAST_MS ? undefined : new Date(milliseconds).toISOString();

/** Milliseconds of 1973, seconds of the year 5138: what is less counts seconds. */
const FIRST_MS = 100_000_000_000;
/** Longer than any date. */
const LONGEST_DATE = 40;

/** Whether it names a time zone: `Europe/Kyiv`, `UTC`, `UTC+3`. */
export const isZone = (name: string) => name !== '' && DateTime.utc().setZone(name).isValid;

/**
 * A time as SendPulse's products write it: seconds or milliseconds since 1970, ISO 8601, or
 * `YYYY-MM-DD hh:mm:ss`.
 *
 * @param zone of the last two where they name none, an IANA name
 * @returns ISO 8601; undefined for what is none of these
 */
export function timeIn(value: unknown, zone = 'utc'): string | undefined {
	const number = whole(value);
	if (number !== undefined) return isoTime(number < FIRST_MS ? number * 1000 : number);
	const text = typeof value === 'string' && value.length <= LONGEST_DATE ? value.trim() : '';
	const time = DateTime.fromISO(text, { zone });
	return (time.isValid ? time : DateTime.fromSQL(text, { zone })).toUTC().toISO() ?? undefined;
}
