import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../api/record';

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

/** Twice what any of SendPulse's products puts into a delivery: what is beyond is not from SendPulse. */
export const MOST_EVENTS = 2_000;
/** Fields of a form: a hundred events with some hundred variables each. */
const MOST_FIELDS = 20_000;
/** Deeper than any event: beyond it n8n itself could not store the item. */
const DEEPEST = 20;
/** `0[variables][name]`: at most five brackets, or a hostile name would cost the stack. */
const NESTED_NAME = /^([^[\]]+)((?:\[[^[\]]*\]){1,5})$/;

/** What a delivery brought. */
export interface Contents<Event extends IDataObject> {
	/** Its events, in their order; {@link MOST_EVENTS} at most. */
	events: Event[];
	/** Whether there was something, and not an empty list, of which nothing is an event. */
	unknown: boolean;
	/** How many entries there were beyond those that were looked at. */
	beyond: number;
}

/**
 * The events of a delivery: an array, a single object or `{ "events": [ … ] }`, as JSON or as a form. No
 * document says under which Content-Type SendPulse sends its JSON, so that it is read under any.
 */
export function contentsOf<Event extends IDataObject>(
	delivery: Delivery,
	isEvent: IsEvent<Event>,
): Contents<Event> {
	const content = contentOf(delivery);
	const candidates = candidatesIn(content, isEvent);
	const events = candidates
		.slice(0, MOST_EVENTS)
		.filter((value): value is Event => isRecord(value) && isEvent(value) && !isTooDeep(value));
	return {
		events,
		unknown: events.length === 0 && candidates.length > 0,
		beyond: Math.max(0, candidates.length - MOST_EVENTS),
	};
}

function candidatesIn(content: unknown, isEvent: (record: IDataObject) => boolean): unknown[] {
	if (Array.isArray(content)) return (content as unknown[]).flat();
	if (isEmpty(content)) return [];
	if (!isRecord(content) || isEvent(content)) return [content];
	if (Array.isArray(content.events)) return content.events;
	// PHP, and so a form, may write a list as an object with numbered keys.
	const isList = Object.keys(content).every((key) => /^\d{1,6}$/.test(key));
	return isList ? Object.values(content) : [content];
}

function contentOf({ body, contentType = '', raw }: Delivery): unknown {
	const text = raw?.toString('utf8');
	// Read from the wire, because n8n cuts a form off after 1,000 fields and leaves brackets as they are.
	const isForm = /^application\/x-www-form-urlencoded\b/i.test(contentType.trim());
	if (isForm && text !== undefined) {
		// PHP's curl calls whatever it posts a form unless it is told otherwise.
		const json = /^\uFEFF?\s{0,100}[[{]/.test(text) ? jsonContent(text) : text;
		return typeof json === 'object' ? json : formContent(text);
	}
	if (typeof body === 'string') return jsonContent(body);
	// n8n parses only what is called JSON.
	if (text !== undefined && isEmpty(body)) return jsonContent(text);
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
	body === '' ||
	(typeof body === 'object' && Object.keys(body).length === 0);

/** What the text stands for; the text itself where it is no JSON. */
function jsonContent(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
	} catch {
		return text.trim();
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
