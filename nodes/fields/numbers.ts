/** Which sign stands before the fraction; `automatic` takes what reads one way only. */
export const NUMBER_FORMATS = ['automatic', 'decimalComma', 'decimalPoint'] as const;

export type NumberFormat = (typeof NUMBER_FORMATS)[number];

/** 1234.5, 1,234.5, 1 234.5 and 1'234.5: groups of three between equal signs. */
const WITH_POINT = /^[+-]?(?:\d+|[1-9]\d{0,2}([,\s'’])\d{3}(?:\1\d{3})*)?(?:\.\d+)?$/;
const WITH_COMMA = /^[+-]?(?:\d+|[1-9]\d{0,2}([.\s'’])\d{3}(?:\1\d{3})*)?(?:,\d+)?$/;
/** How JavaScript writes small numbers. */
const TINY = /^-?\d(?:\.\d+)?e-\d+$/;

/**
 * The numbers that a text can mean: one where everybody reads it alike, two for `1,234` (twelve hundred
 * and thirty-four, or one and a bit), none for what is no number. 0x10 and 1E+11 are none: the first is
 * a code, and in the second a spreadsheet has dropped digits.
 */
export function numbersOf(text: string, format: NumberFormat = 'automatic'): number[] {
	const trimmed = text.trim();
	if (!/\d/.test(trimmed)) return [];
	if (TINY.test(trimmed)) return [Number(trimmed)];
	const found: number[] = [];
	if (format !== 'decimalComma' && WITH_POINT.test(trimmed)) {
		found.push(Number(trimmed.replace(/[,\s'’]/g, '')));
	}
	if (format !== 'decimalPoint' && WITH_COMMA.test(trimmed)) {
		found.push(Number(trimmed.replace(/[.\s'’]/g, '').replace(',', '.')));
	}
	return [...new Set(found)];
}

/** Whether a number is as exact as it was written: beyond 2^53 the last digits get lost. */
export const isExact = (number: number) => Math.abs(number) < 2 ** 53 && Number.isFinite(number);
