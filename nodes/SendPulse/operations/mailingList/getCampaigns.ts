import { listing } from '../../../engine/run/operation';
import { mailingListId } from '../../../fields/mailingListId';
import { withIds } from '../../../fields/withIds';
import { CAMPAIGN_STATUS } from '../../fields/statuses';
import { withStatusName } from '../../../fields/statusName';
import { get } from '../../product';

/** Bulk Email Service API, "Get a list of campaigns created that use a specific mailing list". */
export const getCampaigns = listing({
	option: {
		name: 'Get Campaigns',
		value: 'getCampaigns',
		action: 'Get the campaigns of a mailing list',
		description: 'Get the campaigns that were sent to a mailing list',
	},
	fields: [mailingListId],
	prepare: (item) => ({ mailingListId: item.id('mailingListId') }),
	request: ({ mailingListId }) => get`/addressbooks/${mailingListId}/campaigns`,
	identify: ({ task_id }) => task_id,
	output: (record, { mailingListId }) => ({
		...withIds(record, { campaignId: record.task_id, mailingListId }),
		...withStatusName({ name: record.task_name, status: record.task_status }, CAMPAIGN_STATUS),
	}),
});
