/** The filters of the CRM's lists. */
import { refused } from './errors.mts';

/** What a condition may say (OpenAPI, FilterExpressionProperty). */
export const EXPRESSIONS = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'like', 'in'] as const;

export type Expression = (typeof EXPRESSIONS)[number];

type Comparable = string | number | null;

const comparison = (one: Comparable, other: Comparable): number => {
	const [a, b] = [Number(one), Number(other)];
	const areNumbers = one !== '' && other !== '' && !Number.isNaN(a) && !Number.isNaN(b);
	if (areNumbers) return a - b;
	return String(one).toLowerCase() < String(other).toLowerCase()
		? -1
		: Number(String(one).toLowerCase() !== String(other).toLowerCase());
};

/** Whether a value, or one of several, fits a condition. Nothing at all fits `neq` alone. */
export function fits(
	values: readonly Comparable[],
	expression: Expression,
	wanted: unknown,
): boolean {
	const given = values.filter((value) => value !== null);
	const list = [wanted].flat() as Comparable[];
	const [first = null] = list;
	switch (expression) {
		case 'eq':
			return given.some((value) => comparison(value, first) === 0);
		case 'neq':
			return !given.some((value) => comparison(value, first) === 0);
		case 'in':
			return given.some((value) => list.some((one) => comparison(value, one) === 0));
		case 'like':
			return given.some((value) => isPart(first, value));
		case 'gt':
			return given.some((value) => comparison(value, first) > 0);
		case 'gte':
			return given.some((value) => comparison(value, first) >= 0);
		case 'lt':
			return given.some((value) => comparison(value, first) < 0);
		case 'lte':
			return given.some((value) => comparison(value, first) <= 0);
	}
}

/** Whatever the case. */
export const isPart = (part: unknown, whole: unknown): boolean =>
	String(whole ?? '')
		.toLowerCase()
		.includes(String(part).trim().toLowerCase());

/** A condition of a list, or why it is none. @throws CrmError */
export function expressionIn(condition: Readonly<Record<string, unknown>>, field: string) {
	const { expression, value } = condition;
	if (!EXPRESSIONS.includes(expression as Expression))
		throw refused(`${field}.expression`, `The selected ${field}.expression is invalid.`);
	const isValue = (one: unknown) =>
		typeof one === 'number' || (typeof one === 'string' && one.length <= 255);
	if (![value].flat().every(isValue))
		throw refused(`${field}.value`, `The ${field}.value must be a string or an array.`);
	return { expression: expression as Expression, value };
}

/** Sorted by a key; what is the same in that, by ID. */
export function sortedBy<Row extends { readonly id: number }>(
	rows: readonly Row[],
	key: (row: Row) => Comparable,
	direction: unknown,
): Row[] {
	const sign = direction === 'desc' ? -1 : 1;
	return [...rows].sort((one, other) => {
		const [a, b] = [key(one), key(other)];
		const order =
			typeof a === 'number' && typeof b === 'number' ? a - b : comparison(a ?? '', b ?? '');
		return sign * (order || one.id - other.id);
	});
}
