import type { IDataObject } from 'n8n-workflow';
import type { Pager } from '../api/pager';
import type { ApiRequest } from '../api/request';
import { fingerprint } from '../api/token';
import { inTheirOrder } from './schedule';

/** Pages asked for at once when nobody knows how many there are. */
const WIDEST_LOOK_AHEAD = 16;
/** Pages asked for in a row when the API has counted: a count can be wrong by any number. */
const MOST_COUNTED_PAGES = 1_000;
/** Pages in a row that bring nothing new before a list is taken to have no end. */
const FRUITLESS_PAGES = 2;
/** A list that changed while it was read is read again this often. */
const REREADS = 2;

type Sizes = Pick<Pager, 'largest' | 'fewest'>;

/** Whether a page of so many records is the last, after pages of which the longest had so many. */
export const isEnd = (length: number, longest: number, { fewest }: Sizes) =>
	length < Math.max(longest, fewest);

export interface PagedList {
	sizes: Sizes;
	/** Records from `offset` on, `limit` at most. */
	page(limit: number, offset: number): Promise<IDataObject[]>;
	/** What tells two records apart; undefined, null and '' do not. */
	identify(record: IDataObject): unknown;
	/** As for {@link ListRules}. */
	belongs?(record: IDataObject): boolean;
	/** How many there are now, where the API can tell. Only a hint how far to look ahead. */
	total?(): Promise<number>;
}

/** What reading a list needs to know of it. */
export interface ListRules {
	/** What tells two records apart, so that none comes twice when the list moves under the reader. */
	identify(record: IDataObject): unknown;
	/**
	 * Whether a record is one of those that are wanted, where the API can't be asked for these alone. A limit
	 * counts what belongs: pages are read until so many have come.
	 * @default that all are
	 */
	belongs?(record: IDataObject): boolean;
	/** How the API gives the list in pages, where not as its product does; false where it gives the whole list. */
	paged?: Pager | false;
	/** A request that tells how many records there should be, where another than that for the list does. */
	total?: ApiRequest;
	/** Takes the records out of an answer. Default: the answer is a list of them, and anything else a failure. */
	records?(body: unknown): IDataObject[];
}

export interface PagesRead {
	records: IDataObject[];
	/** The list changed in each of the readings: records may be missing. */
	unsettled: boolean;
	/** How many the API counts, where it gave fewer although the list was quiet. */
	counted?: number;
	/** How many it gave, those among them that do not belong. */
	given: number;
}

/**
 * At most `limit` records, or all of them without one: whatever was in the list all the time is among
 * them, or `unsettled` says that it may not be.
 *
 * Each page begins with the last record of the one before. Where it does not, the list has moved. Some were
 * deleted: a page from further in front closes the gap. Some came in front: the first page shows them. If
 * neither explains it, all is read again. So it is where records change places: one of them comes twice. The end is where a page holds less than those
 * before.
 */
export async function readPages(list: PagedList, limit = Infinity): Promise<PagesRead> {
	for (let reading = 0; ; reading++) {
		const distinct = new DistinctRecords(list);
		const { records } = distinct;
		const pages = new Pages(list, limit, distinct);
		const counted = await toItsEnd(pages.read());
		const given = distinct.count;
		if (limit !== Infinity) return { records: records.slice(0, limit), unsettled: false, given };
		if (!pages.moved) return { records, unsettled: false, counted, given };
		if (reading === REREADS) return { records, unsettled: true, given };
	}
}

async function toItsEnd<Result>(steps: AsyncGenerator<void, Result>): Promise<Result> {
	for (;;) {
		const step = await steps.next();
		if (step.done) return step.value;
	}
}

/**
 * All records of a list, page by page, for what keeps none of them: an export, a comparison. Each comes once,
 * and whatever was in the list all the time comes, or `unsettled` says at the end that it may not have. A list
 * that moved is read again, of which only what is new comes then: a record that changed meanwhile comes as it
 * was at first. Kept are the identities, and the pages that are on their way.
 */
