import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { companyPages, post } from '../product';
import { searchBySendPulse } from './searchBySendPulse';

const entry = ({ id, companyName }: IDataObject) => ({
	name: String(companyName ?? '').trim() || String(id),
	value: String(id),
});

/** Companies to pick from (CRM API, "Get a short list of companies"). */
export async function searchCompanies(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const searchString = filter?.trim();
	const request = { ...post`/companies/short-data`, body: searchString ? { searchString } : {} };
	return await searchBySendPulse(this, request, companyPages, entry, paginationToken);
}
