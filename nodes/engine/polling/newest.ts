import type { IDataObject } from 'n8n-workflow';
import { isEnd, readPages, type PagedList } from '../run/pages';

/** How often a reading looks further in front for what deletions have moved there. */
const MOST_STEPS_BACK = 20;

/** Pages in a row that bring nothing new before a list is taken to have no end. */
const FRUITLESS_PAGES = 5;

/** What reading the newest records of a list needs to know of it. */
export interface Newest {
	/**
	 * By what the list is sorted, the highest first: a time, a number that grows. Undefined for what is no part
	 * of the order, as records of another kind in the same list.
	 */
	rank(record: IDataObject): number | undefined;
	/** What ranks below is known, or of no interest; by the highest rank where that is not known before. */
	downTo: number | ((highest: number) => number);
	/** So many pages are enough. */
	mostPages?: number;
	/** Whether what was read is all that is looked for. */
	isEnough?(records: IDataObject[]): boolean;
}

export interface NewestRead {
	records: IDataObject[];
	/** Records may be missing that were there all the time: the list changed in each of the readings. */
	unsettled: boolean;
	/** How many the API counts, where it gave fewer although the list was quiet. */
	counted?: number;
	/** There are more than were read. */
	more?: boolean;
}

/**
 * The records of a list that begins with the newest, down to a rank. No document promises the order of any
 * list: where a page breaks it, the whole list is read.
 *
 * Records that come meanwhile push others back, which then come twice and are told apart. Where some were
 * deleted a page begins with one that does not follow on the page before: then it is looked for further in
 * front. What changes place while it is read and is missed by that ranks higher than all that was read, so
 * that the next poll meets it.
 */
export async function readNewest(
	list: PagedList,
	{ rank, downTo, mostPages = Infinity, isEnough = () => false }: Newest,
): Promise<NewestRead> {
	const found = new Map<unknown, IDataObject>();
	const keyOf = (record: IDataObject) => list.identify(record) ?? JSON.stringify(record);
	let longest = 0;
	let lowest = Infinity;
	let stepsBack = 0;
	let fruitless = 0;
	let highest = -Infinity;
	for (let from = 0, pages = 1; ; pages++) {
		const page = await list.page(list.sizes.largest, from);
		// Pages of one can't overlap.
		const isNext = from === 0 || longest < 2 || page.length === 0;
		const follows = isNext || found.has(keyOf(page[0]));
		if (!follows && stepsBack++ < MOST_STEPS_BACK) {
			from = Math.max(from - Math.max(longest - 1, 1), 0);
			continue;
		}
		const fresh = page.filter((record) => !found.has(keyOf(record)));
		const ranks = page.map(rank).filter((value) => value !== undefined);
		const freshRanks = fresh.map(rank).filter((value) => value !== undefined);
		// Behind a gap there may be some that belong further in front.
		const inOrder = descends(ranks) && (stepsBack > 0 || !(freshRanks[0] > lowest));
		if (!follows || !inOrder) return await readPages(list);
		for (const record of page) found.set(keyOf(record), record);
		lowest = Math.min(lowest, ...ranks);
		highest = Math.max(highest, ...ranks);
		const ended = page.length === 0 || isEnd(page.length, longest, list.sizes);
		fruitless = fresh.length === 0 ? fruitless + 1 : 0;
		const isLow = lowest < (typeof downTo === 'number' ? downTo : downTo(highest));
		const records = [...found.values()];
		const isOver = fruitless === FRUITLESS_PAGES || isLow || pages >= mostPages;
		if (ended || isOver || isEnough(records)) return { records, unsettled: false, more: !ended };
		longest = Math.max(longest, page.length);
		from += page.length > 1 ? page.length - 1 : 1;
	}
}

/** Whether none is higher than the one before it. What is no number breaks the order. */
const descends = (ranks: number[]) =>
	ranks.every((value, index) => value <= (index === 0 ? Infinity : ranks[index - 1]));
