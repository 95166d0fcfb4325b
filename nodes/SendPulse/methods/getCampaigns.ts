import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pickAll } from '../../engine/run/pickLists';
import { isEmailCampaign } from '../fields/emailCampaign';
import { get } from '../product';
import { campaignName, campaignState } from './campaignEntry';

/** All campaigns of e-mail, to choose several from. */
export async function getCampaigns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const campaigns = await pickAll(this, get`/campaigns`, ({ id }) => id, isEmailCampaign);
	return campaigns.map((campaign) => ({
		name: campaignName(campaign),
		value: Number(campaign.id),
		description: campaignState(campaign) || undefined,
	}));
}
