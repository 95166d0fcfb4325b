import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiRequest } from '../../../engine/api/request';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { read } from '../../../engine/run/operation';
import { recordsUnder } from '../../../engine/run/outcome';
import { email } from '../../../fields/email';
import { externalId } from '../../fields/contactFields';
import {
	byChatbotContact,
	byEmail,
	byExternalId,
	byPhone,
	isUnknown,
	readChatbotContactId,
	readDigits,
	single,
	withEmail,
	withPhone,
	writings,
} from '../../fields/contactId';
import { simplifyContact } from '../../fields/contactRecord';

const shownFor = (searchBy: string, field: INodeProperties): INodeProperties => ({
	...field,
	required: true,
	displayOptions: { show: { searchBy: [searchBy] } },
});

const fields: INodeProperties[] = [
	{
		displayName: 'Search By',
		name: 'searchBy',
		type: 'options',
		options: [
			{ name: 'Chatbot Contact ID', value: 'chatbotContactId' },
			{ name: 'Email', value: 'email' },
			{ name: 'External ID', value: 'externalId' },
			{ name: 'Phone', value: 'phone' },
		],
		default: 'email',
		description: 'What is known of the contact',
	},
	shownFor('chatbotContactId', {
		displayName: 'Chatbot Contact ID',
		name: 'chatbotContactId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5f1a2b3c4d5e6f7a8b9c0d1e',
		description: "The contact's ID as SendPulse's chatbot nodes give it",
	}),
	shownFor('email', { ...email, type: 'string' }),
	shownFor('externalId', {
		...externalId,
		description: 'ID of the contact in another system, which it was made with',
	}),
	shownFor('phone', {
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +380632727700',
		description: 'The phone number, in whatever form: its digits are compared',
	}),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Partial Match',
				name: 'partialMatch',
				type: 'boolean',
				default: false,
				description:
					'Whether a part of the e-mail address or phone number is enough: @example.com finds a whole firm',
			},
		],
	},
];

interface Search {
	requests: ApiRequest[];
	found(body: unknown): IDataObject[];
}

const listed = recordsUnder('list');

/** @throws InputProblem */
function readSearch(item: ItemParameters): Search {
	const searchBy = item.choice('searchBy', ['chatbotContactId', 'email', 'externalId', 'phone']);
	const isPart = item.options.flag('partialMatch');
	if (searchBy === 'externalId') {
		return { requests: [byExternalId(item.text('externalId'))], found: single };
	}
	if (searchBy === 'chatbotContactId') {
		const id = readChatbotContactId(item, 'chatbotContactId');
		return { requests: [byChatbotContact(id)], found: single };
	}
	if (searchBy === 'email') {
		if (isPart) return { requests: [byEmail(item.text('email'), false)], found: listed };
		const address = item.email('email');
		return { requests: [byEmail(address)], found: (body) => withEmail(body, address) };
	}
	if (isPart) return { requests: [byPhone(item.text('phone'))], found: listed };
	const digits = readDigits(item, 'phone');
	return { requests: writings(digits).map(byPhone), found: (body) => withPhone(body, digits) };
}

/** CRM API, "Get contacts by email", "Get a list of contacts", "Get contact by external ID" and by that of a chatbot. */
export const search = read({
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search contacts',
		description: 'Find contacts by what is known of them. Where there is none, there is no item.',
	},
	fields,
	prepare: readSearch,
	request: ({ requests }) => requests,
	nothingFound: isUnknown,
	output: (body, { found }) => found(body),
	simplify: simplifyContact,
});
