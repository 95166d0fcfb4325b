import type { IDataObject } from 'n8n-workflow';
import type { Pager } from '../api/pager';
import type { Product } from '../api/product';
import type { ApiRequest } from '../api/request';
import { asRecords } from './outcome';
import type { PagedList } from './pages';
import { understood, type Sender } from './sender';

/** What reading a list needs to know of it. */
export interface ListRules {
	/** What tells two records apart, so that none comes twice when the list moves under the reader. */
	identify(record: IDataObject): unknown;
	/** How the API gives the list in pages, where not as its product does; false where it gives the whole list. */
	paged?: Pager | false;
	/** A request that tells how many records there should be, where another than that for the list does. */
	total?: ApiRequest;
	/** Takes the records out of an answer. Default: the answer is an array of them. */
	records?(body: unknown): IDataObject[];
}

/** A list of SendPulse, to be read in pages or, where it has none, at once. */
export function listOf(
	sender: Sender,
	product: Product,
	request: ApiRequest,
	{ identify, paged = product.pager, total, records }: ListRules,
): PagedList | { whole(): Promise<IDataObject[]> } {
	const recordsOf = (body: unknown) => understood(() => records?.(body) ?? asRecords(body));
	if (!paged) return { whole: async () => recordsOf(await sender.read(request)) };
	let told: number | undefined;
	return {
		sizes: paged,
		identify,
		page: async (size, from) => {
			const body = await sender.answerTo(paged.page(request, size, from), { repeatable: true });
			told = paged.total?.(body);
			return recordsOf(request.product.envelope.open(body));
		},
		total: total
			? async () => Number((asRecords(await sender.read(total))[0] ?? {}).total)
			: async () => await Promise.resolve(told ?? NaN),
	};
}
