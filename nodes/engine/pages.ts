import type { IDataObject } from 'n8n-workflow';
import { perform } from './schedule';

/** The API gives 100 records at most, everywhere (Bulk Email Service API; OpenAPI). */
export const PAGE_SIZE = 100;
/**
 * How the API is asked for a page:
 * - `limitOffset`: `limit` and `offset`; a page that is not full is the last
 * - `sizeSkip`: `size` and `skip`; no document says how many records a page may hold, so that one
 *   that is not full need not be the last: only an empty one is
 */
export type Paging = 'limitOffset' | 'sizeSkip';

/** The query of a page: this many records from there on. */
export const pageQuery = (paging: Paging, size: number, from: number) =>
	paging === 'limitOffset' ? { limit: size, offset: from } : { size, skip: from };

/** Pages asked for at once when nobody knows how many there are. */
const WIDEST_LOOK_AHEAD = 16;
/**
 * Pages in a row that bring nothing new before a list is taken to have no end. One may: a record that is
 * put in front moves the others back.
 */
const FRUITLESS_PAGES = 2;
/** A list that changed while it was read is read again this often. */
const REREADS = 2;

export interface PagedList {
	/** @default 'limitOffset' */
	paging?: Paging;
	/** Records from `offset` on, `limit` at most. */
	page(limit: number, offset: number): Promise<IDataObject[]>;
	/** What tells two records apart. */
	identify(record: IDataObject): unknown;
	/** How many there are now, where the API can tell. */
	total?(): Promise<number>;
}

export interface PagesRead {
	records: IDataObject[];
	/** The list changed in each of the readings: records may be missing. */
	unsettled: boolean;
}

/** At most `limit` records, or all of them without one. */
export async function readPages(list: PagedList, limit?: number): Promise<PagesRead> {
	if (list.paging === 'sizeSkip') {
		return { records: await readToEmptyPage(list, limit), unsettled: false };
	}
	if (limit !== undefined) return { records: await readSome(list, limit), unsettled: false };
	let expected = await countOf(list);
	if (expected === undefined) return { records: await readToShortPage(list), unsettled: false };
	for (let reading = 0; ; reading++) {
		const records = await readCounted(list, expected);
		const total = await countOf(list);
		// One that was deleted meanwhile hides another from the reader, and the count fits all the same.
		const shrunk = total !== undefined && total < expected;
		if (total === undefined || (records.length === total && !shrunk)) {
			return { records, unsettled: false };
		}
		if (reading === REREADS) return { records, unsettled: true };
		expected = total;
	}
}

/** How many records there are; an answer that is no number (NaN) is no count. */
async function countOf(list: PagedList): Promise<number | undefined> {
	const total = await list.total?.();
	return total !== undefined && total >= 0 ? total : undefined;
}

/** Pages from here to there, side by side; the client keeps the pace. */
async function readRange(list: PagedList, from: number, to: number): Promise<IDataObject[][]> {
	const offsets: number[] = [];
	for (let offset = from; offset < to; offset += PAGE_SIZE) offsets.push(offset);
	const pages: IDataObject[][] = [];
	const units = offsets.map((offset, index) => ({
		concerns: [],
		perform: async () => {
			pages[index] = await list.page(Math.min(PAGE_SIZE, to - offset), offset);
			return true;
		},
	}));
	await perform(units, true);
	return pages;
}

async function readSome(list: PagedList, limit: number): Promise<IDataObject[]> {
	const distinct = new DistinctRecords(list);
	// The first page may be all there is: look before asking for the others.
	const first = await list.page(Math.min(limit, PAGE_SIZE), 0);
	distinct.add(first);
	if (first.length === PAGE_SIZE && limit > PAGE_SIZE) {
		await readOn(list, distinct, PAGE_SIZE, limit);
	}
	return distinct.records.slice(0, limit);
}

async function readToShortPage(list: PagedList): Promise<IDataObject[]> {
	const distinct = new DistinctRecords(list);
	await readOn(list, distinct, 0, Infinity);
	return distinct.records;
}

/** One page after the other, each from where the one before has ended, until one is empty. */
async function readToEmptyPage(list: PagedList, limit = Infinity): Promise<IDataObject[]> {
	const distinct = new DistinctRecords(list);
	let beginning: unknown;
	let fruitless = 0;
	for (let from = 0; distinct.records.length < limit && fruitless < FRUITLESS_PAGES; ) {
		const known = distinct.records.length;
		const page = await list.page(Math.min(PAGE_SIZE, limit - known), from);
		if (page.length === 0) break;
		const first = list.identify(page[0]) ?? JSON.stringify(page[0]);
		// The API pays no heed to `skip`: it has no pages, and this is all.
		if (from > 0 && first === beginning) break;
		if (from === 0) beginning = first;
		distinct.add(page);
		fruitless = distinct.records.length === known ? fruitless + 1 : 0;
		from += page.length;
	}
	return distinct.records.slice(0, limit);
}

async function readCounted(list: PagedList, total: number): Promise<IDataObject[]> {
	const distinct = new DistinctRecords(list);
	const pages = await readRange(list, 0, Math.ceil(total / PAGE_SIZE) * PAGE_SIZE);
	for (const page of pages) distinct.add(page);
	return distinct.records;
}

/** Reads page after page, looking ahead further each time, until one is short or brings nothing new. */
async function readOn(
	list: PagedList,
	distinct: DistinctRecords,
	from: number,
	to: number,
): Promise<void> {
	let ahead = 1;
	let offset = from;
	while (offset < to) {
		const until = Math.min(to, offset + ahead * PAGE_SIZE);
		const pages = await readRange(list, offset, until);
		const known = distinct.records.length;
		for (const page of pages) distinct.add(page);
		if (pages.some((page) => page.length < PAGE_SIZE)) return;
		// The API pays no heed to the offset: it has no pages, and this is all.
		if (distinct.records.length === known) return;
		offset = until;
		ahead = Math.min(ahead * 2, WIDEST_LOOK_AHEAD);
	}
}

/** Records without repetition: a list that moves while it is read shows some of them twice. */
export class DistinctRecords {
	readonly records: IDataObject[] = [];

	private readonly seen = new Set<unknown>();

	constructor(private readonly list: Pick<PagedList, 'identify'>) {}

	add(page: IDataObject[]): void {
		for (const record of page) {
			const identity = this.list.identify(record);
			// What can't be told apart is better twice than lost.
			if (identity !== undefined && this.seen.has(identity)) continue;
			this.seen.add(identity);
			this.records.push(record);
		}
	}
}
