/** A count, which may come as text; null where it is none. */
export function asNumber(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value ?? NaN);
	return Number.isFinite(number) ? number : null;
}

/** So much of it, per cent with two decimals; null where there is nothing to be a part of. */
export function percent(part: unknown, whole: unknown): number | null {
	const [some, all] = [asNumber(part), asNumber(whole)];
	if (some === null || all === null || all <= 0) return null;
	return Math.round((some / all) * 10_000) / 100;
}
