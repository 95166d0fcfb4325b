/**
 * Records that change while they are read, and are shown late: each change is told once, whatever fails and restarts.
 * Thousands of changes against a list that is made up, in a time that is made up as well.
 */
import type { IDataObject } from 'n8n-workflow';
import {
	changesAmong,
	NO_CHANGES,
	REMEMBERED_MS,
	SHOWN_LATE_MS,
	type SeenChanges,
} from '../../../nodes/engine/polling/changes';
import { readNewest } from '../../../nodes/engine/polling/newest';

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 15, 9);

interface Deal extends IDataObject {
	id: number;
	madeAt: number;
	at: number;
	version: number;
}

const RULES = {
	id: ({ id }: IDataObject) => id,
	madeAt: ({ madeAt }: IDataObject) => Number(madeAt),
	changedAt: ({ at }: IDataObject) => Number(at),
	content: ({ version }: IDataObject) => version,
};

/** Numbers from 0 to below 1, the same in each run. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}

interface Kind {
	sorted: boolean;
	/** How the list is asked for what was changed since. */
	filter: 'second' | 'day' | 'none';
	/** How late a change is shown at most. */
	lag: number;
	/** Records on a page. */
	pageOf: number;
}

/** A CRM that goes on while it is read. */
class Crm {
	now = START;

	/** What lists show: each change after its own lag. */
	private readonly versions: Array<Deal & { shownAt: number }> = [];

	readonly deals = new Map<number, Deal>();

	/** "id version" of each change that there was, and whether it was the making. */
	readonly changes = new Map<string, boolean>();

	private nextId = 1;

	requests = 0;

	/** Nothing happens any more. */
	quiet = false;

	constructor(
		private readonly kind: Kind,
		private readonly random: () => number,
	) {}

	private show(deal: Deal): void {
		this.deals.set(deal.id, deal);
		this.versions.push({ ...deal, shownAt: this.now + this.random() * this.kind.lag });
		this.changes.set(`${deal.id} ${deal.version}`, deal.version === 1);
	}

	make(): void {
		// To the second: several changes within one.
		const at = Math.floor(this.now / 1_000) * 1_000;
		this.show({ id: this.nextId++, madeAt: at, at, version: 1 });
	}

	change(): void {
		const deal = this.deals.get(1 + Math.floor(this.random() * (this.nextId - 1)));
		if (!deal) return;
		const at = Math.floor(this.now / 1_000) * 1_000;
		this.show({ ...deal, at, version: deal.version + 1 });
	}

	happen(count: number): void {
		for (; count > 0; count--) {
			if (this.random() < 0.25) this.make();
			else this.change();
		}
	}

	/** What lists show now. */
	private shown(since: number): Deal[] {
		const latest = new Map<number, Deal>();
		for (const { shownAt, ...deal } of this.versions) {
			if (shownAt <= this.now) latest.set(deal.id, deal);
		}
		const { filter, sorted } = this.kind;
		const from = filter === 'none' ? 0 : Math.floor(since / DAY) * DAY - DAY;
		const rows = [...latest.values()].filter(({ at }) => at >= from);
		return sorted
			? rows.sort((a, b) => b.at - a.at || a.id - b.id)
			: rows.sort((a, b) => a.id - b.id);
	}

	list(since: number) {
		return {
			sizes: { largest: 100, fewest: 1 },
			identify: ({ id }: IDataObject) => id,
			page: async (size: number, from: number) => {
				this.requests++;
				// It does not stand still while it is read.
				this.now += 200;
				if (!this.quiet && this.random() < 0.3) this.happen(2);
				return await Promise.resolve(
					this.shown(since).slice(from, from + Math.min(size, this.kind.pageOf)),
				);
			},
		};
	}
}

/** One look, as a trigger does it. */
async function look(crm: Crm, seen: SeenChanges | undefined) {
	const since = seen?.newest ?? 0;
	const { records } = await readNewest(crm.list(since), {
		rank: RULES.changedAt,
		downTo: seen ? since - SHOWN_LATE_MS : (highest) => highest - REMEMBERED_MS,
	});
	return changesAmong(seen ?? NO_CHANGES, records, RULES);
}

