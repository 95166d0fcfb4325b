import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { shown, type ItemParameters } from '../../engine/parameters/parameters';
import { isExact } from '../../fields/numbers';
import { variable } from './names';

/** Chatbot services' APIs, POST /contacts/setVariable. */
type Value = string | number | boolean;

const specify: INodeProperties = {
	displayName: 'Specify Variables',
	name: 'specifyVariables',
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
	description: 'How the variables are given',
};

const rows = (name: INodeProperties): INodeProperties => ({
	displayName: 'Variables',
	name: 'variables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add variable',
	default: {},
	description: 'Names and values',
	displayOptions: { show: { specifyVariables: ['fields'] } },
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				name,
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'Value of the variable',
				},
			],
		},
	],
});

const json: INodeProperties = {
	displayName: 'Variables (JSON)',
	name: 'variablesJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"city": "Kyiv", "orders": 3}',
	description: 'Names and values as a JSON object',
	displayOptions: { show: { specifyVariables: ['json'] } },
};

/** Variables of a contact, which the bot has to have. */
export const variablesFields: INodeProperties[] = [
	specify,
	rows({ ...variable, displayName: 'Name', name: 'name', required: undefined }),
	json,
];

/** Variables for a flow alone, which may be called anything. */
export const flowVariablesFields: INodeProperties[] = [
	specify,
	rows({
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. tracking_number',
		description: 'How the flow calls the variable',
	}),
	json,
];

/** A name that was typed, or picked from the list. */
function nameIn(name: unknown): string {
	const typed = (name as IDataObject | undefined)?.__rl ? (name as IDataObject).value : name;
	return typeof typed === 'string' || typeof typed === 'number' ? String(typed).trim() : '';
}

function rowsOf(item: ItemParameters): Array<[string, unknown]> {
	const { variable } = (item.raw('variables') ?? {}) as { variable?: unknown };
	const list = Array.isArray(variable) ? (variable as IDataObject[]) : [];
	return list.map((row) => {
		const { name, value } = row ?? {};
		return [nameIn(name), value];
	});
}

interface Given {
	/** The parameter that holds them. */
	field: string;
	entries: Array<[name: string, value: unknown]>;
}

/** @throws InputProblem for a variable that has no name, or another's */
function given(item: ItemParameters): Given {
	const asJson = item.choice('specifyVariables', ['fields', 'json']) === 'json';
	const field = asJson ? 'variablesJson' : 'variables';
	const entries = asJson ? Object.entries(item.object(field)) : rowsOf(item);
	const seen = new Set<string>();
	for (const [name] of entries) {
		if (name.trim() === '') item.fail(field, 'has a variable without a name. Name it or remove it');
		if (seen.has(name)) item.fail(field, `has two variables named '${name}'. Remove one`);
		seen.add(name);
	}
	return { field, entries };
}

/** Dates of expressions write themselves. */
const plain = (value: unknown) => {
	const { toJSON } = Object(value) as { toJSON?: () => unknown };
	return typeof toJSON === 'function' ? toJSON.call(value) : value;
};

const isValue = (value: unknown): value is Value =>
	typeof value === 'string' ||
	typeof value === 'boolean' ||
	(typeof value === 'number' && Number.isFinite(value));

/**
 * Variables of a contact by name: texts (dates among them), numbers and truth values; null is left out.
 *
 * @throws InputProblem naming the variable
 */
export function readVariables(item: ItemParameters): Record<string, Value> {
	const { field, entries } = given(item);
	const known = entries.filter(([, value]) => value !== null && value !== undefined);
	return Object.fromEntries(
		known.map(([name, raw]) => {
			const value = plain(raw);
			if (typeof value === 'number' && Number.isFinite(value) && !isExact(value)) {
				return item.fail(
					field,
					`can't take the number ${shown(value)} for '${name}' as it is: it has more digits than numbers keep. Pass it as text, in quotes`,
				);
			}
			if (isValue(value)) return [name, value];
			return item.fail(
				field,
				`wants text, a number, true or false for '${name}', not ${shown(value)}`,
			);
		}),
	);
}

/**
 * Likewise, at least one.
 *
 * @throws InputProblem also where there is none
 */
export function readSomeVariables(item: ItemParameters): Record<string, Value> {
	const variables = readVariables(item);
	if (Object.keys(variables).length > 0) return variables;
	return item.fail(given(item).field, 'has no variable with a value. Add at least one');
}

/** What a flow can read while it runs (POST /flows/run), left out where there is nothing. */
export function readExternalData(item: ItemParameters): IDataObject {
	const { entries } = given(item);
	if (entries.length === 0) return {};
	return { external_data: Object.fromEntries(entries) as IDataObject };
}
