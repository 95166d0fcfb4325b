import { read } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { campaignId } from '../../fields/campaignId';
import { withIds } from '../../../fields/withIds';
import { get } from '../../product';

/** Bulk Email Service API, "Get referrals statistics". */
export const getReferrals = read({
	option: {
		name: 'Get Referrals',
		value: 'getReferrals',
		action: 'Get the clicked links of a campaign',
		description: 'Get how often each link of a campaign was followed',
	},
	fields: [campaignId],
	prepare: (item) => ({ campaignId: item.id('campaignId') }),
	request: ({ campaignId }) => get`/campaigns/${campaignId}/referrals`,
	output: (body, ids) => asRecords(body).map((record) => withIds(record, ids)),
});
