import type { Thing } from '../../../engine/run/thing';
import { smsCampaignId } from '../../fields/smsCampaignId';
import { sms } from '../../product';

/** What is done with one campaign. */
export const oneCampaign: Thing<{ smsCampaignId: number }> = {
	product: sms,
	noun: 'campaigns',
	fields: [smsCampaignId],
	read: (item) => ({ smsCampaignId: item.id('smsCampaignId') }),
};
