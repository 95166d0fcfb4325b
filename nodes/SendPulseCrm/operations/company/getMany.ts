import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { listing } from '../../../engine/run/operation';
import { readDay } from '../../../fields/day';
import { BY_AGE, companyRecords } from '../../fields/companyId';
import { simplifyCompany } from '../../fields/companyRecord';
import {
	filtersCollection,
	filtersJson,
	readFilters,
	specifyFilters,
} from '../../fields/filtersJson';
import { companyPages, post } from '../../product';

const text = (displayName: string, name: string, placeholder: string, description: string) => ({
	displayName,
	name,
	type: 'string' as const,
	default: '',
	placeholder,
	description,
});

const SORT_BY = ['address', 'annualBusinessVolume', 'createdAt', 'name'] as const;

const filters: INodeProperties = filtersCollection([
	text('Created From', 'createdFrom', 'e.g. 2030-12-31', 'The first day on which they were made'),
	text('Created To', 'createdTo', 'e.g. 2030-12-31', 'The last day on which they were made'),
	text('Email', 'email', 'e.g. office@example.com', 'An e-mail address, or a part of it'),
	text('IDs', 'ids', 'e.g. 501, 502', 'IDs of companies, separated by commas'),
	text('Messenger Login', 'messengerLogin', 'e.g. holm_sons', 'Name in a messenger'),
	text('Name', 'name', 'e.g. Holm', 'The name, or a part of it'),
	text('Phone', 'phone', 'e.g. 380632727700', 'A phone number, or a part of it'),
	{
		displayName: 'Responsible Names or IDs',
		name: 'responsibleIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getUsers' },
		default: [],
		description:
			'Members of the team who look after them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	text(
		'Search',
		'search',
		'e.g. Holm',
		'A part of a name, an address or a number. SendPulse pays no heed to other filters beside it.',
	),
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options: [
			{ name: 'Address', value: 'address' },
			{ name: 'Annual Business Volume', value: 'annualBusinessVolume' },
			{ name: 'Created At', value: 'createdAt' },
			{ name: 'Name', value: 'name' },
		],
		default: 'name',
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
]);

/** Texts, under the API's names for them. */
const TEXTS = {
	name: 'companyName',
	email: 'email',
	phone: 'phone',
	messengerLogin: 'messengerLogin',
} as const;

const DAYS = { createdFrom: 'dateFrom', createdTo: 'dateTo' } as const;

const BESIDE_SEARCH = [...Object.keys(TEXTS), ...Object.keys(DAYS), 'ids', 'responsibleIds'];

async function fromFields(item: ItemParameters, given: Values): Promise<IDataObject> {
	const body: IDataObject = {};
	for (const [name, field] of Object.entries(TEXTS)) {
		if (given.has(name)) body[field] = given.text(name);
	}
	for (const [name, field] of Object.entries(DAYS)) {
		if (given.has(name)) body[field] = await readDay(item, given, name);
	}
	if (given.has('ids')) body.companyIds = given.ids('ids');
	if (given.has('responsibleIds')) body.responsibleId = given.ids('responsibleIds');
	if (given.has('search')) {
		const other = BESIDE_SEARCH.find((name) => given.has(name));
		if (other) {
			given.fail('search', `stands alone: SendPulse would pay no heed to '${other}'. Remove one`);
		}
		body.searchString = given.text('search');
	}
	if (given.has('sortBy') || given.has('sortDirection')) {
		body.sortBy = {
			fieldName: given.has('sortBy') ? given.choice('sortBy', SORT_BY) : 'name',
			direction: given.has('sortDirection')
				? given.choice('sortDirection', ['asc', 'desc'])
				: 'asc',
		};
	}
	return body;
}

/** CRM API, "Get a list of companies". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many companies',
		description: 'Get many companies, with what their list tells of them',
	},
	fields: [specifyFilters, filters, filtersJson('{"companyName": "Holm"}')],
	prepare: async (item) => ({
		filter: await readFilters(item, async (given) => await fromFields(item, given)),
	}),
	request: ({ filter }) => ({ ...post`/companies/list`, body: { sortBy: BY_AGE, ...filter } }),
	paged: companyPages,
	identify: ({ id }) => id,
	records: companyRecords,
	simplify: simplifyCompany,
});
