import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { shown } from '../../engine/parameters/parameters';
import { asRecords, elementsOf } from '../../engine/run/outcome';
import { daysOf } from '../../fields/dates';
import { isExact, numbersOf } from '../../fields/numbers';

/** Types of attributes, by their number (CRM API, "Get contact attributes"). */
export const ATTRIBUTE_TYPES = ['text', 'number', 'date', 'link', 'select', 'multiSelect'] as const;

export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** Longest value that is documented. */
const LONGEST = 5_500;

/** An attribute that the account has made up for its contacts, a pipeline or a board. */
export interface Definition {
	id: number;
	name: string;
	type: AttributeType;
	/** What a value has to be one of; of select and multi-select. */
	choices: readonly string[];
	mandatory: boolean;
	/** Not deleted. */
	active: boolean;
}

/** Status of one that was deleted. */
const INACTIVE = 0;

export const definitionsIn = (body: unknown): Definition[] =>
	asRecords(elementsOf(body)).map(asDefinition);

function asDefinition({ id, name, type, options, mandatory, status }: IDataObject): Definition {
	const choices = elementsOf(options).map(String);
	const known = ATTRIBUTE_TYPES[Number(type ?? NaN)];
	return {
		id: Number(id),
		name: String(name ?? id),
		// The schema of the list leaves the type out.
		type: known ?? (choices.length > 0 ? 'select' : 'text'),
		choices,
		mandatory: mandatory === true,
		active: status === undefined || Number(status) !== INACTIVE,
	};
}

/** A value that stands alone, in an object (`{ type, value }`), or in a list of either. */
function unwrapped(value: unknown): unknown {
	if (Array.isArray(value)) {
		const all = (value as unknown[]).map(unwrapped).filter((one) => one !== undefined);
		return all.length > 0 ? all : undefined;
	}
	if (isRecord(value)) return unwrapped(value.value);
	return value === null || value === '' ? undefined : value;
}

/** The value of an attribute in a record; undefined where it has none. */
export const valueOf = ({ value }: IDataObject): string | number | boolean | string[] | undefined =>
	unwrapped(value) as ReturnType<typeof valueOf>;

const partsOf = (value: unknown): string[] =>
	(Array.isArray(value) ? value.map(String) : String(value ?? '').split(','))
		.map((part) => part.trim())
		.filter(Boolean);

/** Does a record have this value already? */
export function isSame(type: AttributeType, there: unknown, wanted: string): boolean {
	if (there === undefined) return false;
	if (type === 'number') return Number(there) === Number(wanted);
	if (type === 'date') return String(there).slice(0, 10) === wanted;
	if (type !== 'multiSelect') return String(there) === wanted;
	const [one, other] = [partsOf(there), partsOf(wanted)];
	return one.length === other.length && one.every((part) => other.includes(part));
}

/**
 * A value as its attribute takes it: all of them leave as text, as the API describes them. '' where there is none.
 *
 * @param fail told what is wrong, as the end of "The attribute 'Plan' …"
 */
export function asAttributeValue(
	{ type, choices }: Definition,
	value: unknown,
	timeZone: string,
	fail: (what: string) => never,
): string {
	const wants = (what: string) => fail(`wants ${what}, not ${shown(value)}`);
	const plain = (one: unknown): string => {
		const written = isDate(one) ? one.toJSON() : one;
		if (typeof written === 'string') return written.trim();
		if (typeof written === 'number' && !isExact(written)) return wants('a number that is exact');
		if (typeof written === 'number' || typeof written === 'boolean') return String(written);
		return wants(type === 'text' || type === 'link' ? 'text' : `a ${WORDS[type]}`);
	};
	switch (type) {
		case 'number': {
			const [number, other] = numbersOf(plain(value));
			if (plain(value) === '') return '';
			if (number === undefined || !isExact(number)) return wants('a number');
			if (other === undefined) return String(number);
			return fail(
				`wants a number, and ${shown(value)} can be read as ${number} or ${other}. Write it without separators`,
			);
		}
		case 'date': {
			if (value === '') return '';
			const days = daysOf(value, timeZone);
			return days.length === 1 ? days[0] : wants('a date like 2030-12-31');
		}
		case 'select':
			return plain(value) === '' ? '' : chosen(plain(value), choices, wants);
		case 'multiSelect': {
			const parts = choices.includes(String(value))
				? [String(value)]
				: Array.isArray(value)
					? (value as unknown[]).map(plain)
					: partsOf(plain(value));
			const all = parts.filter(Boolean).map((part) => chosen(part, choices, wants));
			return [...new Set(all)].join(',');
		}
		default: {
			const text = plain(value);
			return text.length <= LONGEST
				? text
				: fail(`takes 5,500 characters at the most, and this has ${text.length}`);
		}
	}
}

const isDate = (value: unknown): value is { toJSON(): string | null } =>
	value instanceof Date || typeof (value as { toISO?: unknown } | null)?.toISO === 'function';

/** How a type is called in labels and errors. */
export const WORDS: Record<AttributeType, string> = {
	text: 'text',
	number: 'number',
	date: 'date',
	link: 'link',
	select: 'choice',
	multiSelect: 'list of choices',
};

/** The choice as SendPulse writes it. */
function chosen(text: string, choices: readonly string[], wants: (what: string) => never): string {
	const exact = choices.find((choice) => choice.trim() === text);
	const alike = choices.filter((choice) => choice.trim().toLowerCase() === text.toLowerCase());
	const choice = exact ?? (alike.length === 1 ? alike[0] : undefined);
	return choice ?? wants(`one of ${choices.join(', ')}`);
}
