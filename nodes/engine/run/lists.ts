import type { IDataObject } from 'n8n-workflow';
import type { Product } from '../api/product';
import type { ApiRequest } from '../api/request';
import { asRecords } from './outcome';
import type { ListRules, PagedList } from './pages';
import { understood, type Sender } from './sender';

/** A list of SendPulse, to be read in pages or, where it has none, at once. */
export function listOf(
	sender: Sender,
	product: Product,
	request: ApiRequest,
	{ identify, belongs, paged = product.pager, total, records }: ListRules,
): PagedList | { whole(): Promise<IDataObject[]> } {
	const recordsOf = (body: unknown) => understood(() => records?.(body) ?? asRecords(body));
	if (!paged) {
		const own = belongs ?? (() => true);
		return { whole: async () => recordsOf(await sender.read(request)).filter(own) };
	}
	let told: number | undefined;
	return {
		sizes: paged,
		identify,
		belongs,
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
