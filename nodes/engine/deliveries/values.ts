/** The last millisecond that a JavaScript date knows. */
const LAST_MS = 8_640_000_000_000_000;

/** A whole number, whether SendPulse sent it as number or as text. */
export const whole = (value: unknown): number | undefined => {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/** An instant in ISO 8601; undefined for one that no calendar has. */
export const isoTime = (milliseconds: number): string | undefined =>
	milliseconds > LAST_MS ? undefined : new Date(milliseconds).toISOString();
