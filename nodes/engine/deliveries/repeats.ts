import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/** Events of a node that are stored with its workflow: n8n loads them all for each delivery. */
export const STORED = 2_000;
/** Events of a node that this process remembers: some five hundred full deliveries, or a large campaign. */
export const REMEMBERED = 50_000;
/** Events of all nodes together, about a hundred bytes each. */
const REMEMBERED_IN_ALL = 200_000;
/** Characters of a fingerprint (48 bits). */
const LENGTH = 8;

/** What this process knows of a node's events. */
interface Known {
	/** Fingerprints of what was answered, oldest first. */
	answered: Set<string>;
	/** Of deliveries that are being worked on: SendPulse may send one event twice at the same moment. */
	underWay: Set<string>;
	/** How often `answered` has changed. */
	changes: number;
}

/**
 * By node, the one that was heard of last at the end. n8n loads the stored memory when a delivery arrives
 * and saves it whole when it is answered: of deliveries that arrive together, as SendPulse sends them (one
 * for each kind of event, every minute), only the last one's would stay.
 */
const nodes = new Map<string, Known>();

/** The nodes that were not heard of for longest are forgotten first, but never one that is at work. */
function forgetTheOldest(): void {
	let held = 0;
	for (const { answered } of nodes.values()) held += answered.size;
	for (const [node, { answered, underWay }] of nodes) {
		if (held <= REMEMBERED_IN_ALL) return;
		if (underWay.size > 0) continue;
		nodes.delete(node);
		held -= answered.size;
	}
}

function knownOf(node: string): Known {
	const known = nodes.get(node) ?? { answered: new Set(), underWay: new Set(), changes: 0 };
	nodes.delete(node);
	nodes.set(node, known);
	return known;
}

/** The same text for the same data: in whatever order its fields come, and whether or not 1 is written "1". */
function canonical(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(canonical);
	if (typeof value !== 'object' || value === null) return value === null ? null : String(value);
	return Object.entries(value)
		.map(([name, inner]) => [name, canonical(inner)] as const)
		.sort(([one], [other]) => (one < other ? -1 : 1));
}

const fingerprint = (event: IDataObject): string =>
	createHash('sha256')
		.update(JSON.stringify(canonical(event)))
		.digest('base64')
		.slice(0, LENGTH);

function remember(answered: Set<string>, prints: Iterable<string>): void {
	for (const print of prints) {
		answered.delete(print);
		answered.add(print);
	}
	// A set keeps the order in which its elements came.
	for (const oldest of answered) {
		if (answered.size <= REMEMBERED) break;
		answered.delete(oldest);
	}
}

const storedIn = ({ seen }: IDataObject): string[] =>
	typeof seen === 'string' && seen.length <= STORED * LENGTH
		? (seen.match(new RegExp(`.{${LENGTH}}`, 'gs')) ?? [])
		: [];

/** The newest of all these, oldest first, as n8n stores them. */
function storable(...prints: Array<Iterable<string>>): string {
	const newest = new Set<string>();
	for (const print of prints.flatMap((some) => [...some].slice(-STORED))) {
		newest.delete(print);
		newest.add(print);
	}
	return [...newest].slice(-STORED).join('');
}

export interface Unrepeated<Event> {
	events: Event[];
	/** How many were left out because another delivery of this moment has them too. */
	twiceAtOnce: number;
	/** Stores once more what is remembered by now. */
	store(): void;
	/**
	 * To be called when SendPulse has got its answer: after a good one these events are known, after a bad
	 * one it will deliver them again.
	 */
	wereAnswered(well: boolean): void;
}

/**
 * The events that did not come before, in this delivery, in one that is still being worked on, or in an
 * earlier one: SendPulse delivers again after a bad answer.
 *
 * @param node names the trigger node among all of this process
 * @param memory the node's static data, which n8n stores; holds the newest 2,000 fingerprints
 * @param mayRepeat whether an event that equals another one is that one, delivered again
 */
export function withoutRepeats<Event extends IDataObject>(
	events: Event[],
	node: string,
	memory: IDataObject,
	mayRepeat: (event: Event) => boolean = () => true,
): Unrepeated<Event> {
	const known = knownOf(node);
	const { answered, underWay } = known;
	const stored = new Set(storedIn(memory));
	const fresh: string[] = [];
	const others = new Set(underWay);
	let twiceAtOnce = 0;
	const kept = events.filter((event) => {
		if (!mayRepeat(event)) return true;
		const print = fingerprint(event);
		if (others.has(print)) twiceAtOnce++;
		if (answered.has(print) || underWay.has(print) || stored.has(print)) return false;
		underWay.add(print);
		fresh.push(print);
		return true;
	});
	let seen = '';
	let madeAt = -1;
	const store = () => {
		if (fresh.length === 0) return;
		// Others may have been answered meanwhile, and n8n stores this memory over theirs.
		if (madeAt !== known.changes) seen = storable(stored, answered, fresh);
		madeAt = known.changes;
		memory.seen = seen;
	};
	store();
	return {
		events: kept,
		twiceAtOnce,
		store,
		wereAnswered(well) {
			for (const print of fresh) underWay.delete(print);
			if (!well) return;
			remember(answered, fresh);
			known.changes++;
			forgetTheOldest();
		},
	};
}
