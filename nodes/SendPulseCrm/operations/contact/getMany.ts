import type { IDataObject } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { shown } from '../../../engine/parameters/parameters';
import { listing } from '../../../engine/run/operation';
import { recordsUnder } from '../../../engine/run/outcome';
import { MESSENGER_OPTIONS, MESSENGER_TYPES } from '../../fields/addresses';
import { simplifyContact } from '../../fields/contactRecord';
import {
	attributeConditions,
	filterFields,
	readAttributeConditions,
	readDays,
	readIds,
	readSort,
	readTexts,
	responsibleIds,
	sortFields,
	textFilter,
} from '../../fields/filterFields';
import { conditionRows, readConditions, readFilters } from '../../fields/filtersJson';
import { BY_ID } from '../../fields/records';
import { tagIds } from '../../fields/tagIds';
import { contactPages, post } from '../../product';

/** Where contacts come from, by number (CRM API, "Get a list of contacts"; the last two by the vendor's own node). */
const SOURCES = {
	chatbot: 1,
	manually: 2,
	subscriptionForm: 3,
	landing: 4,
	a360: 5,
	payments: 6,
	import: 7,
	publicApi: 8,
	education: 9,
	integration: 10,
	popup: 11,
	emailService: 12,
	marketplace: 13,
} as const;

/** Fields of conditions that the document names. */
const CONDITION_FIELDS = [
	'attributes',
	'emails',
	'lastName',
	'location',
	'messengers',
	'phones',
	'tags',
] as const;

const SORT_BY = {
	createdAt: 'created_at',
	firstName: 'first_name',
	id: 'id',
	responsibleId: 'responsible_id',
} as const;

const day = (displayName: string, name: string, description: string) =>
	textFilter(displayName, name, 'e.g. 2030-12-31', description);

const fields = filterFields(
	'{"tagIds": [31], "from": "2030-01-01"}',
	attributeConditions,
	day('Created From', 'createdFrom', 'The first day on which they were made'),
	day('Created To', 'createdTo', 'The last day on which they were made'),
	textFilter('Email', 'email', 'e.g. ann@example.com', 'An e-mail address, or a part of it'),
	conditionRows('Field Conditions', 'fieldConditions', {
		displayName: 'Field',
		name: 'field',
		type: 'options',
		options: [
			{ name: 'Attributes', value: 'attributes' },
			{ name: 'Emails', value: 'emails' },
			{ name: 'Last Name', value: 'lastName' },
			{ name: 'Location', value: 'location' },
			{ name: 'Messengers', value: 'messengers' },
			{ name: 'Phones', value: 'phones' },
			{ name: 'Tags', value: 'tags' },
		],
		default: 'lastName',
		description: 'What is compared',
	}),
	textFilter('First Name', 'firstName', 'e.g. Ann', 'First name of the contacts'),
	textFilter('IDs', 'ids', 'e.g. 501, 502', 'IDs of contacts, separated by commas'),
	textFilter('Last Name', 'lastName', 'e.g. Lee', 'Last name of the contacts'),
	textFilter('Location', 'location', 'e.g. Kyiv', 'Where they are, as SendPulse knows it'),
	textFilter('Messenger Login', 'messengerLogin', 'e.g. ann_lee', 'Name in a messenger'),
	{
		displayName: 'Messengers',
		name: 'messengers',
		type: 'multiOptions',
		options: MESSENGER_OPTIONS,
		default: [],
		description: 'Messengers in which they can be reached',
	},
	textFilter('Phone', 'phone', 'e.g. 380632727700', 'A phone number, or a part of it'),
	responsibleIds,
	...sortFields(
		[
			{ name: 'Created At', value: 'createdAt' },
			{ name: 'First Name', value: 'firstName' },
			{ name: 'ID', value: 'id' },
			{ name: 'Responsible', value: 'responsibleId' },
		],
		'id',
	),
	{
		displayName: 'Sources',
		name: 'sources',
		type: 'multiOptions',
		options: [
			{ name: 'Automation 360', value: 'a360' },
			{ name: 'Chatbot', value: 'chatbot' },
			{ name: 'Education', value: 'education' },
			{ name: 'Email Service', value: 'emailService' },
			{ name: 'Import', value: 'import' },
			{ name: 'Integration', value: 'integration' },
			{ name: 'Landing Page', value: 'landing' },
			{ name: 'Manually', value: 'manually' },
			{ name: 'Marketplace', value: 'marketplace' },
			{ name: 'Payments', value: 'payments' },
			{ name: 'Popup', value: 'popup' },
			{ name: 'Public API', value: 'publicApi' },
			{ name: 'Subscription Form', value: 'subscriptionForm' },
		],
		default: [],
		description: 'Where they come from',
	},
	{ ...tagIds(), description: `${tagIds().description} Their IDs are asked for.` },
	day('Updated From', 'updatedFrom', 'The first day on which they were changed'),
	day('Updated To', 'updatedTo', 'The last day on which they were changed'),
);

const TEXTS = {
	firstName: 'firstName',
	lastName: 'lastName',
	email: 'email',
	phone: 'phone',
	messengerLogin: 'messengerLogin',
	location: 'location',
} as const;

const IDS = { ids: 'ids', responsibleIds: 'responsibleIds', tagIds: 'tagIds' } as const;

/** Days, under the API's names for them. */
const DAYS = {
	createdFrom: 'from',
	createdTo: 'to',
	updatedFrom: 'updateFrom',
	updatedTo: 'updateTo',
} as const;

const chosen = (values: Values, name: string, known: Readonly<Record<string, number>>) =>
	values
		.list(name)
		.map((one) =>
			Object.keys(known).includes(one)
				? known[one]
				: values.fail(
						name,
						`has to hold some of ${Object.keys(known).join(', ')}, not ${shown(one)}`,
					),
		);

async function fromFields(item: ItemParameters, given: Values): Promise<IDataObject> {
	const body: IDataObject = {
		...readTexts(given, TEXTS),
		...(await readDays(item, given, DAYS)),
		...readIds(given, IDS),
		...readSort(given, SORT_BY, 'id'),
	};
	if (given.has('sources')) body.sourceType = chosen(given, 'sources', SOURCES);
	if (given.has('messengers')) {
		body.messengerTypeIds = chosen(given, 'messengers', MESSENGER_TYPES);
	}
	if (given.has('attributeConditions')) body.attributes = readAttributeConditions(given);
	if (given.has('fieldConditions')) {
		body.fieldValueConditions = readConditions(given, 'fieldConditions', 'field').map(
			({ of, ...condition }) =>
				CONDITION_FIELDS.some((known) => known === of)
					? { field: of, ...condition }
					: given.fail('fieldConditions', `has to compare one of ${CONDITION_FIELDS.join(', ')}`),
		);
	}
	return body;
}

/** CRM API, "Get a list of contacts". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many contacts',
		description: 'Get many contacts, filtered by what you know of them',
	},
	fields,
	prepare: async (item) => ({
		filter: await readFilters(item, async (given) => await fromFields(item, given)),
	}),
	request: ({ filter }) => ({
		...post`/contacts/get-list`,
		body: { sortBy: { ...BY_ID }, ...filter },
	}),
	paged: contactPages,
	identify: ({ id }) => id,
	records: recordsUnder('list'),
	simplify: simplifyContact,
});
