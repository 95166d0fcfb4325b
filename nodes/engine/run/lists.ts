import type { IDataObject } from 'n8n-workflow';
import type { Sends } from '../api/client';
import { ApiFailure } from '../api/failures';
import { InputProblem } from '../api/inputProblem';
import type { Product } from '../api/product';
import type { ApiRequest } from '../api/request';
import { asRecords, recordsOf } from './outcome';
import { readPages, type ListRules, type PagedList } from './pages';
import { understood } from './sender';

/** What is read may be asked for again, whatever the verb. */
const READ = { repeatable: true };

/** A list of SendPulse, to be read in pages or, where it has none, at once. */
export function listOf(
	sends: Sends,
	product: Product,
	request: ApiRequest,
	{ identify, belongs, paged = product.pager, total, records }: ListRules,
): PagedList | { whole(): Promise<IDataObject[]> } {
	// An answer in another form is not an empty list: whoever works on all of it would be told that there was nothing.
	const listed = (body: unknown) =>
		understood(() => records?.(body) ?? recordsOf(body, 'what the list holds'));
	if (!paged) {
		const own = belongs ?? (() => true);
		return { whole: async () => listed(await sends.send(request, READ)).filter(own) };
	}
	let told: number | undefined;
	return {
		sizes: paged,
		identify,
		belongs,
		page: async (size, from) => {
			const body = await sends.answerTo(paged.page(request, size, from), READ);
			told = paged.total?.(body);
			return listed(request.product.envelope.open(body));
		},
		total: total
			? async () => Number((asRecords(await sends.send(total, READ))[0] ?? {}).total)
			: async () => await Promise.resolve(told ?? NaN),
	};
}

/** More than so many are not compared one by one. */
const MOST_HITS = 1_000;

/**
 * All that a search of SendPulse gives: it finds parts of texts, and which of them are meant is told here. Where it
 * counts no more than came at once that is one request.
 *
 * @param what was looked for, for errors: "a phone number with 380501112233 in it"
 * @throws InputProblem for more than can be compared: the one that is meant may be among the others; ApiFailure
 * where they changed all the while
 */
export async function hits(
	sends: Sends,
	request: ApiRequest,
	rules: Pick<ListRules, 'identify' | 'paged' | 'records'>,
	what: string,
): Promise<IDataObject[]> {
	const list = listOf(sends, request.product, request, rules);
	if ('whole' in list) return await list.whole();
	const { largest } = list.sizes;
	let first: IDataObject[] | undefined = await list.page(largest, 0);
	const counted = (await list.total?.()) ?? NaN;
	if (counted <= first.length) return first;
	if (counted > MOST_HITS) throw tooMany(what);
	const page = async (size: number, from: number) => {
		const known = from === 0 ? first : undefined;
		first = undefined;
		if (from >= MOST_HITS) throw tooMany(what);
		return known ?? (await list.page(size, from));
	};
	const { records, unsettled } = await readPages({ ...list, page });
	if (!unsettled) return records;
	throw new ApiFailure(
		'unclear',
		'What SendPulse found changed while it was read, three times in a row. Run this again.',
	);
}

const tooMany = (what: string) =>
	new InputProblem(
		`More than ${MOST_HITS} records have ${what}: too many to compare. Give more of it, or leave this item out.`,
	);