export class PageStream implements AsyncIterable<IDataObject[]> {
	/** The list changed in each of the readings: records may be missing. Known at the end. */
	unsettled = false;

	/** How many the API counts, where it gave fewer although the list was quiet. Known at the end. */
	counted?: number;

	constructor(private readonly list: PagedList) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<IDataObject[], void> {
		const told = new Tally(this.list);
		for (let reading = 0; ; reading++) {
			const distinct = new DistinctRecords(this.list);
			const fresh = told.ofReading();
			const pages = new Pages(this.list, Infinity, distinct);
			const steps = pages.read();
			try {
				for (;;) {
					const step = await steps.next();
					const page = fresh(distinct.take());
					if (page.length > 0) yield page;
					if (!step.done) continue;
					this.counted = step.value;
					break;
				}
			} finally {
				// Whoever has enough leaves nothing on its way behind.
				await steps.return(undefined);
			}
			if (!pages.moved) return;
			if (reading === REREADS) {
				this.unsettled = true;
				return;
			}
		}
	}
}

/** What has been given out already, when a list is read again. */
class Tally {
	private readonly identities = new Set<unknown>();

	/** How often a record without identity has come, by all that it holds. */
	private readonly alike = new Map<string, number>();

	constructor(private readonly list: Pick<PagedList, 'identify'>) {}

	/** For each reading: tells which of its records have not been given out. */
	ofReading(): (records: IDataObject[]) => IDataObject[] {
		const seen = new Map<string, number>();
		return (records) => records.filter((record) => this.isNew(record, seen));
	}

	private isNew(record: IDataObject, seen: Map<string, number>): boolean {
		const identity = identityOf(this.list, record);
		if (identity !== undefined) {
			if (this.identities.has(identity)) return false;
			this.identities.add(identity);
			return true;
		}
		// Of those that can't be told apart as many come as one reading has.
		const key = fingerprint(JSON.stringify(record));
		const times = (seen.get(key) ?? 0) + 1;
		seen.set(key, times);
		if (times <= (this.alike.get(key) ?? 0)) return false;
		this.alike.set(key, times);
		return true;
	}
}

/** How many records there are; an answer that is no number (NaN) is no count. */
async function countOf(list: PagedList): Promise<number | undefined> {
	const total = await list.total?.();
	return total !== undefined && total >= 0 ? total : undefined;
}

/** What tells a record apart, or undefined. */
function identityOf({ identify }: Pick<PagedList, 'identify'>, record: IDataObject): unknown {
	const identity = identify(record);
	return identity === null || identity === '' ? undefined : identity;
}

/** One reading of a list, from its first page on. */
class Pages {
	/** A record is missing, or may be. */
	moved = false;

	/** Keys of the first page, and the last record's: of records without identity all that they hold. */
	private beginning: unknown[] = [];

	private last: unknown;

	/** The longest page so far: the API is known to give as many. */
	private longest = 0;

	private next = 0;

	private ended = false;

	/** How many places records moved back while they were read: so many came in front of them. */
	private putInFront = 0;

	/** Records moved to the front: some were deleted. */
	private closedUp = false;

	private fruitless = 0;

	constructor(
		private readonly list: PagedList,
		private readonly limit: number,
		/** Takes the records. */
		private readonly distinct: DistinctRecords,
	) {}

	private get complete(): boolean {
		return this.ended || this.missing <= 0;
	}

	/** How many records are wanted yet. */
	private get missing(): number {
		return this.limit - this.distinct.records.length;
	}

	/** How many records to ask for: no more than are wanted, unless some have turned out not to belong. */
	private get needed(): number {
		return this.distinct.records.length === this.distinct.count ? this.missing : Infinity;
	}

	/** Pages overlap, but for a limit: that promises no particular records. */
	private get overlap(): number {
		return this.limit === Infinity && this.longest > 1 ? 1 : 0;
	}

