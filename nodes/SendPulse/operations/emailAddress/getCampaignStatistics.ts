import { read } from '../../../engine/operation';
import { get } from '../../../engine/request';
import { campaignId } from '../../../fields/campaignId';
import { email } from '../../../fields/email';

/** Bulk Email Service API, "Get information for a specific email address from a specific campaign". */
export const getCampaignStatistics = read({
	option: {
		name: 'Get Campaign Statistics',
		value: 'getCampaignStatistics',
		action: 'Get the statistics of an e-mail address in a campaign',
		description: 'Get whether a campaign reached an e-mail address and was opened there',
	},
	fields: [campaignId, email],
	prepare: (item) => ({ campaignId: item.id('campaignId'), email: item.email('email') }),
	request: ({ campaignId, email }) => get`/campaigns/${campaignId}/email/${email}`,
});
