import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { Client } from './client';
import { asRecords, elementsOf } from './outcome';
import { PAGE_SIZE, pageQuery, readPages, type Paging } from './pages';
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
	await openForPerson(
		context,
		async (client) => await allPages(client, { request, paging: 'limitOffset' }, identify),
	);

/** All records of a paged list. */
export async function allPages(
	client: Client,
	{ request, paging }: Required<Omit<Searched, 'entry'>>,
	identify: (record: IDataObject) => unknown,
): Promise<IDataObject[]> {
	const page = async (size: number, from: number) =>
		await pageOf(client, { request, paging }, size, from);
	return (await readPages({ page, identify, paging })).records;
}

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

/** Likewise, of options that may be chosen from in lists of several as well. */
export const matchingOptions = (
	options: INodePropertyOptions[],
	filter: string | undefined,
): INodeListSearchResult =>
	matching(
		options.map(({ name, value }) => ({ name, value: String(value) })),
		filter,
	);

/** The id in a parameter of the node as it stands in the editor, if it is one already. */
export function pickedId(context: ILoadOptionsFunctions, name: string): number | undefined {
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	const id = Number(value);
	return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** A list to search in. */
export interface Searched {
	request: ApiRequest;
	/** What is shown of a record, and what is stored when it is picked. */
	entry(record: IDataObject): INodeListSearchItems;
	/** @default 'limitOffset' */
	paging?: Paging;
}

/**
 * A searchable list over the pages of one or several of the API's lists, one after the other. The API
 * can't search, so pages are read on until some records fit. A list that begins anew has no pages.
 */
export async function searchPages(
	context: ILoadOptionsFunctions,
	lists: Searched[] | ((client: Client) => Promise<Searched[]>),
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await openForPerson(context, async (client) => {
		const all = typeof lists === 'function' ? await lists(client) : lists;
		const results: INodeListSearchItems[] = [];
		let { list, from, beginning } = placeOf(paginationToken);
		for (let page = 0; page < PAGES_PER_SEARCH && list < all.length; page++) {
			const searched = all[list];
			const entries = (await pageOf(client, searched, PAGE_SIZE, from)).map(searched.entry);
			const bySkip = searched.paging === 'sizeSkip';
			const first = bySkip ? String(entries[0]?.value ?? '') : '';
			const again = bySkip && from > 0 && first === beginning;
			if (!again) results.push(...matching(entries, filter).results);
			if (again || entries.length < (bySkip ? 1 : PAGE_SIZE)) {
				({ list, from, beginning } = { list: list + 1, from: 0, beginning: '' });
			} else {
				if (from === 0) beginning = first;
				from += entries.length;
			}
			if (results.length > 0) break;
		}
		return list < all.length
			? { results, paginationToken: tokenFor({ list, from, beginning }) }
			: { results };
	});
}

/** Where a search goes on: in which list, at which record, and how that list began. */
interface Place {
	list: number;
	from: number;
	beginning: string;
}

function placeOf(token: unknown): Place {
	const [, list = 0, from = 0, beginning = ''] = /^(\d+):(\d+):?(.*)$/s.exec(String(token)) ?? [];
	return { list: Number(list), from: Number(from), beginning };
}

const tokenFor = ({ list, from, beginning }: Place) =>
	`${list}:${from}${beginning === '' ? '' : `:${beginning}`}`;

async function pageOf(
	client: Client,
	{ request, paging = 'limitOffset' }: Omit<Searched, 'entry'>,
	size: number,
	from: number,
): Promise<IDataObject[]> {
	const query = { ...request.query, ...pageQuery(paging, size, from) };
	return asRecords(elementsOf(await client.send({ ...request, query })));
}
