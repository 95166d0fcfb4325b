import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { sorted } from '../../engine/run/commonFields';
import { readDay } from '../../fields/day';
import {
	conditionRows,
	filtersCollection,
	filtersJson,
	readConditions,
	specifyFilters,
} from './filtersJson';

/**
 * The filters of a list: some as fields, all that the API has as JSON.
 *
 * @param example of the API's own filter
 */
export const filterFields = (example: string, ...filters: INodeProperties[]): INodeProperties[] => [
	specifyFilters,
	filtersCollection(sorted(filters)),
	filtersJson(example),
];

/** One value of it as `eq`, several as `in`. */
export const oneOf = <T>(name: string, values: readonly T[]): IDataObject =>
	(values.length === 1
		? { name, expression: 'eq', value: values[0] }
		: { name, expression: 'in', value: [...values] }) as IDataObject;

/** What attributes have to be. */
export const attributeConditions = conditionRows('Attributes', 'attributeConditions', {
	displayName: 'Attribute ID',
	name: 'attributeId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 901',
	description: "The ID of the attribute, as 'Get Many' of the resource Attribute shows it",
});

/** As the API writes them: with the ID as text (OpenAPI of the CRM, AttributesProperty). */
export const readAttributeConditions = (filters: Values): IDataObject[] =>
	readConditions(filters, 'attributeConditions', 'attributeId').map(({ of, ...condition }) => ({
		id: of,
		...condition,
	}));

/** A filter that is a text. */
export const textFilter = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

/** Members of the team who look after the records. */
export const responsibleIds: INodeProperties = {
	displayName: 'Responsible Names or IDs',
	name: 'responsibleIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getUsers' },
	default: [],
	description:
		'Members of the team who look after them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** What a list is put in order by, and which way. */
export const sortFields = (options: INodePropertyOptions[], initial: string): INodeProperties[] => [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options,
		default: initial,
		description: 'What their order goes by',
	},
	{
		displayName: 'Sort Direction',
		name: 'sortDirection',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'asc' },
			{ name: 'Descending', value: 'desc' },
		],
		default: 'asc',
		description: 'Which of them come first',
	},
];

/**
 * The order, if one was chosen.
 *
 * @param fields the API's names of what it goes by
 */
export function readSort(
	filters: Values,
	fields: Readonly<Record<string, string>>,
	initial: string,
): { sortBy?: IDataObject } {
	if (!filters.has('sortBy') && !filters.has('sortDirection')) return {};
	const by = filters.has('sortBy') ? filters.choice('sortBy', Object.keys(fields)) : initial;
	const direction = filters.has('sortDirection')
		? filters.choice('sortDirection', ['asc', 'desc'])
		: 'asc';
	return { sortBy: { fieldName: fields[by], direction } };
}

/** Texts, under the API's names for them. */
export const readTexts = (filters: Values, names: Readonly<Record<string, string>>): IDataObject =>
	Object.fromEntries(
		Object.entries(names)
			.filter(([name]) => filters.has(name))
			.map(([name, field]) => [field, filters.text(name)]),
	);

/** Days likewise. */
export async function readDays(
	item: ItemParameters,
	filters: Values,
	names: Readonly<Record<string, string>>,
): Promise<IDataObject> {
	const days: IDataObject = {};
	for (const [name, field] of Object.entries(names)) {
		if (filters.has(name)) days[field] = await readDay(item, filters, name);
	}
	return days;
}

/** IDs likewise. */
export const readIds = (filters: Values, names: Readonly<Record<string, string>>): IDataObject =>
	Object.fromEntries(
		Object.entries(names)
			.filter(([name]) => filters.has(name))
			.map(([name, field]) => [field, filters.ids(name)]),
	);
