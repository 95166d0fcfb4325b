import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';

/** How filters are given: as fields, or as the body of the API's own filter. */
export const specifyFilters: INodeProperties = {
	displayName: 'Specify Filters',
	name: 'specifyFilters',
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
	description: 'How the filters are given',
};

/** @param example of the API's filter of this list */
export const filtersJson = (example: string): INodeProperties => ({
	displayName: 'Filters (JSON)',
	name: 'filtersJson',
	type: 'json',
	default: '{}',
	placeholder: `e.g. ${example}`,
	description: "The body of the API's own filter, which is sent as it is",
	displayOptions: { show: { specifyFilters: ['json'] } },
});

/** All of them have to be true together. */
export const filtersCollection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	displayOptions: { show: { specifyFilters: ['fields'] } },
	options,
});

/**
 * The body of a list's filter: from its fields, or as JSON, from which the page is taken away.
 *
 * @throws InputProblem
 */
export async function readFilters(
	item: ItemParameters,
	fromFields: (filters: Values) => IDataObject | Promise<IDataObject>,
): Promise<IDataObject> {
	if (item.choice('specifyFilters', ['fields', 'json']) === 'fields') {
		return await fromFields(item.filters);
	}
	if (!item.hasValue('filtersJson')) {
		// An expression that finds nothing would otherwise list everything.
		item.fail('filtersJson', 'is empty for this item. Correct its expression, or give {} for all');
	}
	const { limit, offset, ...filter } = item.object('filtersJson');
	for (const [name, value] of Object.entries({ limit, offset })) {
		if (value !== undefined) {
			item.fail('filtersJson', `must not have '${name}': use Return All or Limit instead`);
		}
	}
	return filter;
}

/** How a value is compared (CRM API, filters of lists). */
const EXPRESSIONS = ['eq', 'neq', 'gt', 'gte', 'in', 'like', 'lt', 'lte'] as const;

const expression: INodeProperties = {
	displayName: 'Expression',
	name: 'expression',
	type: 'options',
	options: [
		{ name: 'Contains', value: 'like' },
		{ name: 'Equals', value: 'eq' },
		{ name: 'Greater Than', value: 'gt' },
		{ name: 'Greater Than or Equal', value: 'gte' },
		{ name: 'Is One Of', value: 'in', description: 'Values separated by commas' },
		{ name: 'Less Than', value: 'lt' },
		{ name: 'Less Than or Equal', value: 'lte' },
		{ name: 'Not Equal', value: 'neq' },
	],
	default: 'eq',
	description: 'How the value is compared',
};

const value: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	placeholder: 'e.g. Kyiv',
	description: 'What it is compared with',
};

/** Conditions in rows; `of` says what is compared, under its own name. */
export const conditionRows = (
	displayName: string,
	name: string,
	of: INodeProperties,
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add condition',
	default: {},
	description: 'Conditions of which all have to be true',
	options: [{ displayName: 'Condition', name: 'condition', values: [of, expression, value] }],
});

export interface Condition {
	of: string;
	expression: string;
	value: string | string[];
}

/**
 * @param of the name of what is compared
 * @throws InputProblem for a row that is not complete
 */
export const readConditions = (filters: Values, name: string, of: string): Condition[] =>
	filters.rows(name, 'condition').map((row) => {
		const how = row.has('expression') ? row.choice('expression', EXPRESSIONS) : 'eq';
		const values = how === 'in' ? row.list('value') : [row.text('value')];
		if (values.length === 0) row.fail('value', 'is empty. Fill it in, or remove the condition');
		return { of: row.text(of), expression: how, value: how === 'in' ? values : values[0] };
	});
