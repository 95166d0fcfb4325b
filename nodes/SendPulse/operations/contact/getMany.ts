import { sameAddress } from '../../../engine/parameters/email';
import { listing } from '../../../engine/run/operation';
import type { ApiRequest } from '../../../engine/api/request';
import { mailingListId } from '../../../fields/mailingListId';
import { contactRecord } from '../../fields/records';
import { get } from '../../product';

/** The API wants 1, not true. */
const STATUS_QUERY: Record<string, ApiRequest['query']> = {
	all: {},
	active: { active: 1 },
	inactive: { not_active: 1 },
};

/** Bulk Email Service API, "Get a list of emails from a mailing list". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many contacts',
		description: 'Get many contacts of a mailing list, with their variables',
	},
	fields: [
		mailingListId,
		{
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
						{ name: 'All', value: 'all', description: 'Whatever the status' },
						{ name: 'Active', value: 'active', description: 'Contacts that are new or active' },
						{
							name: 'Inactive',
							value: 'inactive',
							description: 'Contacts that are unsubscribed, blocked or not reachable',
						},
					],
					default: 'all',
					description: 'Which contacts to return',
				},
			],
		},
	],
	prepare: (item) => ({
		mailingListId: item.id('mailingListId'),
		status: item.filters.has('status')
			? item.filters.choice('status', Object.keys(STATUS_QUERY))
			: 'all',
	}),
	request: ({ mailingListId, status }) => ({
		...get`/addressbooks/${mailingListId}/emails`,
		query: STATUS_QUERY[status],
	}),
	output: (record, { mailingListId }) => contactRecord(record, mailingListId),
	identify: ({ email }) => (typeof email === 'string' ? sameAddress(email) : undefined),
	// The API counts all contacts or the active ones, never the inactive (OpenAPI, bulk e-mail).
	total: ({ mailingListId, status }) =>
		status === 'inactive'
			? undefined
			: { ...get`/addressbooks/${mailingListId}/emails/total`, query: STATUS_QUERY[status] },
});
