import { listing } from '../../../engine/run/operation';
import { smsCampaignId } from '../../fields/smsCampaignId';
import { get } from '../../product';
import { campaignIn, recipientRecord, recipientsOf } from './record';

/** Bulk SMS API, "Get campaign information", which has all numbers at once. */
export const getRecipients = listing({
	option: {
		name: 'Get Recipients',
		value: 'getRecipients',
		action: 'Get the recipients of a campaign',
		description: 'Get what became of the message to each number of an SMS campaign',
	},
	fields: [smsCampaignId],
	prepare: (item) => ({ smsCampaignId: item.id('smsCampaignId') }),
	request: ({ smsCampaignId }) => get`/sms/campaigns/info/${smsCampaignId}`,
	paged: false,
	records: (body) => recipientsOf(campaignIn(body)),
	// A number that is there twice has got two messages.
	identify: () => undefined,
	output: (recipient, { smsCampaignId }) => recipientRecord(recipient, smsCampaignId),
});