/** Polls for hours. @returns what was missed, what was told twice, and what it took */
async function trial(kind: Kind, seed: number, polls: number) {
	const random = numbers(seed);
	const crm = new Crm(kind, random);
	for (let count = 0; count < 300; count++) {
		crm.now += MINUTE;
		crm.happen(1);
	}
	crm.now += 10 * MINUTE;
	const before = new Set(crm.changes.keys());
	crm.quiet = true;
	let { seen } = await look(crm, undefined);
	crm.quiet = false;
	let saved = JSON.stringify(seen);
	const told = new Map<string, boolean>();
	const twice: string[] = [];
	crm.requests = 0;
	let most = 0;
	for (let poll = 0; poll < polls; poll++) {
		const count = 1 + Math.floor(random() * 40);
		const step = (5 * MINUTE * (random() < 0.02 ? 300 : 1)) / count;
		for (let change = 0; change < count; change++) {
			crm.now += step;
			crm.happen(1);
		}
		const { found, seen: next } = await look(crm, seen);
		// A tenth of the polls fail when all was read, and note nothing.
		if (random() < 0.1) continue;
		for (const { record, isNew } of found) {
			const key = `${String(record.id)} ${String(record.version)}`;
			if (told.has(key) || before.has(key)) twice.push(key);
			told.set(key, isNew);
		}
		seen = next;
		most = Math.max(most, JSON.stringify(seen).length);
		if (found.length > 0) saved = JSON.stringify(seen);
		// n8n is stopped: what was noted without starting the workflow is gone.
		if (random() < 0.1) seen = JSON.parse(saved) as SeenChanges;
	}
	crm.now += 20 * MINUTE;
	crm.quiet = true;
	const { found } = await look(crm, seen);
	for (const { record, isNew } of found)
		told.set(`${String(record.id)} ${String(record.version)}`, isNew);
	// The last version of each has to be known; what was overtaken between two polls need not.
	const missed = [...crm.deals.values()]
		.map(({ id, version }) => `${id} ${version}`)
		.filter((key) => !before.has(key) && !told.has(key));
	// New is what was told as new, once; what was made is told as that.
	const made = [...crm.changes].filter(([key, isMade]) => isMade && !before.has(key));
	const firstTold = new Map<string, boolean>();
	for (const [key, isNew] of told) {
		const [id] = key.split(' ');
		if (!firstTold.has(id)) firstTold.set(id, isNew);
	}
	const taken = made
		.map(([key]) => key.split(' ')[0])
		.filter((id) => firstTold.has(id) && firstTold.get(id) !== true);
	return { missed, twice, taken, changes: crm.changes.size, perPoll: crm.requests / polls, most };
}

test.each<[string, Kind, number]>([
	['sorted', { sorted: true, filter: 'day', lag: 0, pageOf: 100 }, 2],
	[
		'sorted, and shown up to five minutes late',
		{ sorted: true, filter: 'none', lag: 5 * MINUTE, pageOf: 10 },
		10,
	],
	['in the order of its IDs', { sorted: false, filter: 'day', lag: 5 * MINUTE, pageOf: 100 }, 30],
	['not even filtered', { sorted: false, filter: 'none', lag: 0, pageOf: 100 }, 60],
])('no change of a list that is %s is missed or told twice', async (_, kind, perPoll) => {
	let changes = 0;
	// What is read as a whole takes longer.
	const seeds = kind.sorted ? 4 : 2;
	for (let seed = 1; seed <= seeds; seed++) {
		const result = await trial(kind, seed, 120);
		expect({ seed, ...result }).toMatchObject({ seed, missed: [], twice: [], taken: [] });
		expect(result.perPoll).toBeLessThan(perPoll);
		// Two days of changes, 40 bytes each.
		expect(result.most).toBeLessThan(200_000);
		changes += result.changes;
	}
	expect(changes).toBeGreaterThan(seeds * 2_000);
});

test('two changes within one second are two', () => {
	const deal = { id: 1, madeAt: START, at: START, version: 1 };
	const { seen } = changesAmong(NO_CHANGES, [deal], RULES);
	const { found } = changesAmong(seen, [{ ...deal, version: 2 }], RULES);
	expect(found).toEqual([{ record: { ...deal, version: 2 }, isNew: false }]);
});

test('what is known in another way is not new, and what is not is, whatever its dates say', () => {
	const seen: SeenChanges = { newest: START, recent: {} };
	const late = { id: 7, madeAt: START - DAY, at: START - DAY, version: 1 };
	const isNew = (isKnown?: (id: string) => boolean) =>
		changesAmong(seen, [late], RULES, isKnown).found.map((one) => one.isNew);
	expect(isNew()).toEqual([false]);
	expect(isNew(() => false)).toEqual([true]);
	expect(isNew((id) => id === '7')).toEqual([false]);
});

test('what is older than the memory is nothing', () => {
	const seen: SeenChanges = { newest: START, recent: {} };
	const old = { id: 7, madeAt: 0, at: START - REMEMBERED_MS - 1, version: 1 };
	expect(changesAmong(seen, [old, { ...old, at: NaN }], RULES)).toEqual({ found: [], seen });
});

test('20,000 records that change in two days take no more than a megabyte', () => {
	const records = Array.from({ length: 20_000 }, (_, n) => ({
		id: n + 1_000_000,
		madeAt: START,
		at: START + n * 8_000,
		version: 1,
	}));
	const { seen } = changesAmong(NO_CHANGES, records, RULES);
	expect(Object.keys(seen.recent)).toHaveLength(20_000);
	expect(JSON.stringify(seen).length).toBeLessThan(1_000_000);
	// Two days later all of it is forgotten.
	const { seen: later } = changesAmong(
		seen,
		[{ id: 1, madeAt: START + 5 * DAY, at: START + 5 * DAY, version: 1 }],
		RULES,
	);
	expect(Object.keys(later.recent)).toEqual(['1']);
});