	/**
	 * Pauses whenever a page has been taken.
	 *
	 * @returns how many the API counts, if it gave fewer and nothing explains that
	 */
	async *read(): AsyncGenerator<void, number | undefined> {
		const wanted = Math.min(this.list.sizes.largest, this.needed);
		yield* this.round(1, wanted);
		if (this.longest < wanted && isEnd(this.longest, 0, this.list.sizes)) this.ended = true;
		const more = Math.min(this.list.sizes.largest, this.needed);
		if (!this.complete && this.longest < more) yield* this.round(1, more);
		const counts = this.limit === Infinity && !this.complete;
		const counted = counts ? await countOf(this.list) : undefined;
		for (let ahead = 1; !this.complete; ahead = Math.min(ahead * 2, WIDEST_LOOK_AHEAD)) {
			const pages = this.pagesOf(counted ?? Infinity);
			yield* this.round(
				counted === undefined ? Math.min(ahead, pages) : pages || ahead,
				this.longest,
			);
		}
		await this.lookAtFront();
		const still = this.putInFront === 0 && !this.closedUp;
		if (counted === undefined || counted <= this.distinct.count || !still) return undefined;
		const recounted = await countOf(this.list);
		return recounted !== undefined && recounted > this.distinct.count ? recounted : undefined;
	}

	/** How many pages to read from here on, if there are so many records. */
	private pagesOf(count: number): number {
		if (this.limit !== Infinity) {
			const { count, records } = this.distinct;
			return Math.ceil((this.missing * count) / records.length / this.longest);
		}
		const rest = count - this.next - this.longest;
		if (rest < -this.longest) return 0;
		const pages = Math.max(Math.floor(rest / (this.longest - this.overlap)) + 2, 1);
		return Math.min(pages, MOST_COUNTED_PAGES);
	}

	/**
	 * Some pages, side by side; the client keeps the pace. Those behind are asked for while the ones in front are
	 * taken, so that the way to SendPulse is never empty, and few are held.
	 */
	private async *round(count: number, size: number): AsyncGenerator<void, void> {
		const step = Math.max(size - this.overlap, 1);
		const to = this.next + this.needed;
		const asked = Array.from({ length: count }, (_, index) => {
			const offset = this.next + index * step;
			return { offset, size: Math.min(size, to - offset) };
		});
		const pages = inTheirOrder(asked, async (page) => await this.list.page(page.size, page.offset));
		for await (const [asked, page] of pages) {
			await this.take(page, asked);
			yield;
		}
	}

	private async take(page: IDataObject[], { offset, size }: { offset: number; size: number }) {
		if (this.ended) {
			// It ended before: a page was short that was none of the last.
			this.moved ||= !this.isBeginning(page) && page.some((one) => !this.distinct.knows(one));
		} else if (offset > 0 && this.isBeginning(page)) {
			// The API pays no heed to the offset: it has no pages, and this is all. Or so much was put in front.
			const heedless =
				this.limit !== Infinity ||
				this.isBeginning(await this.list.page(size, offset + page.length));
			this.moved ||= !heedless;
			this.ended = true;
		} else {
			if (offset > 0 && this.overlap > 0) {
				if (this.follows(page)) this.putInFront += this.positionOfLast(page);
				else await this.bridge(page, offset);
			}
			if (!this.ended || page.length > 0) this.append(page, offset, size);
		}
	}

	/** Whether a page tells by its first record that nothing is missing in front of it. */
	private follows(page: IDataObject[]): boolean {
		return page.length > 0 && (this.isLast(page[0]) || this.distinct.knows(page[0]));
	}

	private positionOfLast(page: IDataObject[]): number {
		const position = page.findIndex(this.isLast);
		return position === -1 ? NaN : position;
	}

