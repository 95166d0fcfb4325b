import type { INodeProperties } from 'n8n-workflow';
import { listing } from '../../../engine/run/operation';
import type { ApiRequest } from '../../../engine/api/request';
import { isEmailCampaign } from '../../fields/emailCampaign';
import { campaignRecord } from '../../fields/records';
import { CAMPAIGN_STATUS } from '../../fields/statuses';
import { withStatusName } from '../../../fields/statusName';
import { get } from '../../product';
import { simplifyCampaign } from './simplifyCampaign';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Scheduled Only',
			name: 'scheduledOnly',
			type: 'boolean',
			default: false,
			description: 'Whether to return only campaigns that are scheduled',
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [
				{ name: 'Automation Draft', value: 36 },
				{ name: 'Automation: Balance Exceeded', value: 33 },
				{ name: 'Awaiting A/B Testing Results', value: 15 },
				{ name: 'Awaiting Answer to Moderator', value: 11 },
				{ name: 'Being Created', value: 13 },
				{ name: 'Being Processed', value: 10 },
				{ name: 'Blocked', value: 5 },
				{ name: 'Canceled', value: 16 },
				{ name: 'Delivery in Progress', value: 9 },
				{ name: 'Draft', value: 26 },
				{ name: 'In Moderation', value: 1 },
				{ name: 'Marked to Be Deleted', value: 6 },
				{ name: 'New', value: 0 },
				{ name: 'No Active Addresses', value: 12 },
				{ name: 'Partially Sent and Blocked', value: 25 },
				{ name: 'Queued', value: 14 },
				{ name: 'Requires Editing', value: 27 },
				{ name: 'Scheduled to Be Resent to Unread', value: 28 },
				{ name: 'Sending in Progress', value: 2 },
				{ name: 'Sending Partially', value: 22 },
				{ name: 'Sent', value: 3 },
				{ name: 'Sent Partially', value: 23 },
				{ name: 'Status Updating', value: 7 },
				{ name: 'Test Campaign', value: 4 },
				{ name: 'Test Campaign Sent', value: 8 },
			],
			default: [],
			description: 'Only campaigns with one of these statuses',
		},
	],
};

/**
 * Bulk Email Service API, "Get a list of campaigns". Without its `order`: the document's "asc" is from highest
 * to lowest, of what it does not say.
 */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many campaigns',
		description: 'Get many campaigns of the account, with their numbers',
	},
	fields: [filters],
	prepare: (item) => {
		const query: ApiRequest['query'] = {};
		const statuses = item.filters.numbers('statuses');
		if (statuses.length > 0) query.status = statuses;
		if (item.filters.flag('scheduledOnly')) query.planed = 1;
		return { query };
	},
	request: ({ query }) => ({ ...get`/campaigns`, query }),
	identify: ({ id }) => id,
	belongs: isEmailCampaign,
	output: (record) => campaignRecord(withStatusName(record, CAMPAIGN_STATUS)),
	simplify: simplifyCampaign,
});
