import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../record';

/** A delivery as n8n received it. */
export interface Delivery {
	/** As n8n parsed it; anything at all. */
	body: unknown;
	contentType?: string;
	/** What came over the wire. */
	raw?: Buffer;
}

/** Tells an event from whatever else a delivery may hold. */
export type IsEvent<Event extends IDataObject> = (record: IDataObject) => record is Event;

/** Ten times what SendPulse puts into a delivery: what is beyond is not from SendPulse. */
export const MOST_EVENTS = 1_000;
/** Fields of a form: a hundred events with some hundred variables each. */
const MOST_FIELDS = 20_000;
/** Deeper than any event: beyond it n8n itself could not store the item. */
const DEEPEST = 20;
/** `0[variables][name]`: at most five brackets, or a hostile name would cost the stack. */
const NESTED_NAME = /^([^[\]]+)((?:\[[^[\]]*\]){1,5})$/;

/**
 * The events of a delivery, in their order: an array or a single object, as JSON or as a form.
 *
 * @returns no events for a body that holds none
 */
export function eventsIn<Event extends IDataObject>(
	delivery: Delivery,
	isEvent: IsEvent<Event>,
): Event[] {
	const content = contentOf(delivery);
	const candidates = Array.isArray(content) ? (content as unknown[]) : [content];
	return candidates
		.slice(0, MOST_EVENTS)
		.filter((value): value is Event => isRecord(value) && isEvent(value) && !isTooDeep(value));
}

function contentOf({ body, contentType = '', raw }: Delivery): unknown {
	// Read from the wire, because n8n cuts a form off after 1,000 fields and leaves brackets as they are.
	const isForm = /^application\/x-www-form-urlencoded\b/i.test(contentType.trim());
	if (isForm && raw) return formContent(raw.toString('utf8'));
	if (typeof body === 'string') return jsonContent(body);
	// n8n parses only what is called JSON.
	if (raw && isEmpty(body)) return jsonContent(raw.toString('utf8'));
	return body;
}

/** Level by level, without recursion: depth must not cost stack. */
function isTooDeep(value: object): boolean {
	let level: object[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST) return true;
		const next: object[] = [];
		for (const entry of level) {
			for (const inner of Object.values(entry) as unknown[]) {
				if (typeof inner === 'object' && inner !== null) next.push(inner);
			}
		}
		level = next;
	}
	return false;
}

const isEmpty = (body: unknown) =>
	body === undefined ||
	body === null ||
	(typeof body === 'object' && Object.keys(body).length === 0);

function jsonContent(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
	} catch {
		return undefined;
	}
}

/** What a form stands for: `{ "a": { "b": "1" } }` for `a[b]=1`, an array for `0[a]=…&1[a]=…`. */
function formContent(form: string): unknown {
	const root: Branch = new Map();
	for (const field of form.split('&', MOST_FIELDS)) {
		const end = field.indexOf('=');
		if (end < 0) continue;
		place(root, partsOf(decoded(field.slice(0, end))), decoded(field.slice(end + 1)));
	}
	return plain(root);
}

/** Maps take any name: none of them can reach a prototype. */
type Branch = Map<string, Branch | string>;

function decoded(text: string): string {
	const spaced = text.replace(/\+/g, ' ');
	try {
		return decodeURIComponent(spaced);
	} catch {
		return spaced;
	}
}

/** Names of fields are short; on one of millions of characters a regular expression runs out of stack. */
const LONGEST_NAME = 1_000;

/** `a[b][c]` as `a`, `b`, `c`; a name that is not of this form as it is. */
function partsOf(name: string): string[] {
	if (name.length > LONGEST_NAME) return [name];
	const [, first, brackets] = NESTED_NAME.exec(name) ?? [];
	return brackets === undefined ? [name] : [first, ...brackets.slice(1, -1).split('][')];
}

function place(root: Branch, parts: string[], value: string): void {
	let branch = root;
	for (const part of parts.slice(0, -1)) {
		let next = branch.get(part);
		if (!(next instanceof Map)) branch.set(part, (next = new Map() as Branch));
		branch = next;
	}
	const last = parts[parts.length - 1];
	// `tags[]` takes the next place.
	const isNext = last === '' && parts.length > 1;
	branch.set(isNext ? String(branch.size) : last, value);
}

/** A branch whose names are 0, 1, 2 … is an array. */
function plain(value: Branch | string): unknown {
	if (typeof value === 'string') return value;
	const entries = [...value].map(([name, inner]) => [name, plain(inner)] as const);
	const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
	return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
