import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { crm, post } from '../product';
import { asEntry } from './options';
import { searchBySendPulse } from './searchBySendPulse';

/** Products to pick from, searched by SendPulse itself (CRM API, "Get products list"). */
export async function searchProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const search = filter?.trim();
	const request = { ...post`/products/all`, body: search ? { search } : {} };
	return await searchBySendPulse(this, request, crm.pager, asEntry, paginationToken);
}
