import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { optionsField } from '../../../engine/run/commonFields';
import { listing } from '../../../engine/run/operation';
import { readDay } from '../../../fields/day';
import { condition, readSourceId, STATUSES } from '../../fields/dealId';
import {
	attributeConditions,
	filterFields,
	oneOf,
	readAttributeConditions,
	readDays,
	readIds,
	readSort,
	readTexts,
	responsibleIds,
	sortFields,
	textFilter,
} from '../../fields/filterFields';
import { readFilters } from '../../fields/filtersJson';
import { currency, price, readCurrency, readPrice } from '../../fields/money';
import { BY_ID, recordsIn } from '../../fields/records';
import { dealPages, post } from '../../product';
import { withContacts } from './contacts';
import { sourceId } from './dealFields';
import { dealOutputOptions, readNaming } from './names';
import { simplifyDeal } from './record';

const day = (name: string, displayName: string, description: string) =>
	({ displayName, name, type: 'dateTime', default: '', description }) as const;

/** Under the words that workflows store (OpenAPI of the CRM, requestBodies/DealFilter). */
const DUE = { none: 1, overdue: 2, day: 3, week: 4, month: 5 } as const;
const SORT_BY = {
	id: 'id',
	createdAt: 'createdAt',
	updatedAt: 'updatedAt',
	price: 'price',
	name: 'name',
} as const;

export const statuses: INodeProperties = {
	displayName: 'Statuses',
	name: 'statuses',
	type: 'multiOptions',
	options: [
		{ name: 'Active', value: 'active', description: 'Still open' },
		{ name: 'Successful', value: 'successful', description: 'Won' },
		{ name: 'Unsuccessful', value: 'unsuccessful', description: 'Lost' },
	],
	default: [],
	description: 'Only deals that are open, won or lost',
};

const filters: INodeProperties[] = [
	attributeConditions,
	day('completedFrom', 'Completed From', 'Only deals that were closed on this day or later'),
	day('completedTo', 'Completed To', 'Only deals that were closed on this day or earlier'),
	textFilter(
		'Contact Email',
		'contactEmail',
		'name@email.com',
		'The address of a contact of the deal',
	),
	textFilter(
		'Contact First Name',
		'contactFirstName',
		'e.g. Ann',
		'The first name of a contact of it',
	),
	textFilter(
		'Contact Last Name',
		'contactLastName',
		'e.g. Lee',
		'The last name of a contact of it',
	),
	textFilter('Contact Phone', 'contactPhone', 'e.g. 380632727700', 'The number of a contact of it'),
	day('createdFrom', 'Created From', 'Only deals that were created on this day or later'),
	day('createdTo', 'Created To', 'Only deals that were created on this day or earlier'),
	{ ...currency, description: 'Only deals in this currency' },
	{
		displayName: 'Due',
		name: 'due',
		type: 'options',
		options: [
			{ name: 'No Due Date', value: 'none' },
			{ name: 'Overdue', value: 'overdue' },
			{ name: 'Within a Day', value: 'day' },
			{ name: 'Within a Month', value: 'month' },
			{ name: 'Within a Week', value: 'week' },
		],
		default: 'overdue',
		description: 'When the deals are due',
	},
	textFilter('Name', 'name', 'e.g. Boat', 'The name of the deal'),
	{
		displayName: 'Pipeline Names or IDs',
		name: 'pipelineIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getPipelines' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		...price,
		name: 'priceFrom',
		displayName: 'Price From',
		description: 'Only deals of this price or more',
	},
	{
		...price,
		name: 'priceTo',
		displayName: 'Price To',
		description: 'Only deals of this price or less',
	},
	responsibleIds,
	...sortFields(
		[
			{ name: 'Created At', value: 'createdAt' },
			{ name: 'ID', value: 'id' },
			{ name: 'Name', value: 'name' },
			{ name: 'Price', value: 'price' },
			{ name: 'Updated At', value: 'updatedAt' },
		],
		'id',
	),
	sourceId,
	{
		displayName: 'Stage Names or IDs',
		name: 'stageIds',
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getStages',
			loadOptionsDependsOn: ['filters.pipelineIds'],
		},
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	statuses,
	day('updatedFrom', 'Updated From', 'Only deals that were changed on this day or later'),
	day('updatedTo', 'Updated To', 'Only deals that were changed on this day or earlier'),
];

