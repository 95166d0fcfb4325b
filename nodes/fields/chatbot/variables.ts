import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { shown, type ItemParameters } from '../../engine/parameters';
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
	const seen = new Set<string>();
	return list.map((row) => {
		const { name, value } = row ?? {};
		const text = nameIn(name);
		if (text === '') item.fail('variables', 'has a variable without a name. Name it or remove it');
		if (seen.has(text)) item.fail('variables', `has two variables named '${text}'. Remove one`);
		seen.add(text);
		return [text, value];
	});
}

const given = (item: ItemParameters): { field: string; entries: Array<[string, unknown]> } =>
	item.choice('specifyVariables', ['fields', 'json']) === 'json'
		? { field: 'variablesJson', entries: Object.entries(item.object('variablesJson')) }
		: { field: 'variables', entries: rowsOf(item) };

const isValue = (value: unknown): value is Value =>
	typeof value === 'string' ||
	typeof value === 'boolean' ||
	(typeof value === 'number' && Number.isFinite(value));

/**
 * Variables of a contact by name: texts, numbers and truth values; null is left out.
 *
 * @throws InputProblem naming the variable
 */
export function readVariables(item: ItemParameters): Record<string, Value> {
	const { field, entries } = given(item);
	const known = entries.filter(([, value]) => value !== null && value !== undefined);
	return Object.fromEntries(
		known.map(([name, value]) => {
			if (isValue(value)) return [name, value];
			return item.fail(
				field,
				`: the variable '${name}' wants text, a number, true or false, not ${shown(value)}`,
			);
		}),
	);
}

/** What a flow can read while it runs (POST /flows/run), left out where there is nothing. */
export function readExternalData(item: ItemParameters): IDataObject {
	const { entries } = given(item);
	if (entries.length === 0) return {};
	return { external_data: Object.fromEntries(entries) as IDataObject };
}
