import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/run/pickLists';
import { get } from '../product';

/** Push campaigns to pick from, with what tells equal titles apart. */
export async function searchPushCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchPages(this, [{ request: get`/tasks`, entry }], filter, paginationToken);
}

function entry({ id, title, from: date }: IDataObject) {
	const shown = String(title || `Campaign ${String(id)}`);
	return { name: date ? `${shown} (${String(date)})` : shown, value: String(id) };
}
