import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiRequest } from '../../../engine/api/request';
import { sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { count } from '../../../engine/run/progress';
import { get } from '../../product';

/** Which contacts of which mailing list. */
export interface ContactList {
	mailingListId: number;
	status: string;
}

/** The API wants 1, not true. */
const STATUS_QUERY: Record<string, ApiRequest['query']> = {
	all: {},
	active: { active: 1 },
	inactive: { not_active: 1 },
};

export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Active', value: 'active', description: 'Contacts that are new or active' },
				{ name: 'All', value: 'all', description: 'Whatever the status' },
				{
					name: 'Inactive',
					value: 'inactive',
					description: 'Contacts that bounced, unsubscribed or are blocked: statusName says which',
				},
			],
			default: 'active',
			description: 'Which contacts to return',
		},
	],
};

export const readContactList = (item: ItemParameters): ContactList => ({
	mailingListId: item.id('mailingListId'),
	status: item.filters.has('status')
		? item.filters.choice('status', Object.keys(STATUS_QUERY))
		: 'all',
});

/** Bulk Email Service API, "Get a list of emails from a mailing list". */
export const contactsRequest = ({ mailingListId, status }: ContactList): ApiRequest => ({
	...get`/addressbooks/${mailingListId}/emails`,
	query: STATUS_QUERY[status],
});

/** The API counts all contacts or the active ones, never the inactive (OpenAPI, bulk e-mail). */
export const totalRequest = ({ mailingListId, status }: ContactList): ApiRequest | undefined =>
	status === 'inactive'
		? undefined
		: { ...get`/addressbooks/${mailingListId}/emails/total`, query: STATUS_QUERY[status] };

/** For whoever reads all of a list of which SendPulse counts more contacts than it gives. */
export const countsMore = (mailingList: string, counted: number, given: number) => ({
	type: 'info' as const,
	message: `SendPulse counts ${count(counted)} contacts in the mailing list ${mailingList}, and gives ${count(given)}. All of the list was read.`,
});

/** What tells two contacts of a list apart. */
export const identify = ({ email }: IDataObject) =>
	typeof email === 'string' ? sameAddress(email) : undefined;
