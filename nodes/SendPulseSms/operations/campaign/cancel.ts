import { change } from '../../../engine/run/thing';
import { put } from '../../product';
import { oneCampaign } from './campaign';

/** Bulk SMS API, "Cancel a campaign". */
export const cancel = change(oneCampaign, {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel a campaign',
		description: 'Cancel an SMS campaign whose sending has not begun, for good',
	},
	request: ({ smsCampaignId }) => put`/sms/campaigns/cancel/${smsCampaignId}`,
	repeatable: false,
	done: 'canceled',
});
