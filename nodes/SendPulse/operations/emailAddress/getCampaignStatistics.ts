import { read } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { campaignId } from '../../fields/campaignId';
import { email } from '../../../fields/email';
import { get } from '../../product';

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
	// The documents' example and OpenAPI say `sent_date`, their table says `send_date`.
	output: (body, input) => {
		const { sent_date, send_date, ...rest } = asRecords(body)[0] ?? {};
		return { ...input, sent_date: sent_date ?? send_date ?? null, ...rest };
	},
});
