import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/pickLists';
import { get } from '../../engine/request';
import { CAMPAIGN_STATUS } from '../../fields/statuses';

/** Campaigns to pick from, with what tells equal names apart. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchPages(this, get`/campaigns`, entry, filter, paginationToken);
}

const entry = ({ id, name, status, send_date: date }: IDataObject) => ({
	name: `${String(name)} (${[CAMPAIGN_STATUS[Number(status)], date].filter(Boolean).join(', ')})`,
	value: String(id),
});
