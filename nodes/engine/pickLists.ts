import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { Client } from './client';
import { asRecords } from './outcome';
import { PAGE_SIZE, readPages } from './pages';
import type { ApiRequest } from './request';
import { asNodeError } from './nodeError';

/** Pages that one search reads while it has found nothing yet. */
const PAGES_PER_SEARCH = 20;

/** Works with a client that does not keep a person waiting. Its failures are n8n's errors. */
export async function openForPerson<T>(
	context: ILoadOptionsFunctions,
	work: (client: Client) => Promise<T>,
): Promise<T> {
	try {
		return await work(await Client.open(context, 'person'));
	} catch (error) {
		throw asNodeError(context.getNode(), error);
	}
}

/** One request for a list to choose from. */
export const pick = async (context: ILoadOptionsFunctions, request: ApiRequest) =>
	await openForPerson(context, async (client) => await client.send(request));

/** All records of a paged list, to choose several from. */
export const pickAll = async (
	context: ILoadOptionsFunctions,
	request: ApiRequest,
	identify: (record: IDataObject) => unknown,
) =>
	await openForPerson(context, async (client) => {
		const page = async (limit: number, offset: number) =>
			asRecords(await client.send({ ...request, query: { ...request.query, limit, offset } }));
		return (await readPages({ page, identify })).records;
	});

/** The entries whose name holds the text that was typed. */
export function matching(
	entries: INodeListSearchItems[],
	filter: string | undefined,
): INodeListSearchResult {
	const wanted = (filter ?? '').trim().toLowerCase();
	return {
		results: entries.filter(
			({ name, value }) => name.toLowerCase().includes(wanted) || String(value) === wanted,
		),
	};
}

/** The id in a parameter of the node as it stands in the editor, if it is one already. */
export function pickedId(context: ILoadOptionsFunctions, name: string): number | undefined {
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	const id = Number(value);
	return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/**
 * A searchable list over paged records. The API can't search, so pages are read on until some
 * records fit; the token says where to go on.
 */
export async function searchPages(
	context: ILoadOptionsFunctions,
	request: ApiRequest,
	entry: (record: IDataObject) => INodeListSearchItems,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await openForPerson(context, async (client) => {
		const results: INodeListSearchItems[] = [];
		let offset = Number(paginationToken) || 0;
		for (let page = 0; page < PAGES_PER_SEARCH; page++) {
			const records = asRecords(
				await client.send({ ...request, query: { ...request.query, limit: PAGE_SIZE, offset } }),
			);
			results.push(...matching(records.map(entry), filter).results);
			if (records.length < PAGE_SIZE) return { results };
			offset += PAGE_SIZE;
			if (results.length > 0) break;
		}
		return { results, paginationToken: String(offset) };
	});
}
