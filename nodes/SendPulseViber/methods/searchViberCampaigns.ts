import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/run/pickLists';
import { get } from '../product';

/** Viber campaigns to pick from, with what tells equal names apart. */
export async function searchViberCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchPages(this, [{ request: get`/viber/task`, entry }], filter, paginationToken);
}

function entry({ id, name, status, send_date: date }: IDataObject) {
	const state = [status, date].filter(Boolean).map(String).join(', ');
	const shown = String(name || `Campaign ${String(id)}`);
	return { name: state ? `${shown} (${state})` : shown, value: String(id) };
}