	/** Reads what may have moved in front of a page, between it and the ones before. */
	private async bridge(page: IDataObject[], offset: number): Promise<void> {
		this.closedUp = true;
		const from = Math.max(offset - Math.ceil(this.longest / 2), 0);
		const between = await this.list.page(this.longest, from);
		if (!this.follows(between)) this.moved = true;
		this.append(between, from, this.longest);
		const follows = this.ended
			? page.every((record) => this.distinct.knows(record))
			: this.follows(page);
		if (!follows) this.moved = true;
	}

	/**
	 * What came in front of the records may have been behind them before, and not have been read yet: a chat
	 * that somebody has just written in.
	 */
	private async lookAtFront(): Promise<void> {
		if (this.putInFront === 0 || this.moved || this.limit !== Infinity) return;
		const front = await this.list.page(this.longest, 0);
		const newcomers = front.findIndex((record) => this.keyOf(record) === this.beginning[0]);
		// They came in somewhere else. (NaN is not less than anything.)
		if (!(this.putInFront <= newcomers)) this.moved = true;
		else this.distinct.addInFront(front.slice(0, newcomers));
	}

	private append(page: IDataObject[], offset: number, size: number): void {
		const proven = this.longest;
		const first = this.overlap > 0 && offset > 0 && this.isLast(page[0]) ? 1 : 0;
		const known = page.map((record, index) => index < first || this.distinct.knows(record));
		const fresh = known.indexOf(false);
		// Whatever keeps its place comes once: known records stand in front of the new ones, or not at all.
		if (fresh !== -1 && known.includes(true, fresh)) this.moved = true;
		const before = this.distinct.count;
		this.distinct.add(page.slice(first));
		this.fruitless = this.distinct.count === before ? this.fruitless + 1 : 0;
		if (page.length === 0 || page.length < Math.min(size, proven)) this.ended = true;
		else if (this.fruitless >= FRUITLESS_PAGES) this.moved = this.ended = true;
		if (page.length === 0) return;
		if (offset === 0 && proven === 0) this.beginning = page.map((record) => this.keyOf(record));
		this.last = this.keyOf(page[page.length - 1]);
		this.longest = Math.max(proven, page.length);
		this.next = offset + page.length - this.overlap;
	}

	private isBeginning(page: IDataObject[]): boolean {
		const { beginning } = this;
		return (
			page.length >= beginning.length &&
			beginning.every((key, index) => key === this.keyOf(page[index]))
		);
	}

	private isLast = (record?: IDataObject) =>
		record !== undefined && this.keyOf(record) === this.last;

	private keyOf(record: IDataObject): unknown {
		return identityOf(this.list, record) ?? JSON.stringify(record);
	}
}

/** Records without repetition: a list that moves while it is read shows some of them twice. */
export class DistinctRecords {
	readonly records: IDataObject[] = [];

	/** How many there were, those among them that were taken out or do not belong. */
	count = 0;

	private readonly seen = new Set<unknown>();

	constructor(private readonly list: Pick<PagedList, 'identify' | 'belongs'>) {}

	/** Whether it has come before. What can't be told apart is better twice than lost. */
	knows(record: IDataObject): boolean {
		const identity = identityOf(this.list, record);
		return identity !== undefined && this.seen.has(identity);
	}

	add(page: IDataObject[]): void {
		// No spread: a long list would overflow the stack.
		for (const record of this.newAmong(page)) this.records.push(record);
	}

	addInFront(page: IDataObject[]): void {
		this.records.unshift(...this.newAmong(page));
	}

	/** Takes out what has come since the last time. */
	take(): IDataObject[] {
		return this.records.splice(0);
	}

	private newAmong(page: IDataObject[]): IDataObject[] {
		const fresh = page.filter((record) => {
			const known = this.knows(record);
			this.seen.add(identityOf(this.list, record));
			return !known;
		});
		this.count += fresh.length;
		const { belongs } = this.list;
		return belongs ? fresh.filter(belongs) : fresh;
	}
}
