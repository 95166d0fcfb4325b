import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/run/pickLists';
import { isEmailCampaign } from '../fields/emailCampaign';
import { get } from '../product';
import { campaignName, campaignState } from './campaignEntry';

/** Campaigns to pick from, with what tells equal names apart. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const campaigns = { request: get`/campaigns`, belongs: isEmailCampaign, entry };
	return await searchPages(this, [campaigns], filter, paginationToken);
}

function entry(campaign: IDataObject) {
	const state = campaignState(campaign);
	const name = campaignName(campaign);
	return { name: state ? `${name} (${state})` : name, value: String(campaign.id) };
}
