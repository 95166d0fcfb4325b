import { removal } from '../../../engine/run/thing';
import { del } from '../../product';
import { oneCampaign } from './campaign';

/** Bulk SMS API, "Delete a campaign". */
export const remove = removal(oneCampaign, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a campaign',
		description: 'Delete an SMS campaign whose sending has not begun',
	},
	request: ({ smsCampaignId: id }) => ({ ...del`/sms/campaigns`, body: { id } }),
});