/** The day after: what is before it is within the day, whether the API compares days or instants. */
const dayAfter = (text: string) => {
	const [year, month, date] = text.split('-').map(Number);
	return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
};

/** Conditions on fields of the deal itself, all of which hold together. */
async function conditionsOf(item: ItemParameters, given: Values): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	if (given.has('stageIds')) all.push(oneOf('stepId', given.ids('stageIds')));
	if (given.has('statuses')) {
		const words = given.list('statuses');
		const numbers = words.map((word) =>
			word in STATUSES
				? STATUSES[word as keyof typeof STATUSES]
				: given.fail('statuses', `has to hold ${Object.keys(STATUSES).join(', ')}, not '${word}'`),
		);
		all.push(oneOf('status', numbers));
	}
	if (given.has('responsibleIds')) all.push(oneOf('responsibleId', given.ids('responsibleIds')));
	if (given.has('priceFrom')) all.push(condition('price', 'gte', readPrice(given, 'priceFrom')));
	if (given.has('priceTo')) all.push(condition('price', 'lte', readPrice(given, 'priceTo')));
	if (given.has('currency')) all.push(condition('currency', 'eq', readCurrency(given)));
	if (given.has('sourceId')) all.push(condition('sourceId', 'eq', readSourceId(given, 'sourceId')));
	for (const [name, key] of [
		['created', 'createdAt'],
		['updated', 'updatedAt'],
	]) {
		if (given.has(`${name}From`)) {
			all.push(condition(key, 'gte', await readDay(item, given, `${name}From`)));
		}
		if (given.has(`${name}To`)) {
			all.push(condition(key, 'lt', dayAfter(await readDay(item, given, `${name}To`))));
		}
	}
	return all;
}

/** Under the API's names for them. */
const TEXTS = {
	name: 'name',
	contactEmail: 'email',
	contactPhone: 'phone',
	contactFirstName: 'firstName',
	contactLastName: 'lastName',
} as const;

const DAYS = { completedFrom: 'completionDateFrom', completedTo: 'completionDateTo' } as const;

/** CRM API, "Get deals list" (OpenAPI of the CRM, requestBodies/DealFilter). */
async function filterOf(item: ItemParameters, given: Values): Promise<IDataObject> {
	const conditions = await conditionsOf(item, given);
	return {
		...readIds(given, { pipelineIds: 'pipelineIds' }),
		...readTexts(given, TEXTS),
		...(await readDays(item, given, DAYS)),
		...(given.has('due')
			? { expiration: DUE[given.choice('due', Object.keys(DUE)) as keyof typeof DUE] }
			: {}),
		...(given.has('attributeConditions') ? { attributes: readAttributeConditions(given) } : {}),
		...(conditions.length > 0 ? { filter: conditions } : {}),
		...readSort(given, SORT_BY, 'id'),
	};
}

export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many deals',
		description: 'Get many deals, by pipeline, stage, status, contact, price or date',
	},
	fields: [
		...filterFields('{"name": "Boat"}', ...filters),
		{ ...optionsField, options: dealOutputOptions },
	],
	prepare: async (item) => ({
		filter: await readFilters(item, async (given) => await filterOf(item, given)),
		includesContacts: item.options.flag('includeContacts'),
		named: await readNaming(item),
	}),
	request: ({ filter }) => ({
		...post`/deals/get-list`,
		body: { sortBy: { ...BY_ID }, ...filter },
	}),
	paged: dealPages,
	identify: ({ id }) => id,
	records: recordsIn,
	output: (deal, { named }) => named(deal),
	complete: async (deal, input, ask) => await withContacts(deal, input, ask),
	simplify: simplifyDeal,
});
