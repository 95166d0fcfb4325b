import type { IDataObject } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { listing } from '../../../engine/run/operation';
import { BY_AGE, companyRecords } from '../../fields/companyId';
import { simplifyCompany } from '../../fields/companyRecord';
import {
	filterFields,
	readDays,
	readIds,
	readSort,
	readTexts,
	responsibleIds,
	sortFields,
	textFilter,
} from '../../fields/filterFields';
import { readFilters } from '../../fields/filtersJson';
import { companyPages, post } from '../../product';

const SORT_BY = {
	address: 'address',
	annualBusinessVolume: 'annualBusinessVolume',
	createdAt: 'createdAt',
	name: 'name',
} as const;

const fields = filterFields(
	'{"companyName": "Holm"}',
	textFilter(
		'Created From',
		'createdFrom',
		'e.g. 2030-12-31',
		'The first day on which they were made',
	),
	textFilter('Created To', 'createdTo', 'e.g. 2030-12-31', 'The last day on which they were made'),
	textFilter('Email', 'email', 'e.g. office@example.com', 'An e-mail address, or a part of it'),
	textFilter('IDs', 'ids', 'e.g. 501, 502', 'IDs of companies, separated by commas'),
	textFilter('Messenger Login', 'messengerLogin', 'e.g. holm_sons', 'Name in a messenger'),
	textFilter('Name', 'name', 'e.g. Holm', 'The name, or a part of it'),
	textFilter('Phone', 'phone', 'e.g. 380632727700', 'A phone number, or a part of it'),
	responsibleIds,
	textFilter(
		'Search',
		'search',
		'e.g. Holm',
		'A part of a name, an address or a number. SendPulse pays no heed to other filters beside it.',
	),
	...sortFields(
		[
			{ name: 'Address', value: 'address' },
			{ name: 'Annual Business Volume', value: 'annualBusinessVolume' },
			{ name: 'Created At', value: 'createdAt' },
			{ name: 'Name', value: 'name' },
		],
		'name',
	),
);

/** Texts, under the API's names for them. */
const TEXTS = {
	name: 'companyName',
	email: 'email',
	phone: 'phone',
	messengerLogin: 'messengerLogin',
} as const;

const DAYS = { createdFrom: 'dateFrom', createdTo: 'dateTo' } as const;

const IDS = { ids: 'companyIds', responsibleIds: 'responsibleId' } as const;

const BESIDE_SEARCH = [TEXTS, DAYS, IDS].flatMap((names) => Object.keys(names));

async function fromFields(item: ItemParameters, given: Values): Promise<IDataObject> {
	const body: IDataObject = {
		...readTexts(given, TEXTS),
		...(await readDays(item, given, DAYS)),
		...readIds(given, IDS),
		...readSort(given, SORT_BY, 'name'),
	};
	if (given.has('search')) {
		const other = BESIDE_SEARCH.find((name) => given.has(name));
		if (other) {
			given.fail('search', `stands alone: SendPulse would pay no heed to '${other}'. Remove one`);
		}
		body.searchString = given.text('search');
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
	fields,
	prepare: async (item) => ({
		filter: await readFilters(item, async (given) => await fromFields(item, given)),
	}),
	request: ({ filter }) => ({ ...post`/companies/list`, body: { sortBy: BY_AGE, ...filter } }),
	paged: companyPages,
	identify: ({ id }) => id,
	records: companyRecords,
	simplify: simplifyCompany,
});
