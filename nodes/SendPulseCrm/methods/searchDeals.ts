import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { BY_ID } from '../fields/records';
import { dealPages, post } from '../product';
import { searchBySendPulse } from './searchBySendPulse';

/** Deals to pick from, searched by SendPulse itself, the newest first (CRM API, "Get deals list"). */
export async function searchDeals(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const name = filter?.trim();
	const sortBy = { ...BY_ID, direction: 'desc' };
	const request = { ...post`/deals/get-list`, body: { sortBy, ...(name ? { name } : {}) } };
	return await searchBySendPulse(this, request, dealPages, entry, paginationToken);
}

const entry = ({ id, name, number, price, currency }: IDataObject) => ({
	name: `${String(name ?? number ?? id)}${price ? ` (${String(price)} ${String(currency ?? '')})` : ''}`,
	value: String(id),
});
