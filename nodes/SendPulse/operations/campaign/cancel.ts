import { saysResult } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { campaignId } from '../../fields/campaignId';
import { del } from '../../product';

/** Bulk Email Service API, "Cancel a campaign". */
export const cancel = write({
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel a campaign',
		description: 'Cancel a campaign that is not sent yet, for good',
	},
	fields: [campaignId],
	prepare: (item) => ({ campaignId: item.id('campaignId') }),
	repeatable: false,
	confirmed: saysResult,
	request: ({ campaignId }) => del`/campaigns/${campaignId}`,
	output: (_, input) => succeeded(input),
	counts: { noun: 'campaigns', done: 'canceled' },
});
