import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Sends } from '../../../engine/api/client';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { read } from '../../../engine/run/operation';
import { contactsWithEmail } from '../../../fields/crmContact';
import { email } from '../../../fields/email';
import { externalId } from '../../fields/contactFields';
import { contacts, readChatbotContactId, readDigits, withPhone } from '../../fields/contactId';
import { simplifyContact } from '../../fields/contactRecord';
import { having } from '../../fields/matching';

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
	find(sends: Sends): Promise<IDataObject[]>;
}

/** @throws InputProblem */
function readSearch(item: ItemParameters): Search {
	const by = item.choice('searchBy', ['chatbotContactId', 'email', 'externalId', 'phone']);
	const exactly = (value: string): Search => ({
		find: async (sends) => await having(sends, contacts, { by, value }),
	});
	if (by === 'externalId') return exactly(item.text('externalId'));
	if (by === 'chatbotContactId') return exactly(readChatbotContactId(item, 'chatbotContactId'));
	const isPart = item.options.flag('partialMatch');
	if (by === 'email') {
		if (!isPart) return exactly(item.email('email'));
		const part = item.text('email');
		return { find: async (sends) => await contactsWithEmail(sends, part, { whole: false }) };
	}
	if (!isPart) return exactly(readDigits(item, 'phone'));
	const part = item.text('phone');
	return { find: async (sends) => await withPhone(sends, part) };
}

/** CRM API, "Search contacts by email", "Get a list of contacts", "Get contact by external ID" and by that of a chatbot. */
export const search = read({
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search contacts',
		description: 'Find contacts by what is known of them. Where there is none, there is no item.',
	},
	fields,
	prepare: readSearch,
	find: async ({ find }, sends) => await find(sends),
	simplify: simplifyContact,
});
