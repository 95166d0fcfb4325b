import type { INodeProperties } from 'n8n-workflow';
import { InputProblem } from '../engine/api/inputProblem';
import { shown, type ItemParameters } from '../engine/parameters/parameters';
import { DATE_FORMATS, daysOf, type DateFormat } from './dates';
import { isExact, NUMBER_FORMATS, numbersOf, type NumberFormat } from './numbers';

/** A variable's type in SendPulse (Bulk Email Service API, "Get a list of variables"). */
export type VariableType = 'string' | 'number' | 'date';

export type VariableValue = string | number;

/** Options of every operation that takes values of variables; stored values are Luxon's tokens. */
export const valueOptions: INodeProperties[] = [
	{
		displayName: 'Date Format',
		name: 'dateFormat',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'What reads one way only, like 30.11.1979. Others, like 01.02.2019, are refused.',
			},
			{
				name: 'DD.MM.YYYY or DD/MM/YYYY',
				value: 'dd.MM.yyyy',
				description: 'The day first: 01.02.2019 is in February',
			},
			{
				name: 'MM/DD/YYYY',
				value: 'MM/dd/yyyy',
				description: 'The month first: 01/02/2019 is in January',
			},
			{
				name: 'YYYY/MM/DD or YYYY-MM-DD',
				value: 'yyyy/MM/dd',
				description: 'The year first, and nothing else',
			},
		],
		default: 'automatic',
		description:
			'How your data writes dates. The dates of n8n and those with the year first are understood in any case.',
	},
	{
		displayName: 'Leave Out Wrong Values',
		name: 'leaveOutWrongValues',
		type: 'boolean',
		default: false,
		description:
			'Whether to go on without a value that its variable does not take, instead of refusing the item. A hint on the output says how many were left out.',
	},
	{
		displayName: 'Number Format',
		name: 'numberFormat',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'What reads one way only, like 1,234.50 or 3,5. Others, like 1,234, are refused.',
			},
			{
				name: '1.234,5',
				value: 'decimalComma',
				description: 'A comma before the fraction: 1,234 is one and a bit',
			},
			{
				name: '1,234.5',
				value: 'decimalPoint',
				description: 'A point before the fraction: 1,234 is more than a thousand',
			},
		],
		default: 'automatic',
		description: 'How your data writes numbers',
	},
];

/** How the texts of a workflow's data are to be read. */
export interface ValueFormats {
	timeZone: string;
	date: DateFormat;
	number: NumberFormat;
}

export function readFormats({ options, timeZone }: ItemParameters): ValueFormats {
	const choice = <T extends string>(name: string, values: readonly T[]) =>
		options.raw(name) === undefined ? values[0] : (options.choice(name, values) as T);
	return {
		timeZone,
		date: choice('dateFormat', DATE_FORMATS),
		number: choice('numberFormat', NUMBER_FORMATS),
	};
}

/**
 * The value as a variable of that type takes it; without a type it keeps its own. Undefined where there
 * is none, and '' for an empty text.
 *
 * @throws InputProblem naming the variable and what to do
 */
export function typedValue(
	name: string,
	value: unknown,
	type: VariableType | undefined,
	formats: ValueFormats,
): VariableValue | undefined {
	if (value === undefined || value === null) return undefined;
	if (value === '') return type === 'number' || type === 'date' ? undefined : '';
	if (type === 'number') return asNumber(name, value, formats);
	if (type === 'date') return asDay(name, value, formats);
	if (typeof value === 'string') return value;
	if (typeof value === 'number' && Number.isFinite(value)) {
		const exact = asExact(name, value, value);
		return type ? String(exact) : exact;
	}
	if (typeof value === 'boolean') return String(value);
	if (isDate(value)) return type ? asInstant(name, value) : asDay(name, value, formats);
	return wrong(name, 'text or a number', value);
}

/** JavaScript's dates, and n8n's own (Luxon). */
export const isDate = (value: unknown): value is { toJSON(): string | null } =>
	value instanceof Date || typeof (value as { toISO?: unknown } | null)?.toISO === 'function';

/** Dates of programs write themselves, with their time. */
const asInstant = (name: string, value: { toJSON(): string | null }) =>
	value.toJSON() ?? wrong(name, 'text', value);

function asNumber(name: string, value: unknown, { number: format }: ValueFormats): number {
	if (typeof value === 'number' && Number.isFinite(value)) return asExact(name, value, value);
	if (typeof value !== 'string') return wrong(name, 'a number', value);
	const [number, other] = numbersOf(value, format);
	if (other !== undefined) {
		return fails(
			name,
			`wants a number, and ${shown(value)} can be read as ${number} or ${other}. Choose the 'Number Format' under Options`,
		);
	}
	if (number !== undefined) return asExact(name, number, value);
	if (/^[+-]?\d(?:[.,]\d+)?e\+?\d+$/i.test(value.trim())) {
		return fails(
			name,
			`wants a number, and ${shown(value)} is one that a spreadsheet has shortened. Write out its digits`,
		);
	}
	if (numbersOf(value).length > 0) return otherFormat(name, 'a number', value, 'Number Format');
	return wrong(name, 'a number', value);
}

function asExact(name: string, number: number, value: unknown): number {
	if (isExact(number)) return number;
	return fails(
		name,
		`can't take the number ${shown(value)} as it is: it has more digits than numbers keep, and the last ones would change. Pass it as text to a text variable`,
	);
}

function asDay(name: string, value: unknown, { timeZone, date: format }: ValueFormats): string {
	const [day, other] = daysOf(value, timeZone, format);
	if (other !== undefined) {
		return fails(
			name,
			`wants a date, and ${shown(value)} can be read as ${day} or ${other}. Choose the 'Date Format' under Options`,
		);
	}
	if (day !== undefined) return day;
	if (daysOf(value, timeZone).length > 0) {
		return otherFormat(name, 'a date', value, 'Date Format');
	}
	return wrong(name, 'a date like 2019-02-01', value);
}

const otherFormat = (name: string, expected: string, value: unknown, option: string): never =>
	fails(
		name,
		`wants ${expected}, and ${shown(value)} is not written in the chosen format. Correct it, or the '${option}' under Options`,
	);

const wrong = (name: string, expected: string, value: unknown): never =>
	fails(
		name,
		`wants ${expected}, not ${shown(value)}. Correct it, or switch on 'Leave Out Wrong Values' under Options`,
	);

function fails(name: string, what: string): never {
	throw new InputProblem(`The variable '${name}' ${what}.`);
}
