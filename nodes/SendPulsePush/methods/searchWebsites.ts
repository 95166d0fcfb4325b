import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchPages } from '../../engine/run/pickLists';
import { get } from '../product';

/** Websites to pick from, by their addresses. */
export async function searchWebsites(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchPages(this, [{ request: get`/websites`, entry }], filter, paginationToken);
}

const entry = ({ id, url }: IDataObject) => ({
	name: String(url || `Website ${String(id)}`),
	value: String(id),
});
