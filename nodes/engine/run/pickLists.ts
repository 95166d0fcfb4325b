import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { Client } from '../api/client';
import { asRecords, elementsOf } from './outcome';
import { isEnd, readPages } from './pages';
import type { ApiRequest } from '../api/request';
import { asNodeError } from '../api/nodeError';

/** Pages that one search reads while it has found nothing yet. */
const PAGES_PER_SEARCH = 20;

/** What is read may be asked for again, whatever the verb. */
const READ = { repeatable: true };

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
	await openForPerson(context, async (client) => await client.send(request, READ));

/** All records of a paged list, to choose several from. */
export const pickAll = async (
	context: ILoadOptionsFunctions,
	request: ApiRequest,
	identify: (record: IDataObject) => unknown,
	belongs?: (record: IDataObject) => boolean,
) =>
	await openForPerson(
		context,
		async (client) => await allPages(client, request, identify, belongs),
	);

/** All records of a paged list. */
export async function allPages(
	client: Client,
	request: ApiRequest,
	identify: (record: IDataObject) => unknown,
	belongs?: (record: IDataObject) => boolean,
): Promise<IDataObject[]> {
	const page = async (size: number, from: number) => await pageOf(client, request, size, from);
	return (await readPages({ page, identify, belongs, sizes: request.product.pager })).records;
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
	/** Whether a record is one of those to choose from; default: all are. */
	belongs?(record: IDataObject): boolean;
	/** A list of which this one may hold records as well: they are shown there alone. */
	apartFrom?: ApiRequest;
	/** What is shown of a record, and what is stored when it is picked. */
	entry(record: IDataObject): INodeListSearchItems;
}

/**
 * A searchable list over the pages of one or several of the API's lists, one after the other. The API
 * can't search, so pages are read on until some records fit. A list ends where a page is shorter than
 * one before, or begins anew (it has no pages). Its first page may be short because the API gives no more
 * at once: that shows when someone scrolls on.
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
		let { list, from, longest, beginning } = placeOf(paginationToken);
		for (let read = 0; read < PAGES_PER_SEARCH && list < all.length; read++) {
			const searched = all[list];
			const { pager } = searched.request.product;
			const page = await pageOf(client, searched.request, pager.largest, from);
			const entries = page.map(searched.entry);
			const first = String(entries[0]?.value ?? '');
			const again = from > 0 && first === beginning;
			const others = await idsIn(client, searched.apartFrom);
			const own = entries.filter(
				(_, index) => (searched.belongs?.(page[index]) ?? true) && !others.has(page[index].id),
			);
			if (!again) results.push(...matching(own, filter).results);
			if (again || isEnd(entries.length, longest, pager)) {
				({ list, from, longest, beginning } = { ...BEGINNING, list: list + 1 });
			} else {
				if (from === 0) beginning = first;
				from += entries.length;
				longest = Math.max(longest, entries.length);
			}
			if (results.length > 0) break;
		}
		return list < all.length
			? { results, paginationToken: tokenFor({ list, from, longest, beginning }) }
			: { results };
	});
}

const idsIn = async (client: Client, list?: ApiRequest) =>
	new Set(list && (await allPages(client, list, ({ id }) => id)).map(({ id }) => id));

/** Where a search goes on: in which list, at which record; the list's longest page, and how it began. */
interface Place {
	list: number;
	from: number;
	longest: number;
	beginning: string;
}

const BEGINNING: Place = { list: 0, from: 0, longest: 0, beginning: '' };

function placeOf(token: unknown): Place {
	const parts = /^(\d+):(\d+)(?::(\d+):(.*))?$/s.exec(String(token));
	if (!parts) return BEGINNING;
	const [list, from, longest = 0] = parts.slice(1, 4).map((part) => Number(part ?? 0));
	return { list, from, longest, beginning: parts[4] ?? '' };
}

const tokenFor = ({ list, from, longest, beginning }: Place) =>
	`${list}:${from}:${longest}:${beginning}`;

async function pageOf(
	client: Client,
	request: ApiRequest,
	size: number,
	from: number,
): Promise<IDataObject[]> {
	const page = request.product.pager.page(request, size, from);
	return asRecords(elementsOf(await client.send(page, READ)));
}
