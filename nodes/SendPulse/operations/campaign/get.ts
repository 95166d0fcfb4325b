import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../engine/run/operation';
import { campaignId } from '../../fields/campaignId';
import { campaignRecord } from '../../fields/records';
import { CAMPAIGN_STATUS } from '../../fields/statuses';
import { withStatusName } from '../../../fields/statusName';
import { get as GET } from '../../product';
import { simplifyCampaign } from './simplifyCampaign';

/** Bulk Email Service API, "Get campaign information". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a campaign',
		description: 'Get a campaign with its status and statistics; without Simplify its content too',
	},
	fields: [campaignId],
	prepare: (item) => ({ campaignId: item.id('campaignId') }),
	request: ({ campaignId }) => GET`/campaigns/${campaignId}`,
	output: (body) => campaignRecord(withStatusName(body as IDataObject, CAMPAIGN_STATUS)),
	simplify: simplifyCampaign,
});
