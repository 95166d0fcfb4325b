import { change } from '../../../engine/run/thing';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { campaignId } from '../../fields/campaignId';
import { del, emailService } from '../../product';

const oneCampaign = {
	product: emailService,
	noun: 'campaigns',
	fields: [campaignId],
	read: (item: ItemParameters) => ({ campaignId: item.id('campaignId') }),
};

/** Bulk Email Service API, "Cancel a campaign". */
export const cancel = change(oneCampaign, {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel a campaign',
		description: 'Cancel a campaign that is not sent yet, for good',
	},
	request: ({ campaignId }) => del`/campaigns/${campaignId}`,
	repeatable: false,
	done: 'canceled',
});
