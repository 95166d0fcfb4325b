/** "With fractions of a second and time zone" (OpenAPI of the CRM), with a space or a T in between. */
const TIME =
	/^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d{1,3})?\d{0,9} ?(Z|[+-]\d{2}:?\d{2})?$/;

/** A time as the CRM writes it, in milliseconds; NaN for what is none. */
export function timeOf(value: unknown): number {
	const [, day, time, fraction = '', zone = 'Z'] = TIME.exec(String(value)) ?? [];
	return day === undefined ? NaN : Date.parse(`${day}T${time}${fraction}${zone}`);
}

/** The day before a time, as filters take days: a bare date reads alike in every form and zone. */
export const dayBefore = (time: number) =>
	new Date(Math.max(time - 86_400_000, 0)).toISOString().slice(0, 10);

/** In ISO 8601. */
export const isoTime = (time: number) => (Number.isNaN(time) ? null : new Date(time).toISOString());
