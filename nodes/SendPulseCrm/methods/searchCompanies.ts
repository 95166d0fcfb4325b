import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openForPerson } from '../../engine/run/pickLists';
import { companyRecords } from '../fields/companyId';
import { post } from '../product';

const PAGE = 100;

const entry = ({ id, companyName }: IDataObject) => ({
	name: String(companyName ?? '').trim() || String(id),
	value: String(id),
});

/** Companies to pick from, searched by SendPulse itself (CRM API, "Get a short list of companies"). */
export async function searchCompanies(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0) || 0;
	const searchString = filter?.trim();
	const request = {
		...post`/companies/short-data`,
		body: { ...(searchString ? { searchString } : {}), limit: PAGE, offset },
	};
	const records = await openForPerson(this, async (client) =>
		companyRecords(await client.send(request, { repeatable: true })),
	);
	const more = records.length > 0 && records.length >= PAGE;
	return {
		results: records.map(entry),
		...(more ? { paginationToken: String(offset + records.length) } : {}),
	};
}
