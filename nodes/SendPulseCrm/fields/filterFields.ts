import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Values } from '../../engine/parameters/parameters';
import { sorted } from '../../engine/run/commonFields';
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
