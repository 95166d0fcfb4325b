const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** ISO 8601 with a time, with or without a zone. */
const INSTANT =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * A value as the YYYY-MM-DD that the API wants for date variables, or undefined where it is no
 * date that everybody reads alike (01.02.2019 is a day in January or in February).
 *
 * An instant is taken in the workflow's time zone, as everywhere in n8n; midnight UTC stays the day
 * that it names, because that is how programs write days without a time.
 */
export function asDate(value: unknown, timeZone: string): string | undefined {
	if (value instanceof Date) return dayIn(value, timeZone);
	const luxon = value as { toISODate?: () => string | null } | null;
	if (typeof luxon?.toISODate === 'function') return realDay(luxon.toISODate() ?? '');
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (DAY.test(text)) return realDay(text);
	const instant = INSTANT.exec(text);
	if (!instant) return undefined;
	const [, day, time, zone] = instant;
	if (!zone) return realDay(day);
	if (realDay(day) === undefined) return undefined;
	return dayIn(new Date(`${day}T${time.replace(',', '.')}${zone}`), timeZone);
}

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
