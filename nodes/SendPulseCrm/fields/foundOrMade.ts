import type { IDataObject } from 'n8n-workflow';
import type { Sends } from '../../engine/api/client';
import { InputProblem } from '../../engine/api/inputProblem';
import type { ItemParameters } from '../../engine/parameters/parameters';
import type { Step } from '../../engine/run/operation';
import { having, type IfSeveral, type Key, type Kind } from './matching';
import { firstLook, type RecordFound } from './parts';
import { idOf } from './records';

/** Records that a run has found or made, and those of which nobody knows whether it has made them. */
type Known = Map<string, number | 'unclear'>;

/** So many IDs are named in an error, at most. */
const MOST_NAMED = 5;

interface Names {
	/** By what it is looked for, in this order: what stands first decides. */
	matches: Key[];
	/** All that tells who it is. Items that share some of it wait for each other. */
	keys: Key[];
	/** What its first request leaves, should the answer be lost, where it is not looked for by that anyway. */
	traces?: Key[];
	ifSeveral: IfSeveral;
}

/**
 * A record that an item wants to be there: found, or made. Searches may show what is new a moment later, so that a
 * run remembers what it has found and made by all that its items said of it.
 */
export class Sought {
	private constructor(
		private readonly kind: Kind,
		private readonly names: Names,
		private readonly known: Known,
	) {}

	static async of(item: ItemParameters, kind: Kind, names: Names): Promise<Sought> {
		const known = await item.lookUp(
			`${kind.plural} of this run`,
			async () => await Promise.resolve<Known>(new Map()),
		);
		return new Sought(kind, names, known);
	}

	get concerns(): string[] {
		return this.names.keys.map((key) => this.nameOf(key));
	}

	/** Whether it is looked for by this. */
	isFoundBy = (by: string | undefined, value: string): boolean =>
		this.names.matches.some(
			(key) => key.by === by && this.nameOf(key) === this.nameOf({ by, value }),
		);

	/**
	 * Its ID, if it is there.
	 *
	 * @throws InputProblem where several are and none is to be chosen, and where it may have been made already
	 */
	async find(sends: Sends): Promise<number | undefined> {
		const { matches } = this.names;
		for (const key of matches) {
			const id = this.known.get(this.nameOf(key));
			if (typeof id === 'number') return id;
			const record = await this.chosen(sends, key);
			if (record) return idOf(record);
		}
		if (matches.some((key) => this.known.get(this.nameOf(key)) === 'unclear')) {
			throw new InputProblem(
				`Whether an item before this one has made this ${this.kind.noun} is unclear, and it does not show: nothing was sent for this item, so that there are not two of it. Look in SendPulse, and run this again.`,
			);
		}
		return undefined;
	}

	/** This is it, for the items to come as well. */
	note(id: number): void {
		for (const key of this.names.keys) {
			const name = this.nameOf(key);
			if (typeof this.known.get(name) !== 'number') this.known.set(name, id);
		}
	}

	/**
	 * Looks once more where the answer to its creation was lost: before that it was not there. As long as it does not
	 * show, no other item may make it.
	 */
	async recovered(sends: Sends): Promise<IDataObject | undefined> {
		const { keys, matches, traces = [] } = this.names;
		for (const key of keys) {
			const name = this.nameOf(key);
			if (!this.known.has(name)) this.known.set(name, 'unclear');
		}
		for (const key of [...matches, ...traces]) {
			const record = await this.chosen(sends, key);
			if (!record) continue;
			this.note(idOf(record));
			return record;
		}
		return undefined;
	}

	/** The one that is meant among those that have this. */
	private async chosen(sends: Sends, key: Key): Promise<IDataObject | undefined> {
		const { kind } = this;
		const { ifSeveral } = this.names;
		const records = await having(
			sends,
			kind,
			key,
			ifSeveral === 'error' ? {} : { order: ifSeveral, most: 1 },
		);
		if (records.length < 2) return records[0];
		const ids = records.slice(0, MOST_NAMED).map(idOf).join(', ');
		throw new InputProblem(
			`${records.length} ${kind.plural} have ${kind.ways[key.by]!.called} '${key.value}': ${ids}${records.length > MOST_NAMED ? ', …' : ''}. Leave one of them in SendPulse, or set 'If Several' to the oldest or the newest.`,
		);
	}

	private nameOf({ by, value }: Key): string {
		return `${by} ${this.kind.ways[by]!.same?.(value) ?? value}`;
	}
}

/** What making a record has of the one that is sought. */
export interface Creation {
	/** Looks whether it is there after all. */
	recovered?: (Step<RecordFound> & { effect: 'write' })['recovered'];
	/** Told of the record that was made. */
	made?(id: number): void;
}

/** The steps of an upsert: the record is looked for, and then changed or made. */
export const foundOrMade = (
	kind: Kind,
	sought: Sought,
	{
		change,
		make,
	}: {
		change: Array<Step<RecordFound>>;
		make(creation: Creation): Array<Step<RecordFound>>;
	},
): Array<Step<RecordFound>> => [
	{
		effect: 'find',
		about: `the ${kind.noun}`,
		find: async (_, sends) => {
			const id = await sought.find(sends);
			return id === undefined ? {} : { id };
		},
	},
	{
		effect: 'further',
		steps: ({ id: known }) =>
			known === undefined
				? make({
						recovered: async (_, client) => {
							const record = await sought.recovered(client);
							return record && { id: idOf(record), created: true };
						},
						made: (id) => sought.note(id),
					})
				: [
						firstLook(kind),
						{
							effect: 'further',
							steps: ({ id }) => {
								sought.note(Number(id));
								return change;
							},
						},
					],
	},
];
