import type { IDataObject } from 'n8n-workflow';
import { listing } from '../../../engine/run/operation';
import { readDay } from '../../../fields/day';
import { filterFields } from '../../fields/filterFields';
import { readFilters } from '../../fields/filtersJson';
import { recordsIn } from '../../fields/records';
import { post } from '../../product';
import { readType, type, visible } from './productFields';
import { simplifyProduct } from './record';

const day = (name: string, displayName: string, description: string) =>
	({ displayName, name, type: 'dateTime', default: '', description }) as const;

/** CRM API, "Get products list", which tells no total. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many products',
		description: 'Get many products, by name, category or date',
	},
	fields: filterFields(
		'{"search": "Paddle"}',
		{
			displayName: 'Category Names or IDs',
			name: 'categoryIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getCategories' },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		day('createdFrom', 'Created From', 'Only products that were created on this day or later'),
		day('createdTo', 'Created To', 'Only products that were created on this day or earlier'),
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. Paddle',
			description: 'Text in the name or in the vendor code',
		},
		{ ...type, description: 'Only products to download, or only those to hold' },
		{
			...visible,
			description: 'Whether to return those that customers can see, or those they can not',
		},
	),
	prepare: async (item) => ({
		filter: await readFilters(item, async (filters) => ({
			...(filters.has('search') ? { search: filters.text('search') } : {}),
			...(filters.has('categoryIds') ? { categoryIds: filters.ids('categoryIds') } : {}),
			...(filters.has('createdFrom')
				? { dateFrom: await readDay(item, filters, 'createdFrom') }
				: {}),
			...(filters.has('createdTo') ? { dateTo: await readDay(item, filters, 'createdTo') } : {}),
			...(filters.has('visible') ? { visible: filters.flag('visible') ? 1 : 0 } : {}),
			...(filters.has('type') ? { typeProduct: readType(filters) } : {}),
		})),
	}),
	request: ({ filter }) => ({ ...post`/products/all`, body: { ...BY_ID, ...filter } }),
	identify: ({ id }) => id,
	records: recordsIn,
	simplify: simplifyProduct,
});

/** So that what is added meanwhile comes last. */
const BY_ID: IDataObject = { orderBy: { fieldName: 'id', direction: 'asc' } };
