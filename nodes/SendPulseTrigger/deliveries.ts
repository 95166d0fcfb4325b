import { isSafeObjectProperty, type IDataObject } from 'n8n-workflow';

/** An event as SendPulse sends it, with whatever fields it has. */
export type DeliveredEvent = IDataObject & { event: string };

/** Deeper than any event: beyond it n8n itself could not store the item. */
const DEEPEST = 20;
/** Parts of a form field's name: `0[variables][name]` has three. */
const MOST_PARTS = 6;

/**
 * The events of a delivery, in their order: an array or a single object, as JSON or as a form.
 *
 * @param body as n8n parsed it; anything at all
 * @returns no events for a body that holds none
 */
export function eventsIn(body: unknown): DeliveredEvent[] {
	return candidates(body).filter(isEvent);
}

function candidates(body: unknown): unknown[] {
	if (Array.isArray(body)) return body as unknown[];
	if (typeof body === 'string') return candidatesInText(body);
	if (typeof body !== 'object' || body === null) return [];
	if (typeof (body as IDataObject).event === 'string') {
		const keys = Object.keys(body);
		return [keys.some((key) => key.includes('[')) ? expanded(body as IDataObject) : body];
	}
	// A form that holds an array: 0[event]=open&0[email]=…
	const form = expanded(body as IDataObject);
	return Object.keys(form).every((key) => /^\d+$/.test(key)) ? Object.values(form) : [];
}

function candidatesInText(text: string): unknown[] {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		return [];
	}
	return typeof parsed === 'string' ? [] : candidates(parsed);
}

function isEvent(value: unknown): value is DeliveredEvent {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		typeof (value as IDataObject).event === 'string' &&
		!isTooDeep(value)
	);
}

/** Level by level, without recursion: depth must not cost stack. */
function isTooDeep(value: object): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST) return true;
		const next: unknown[] = [];
		for (const entry of level) {
			if (typeof entry !== 'object' || entry === null) continue;
			for (const inner of Object.values(entry)) if (typeof inner === 'object') next.push(inner);
		}
		level = next;
	}
	return false;
}

/** `{ 'a[b]': 1 }` as `{ a: { b: 1 } }`: n8n leaves the brackets of form fields as they are. */
function expanded(form: IDataObject): IDataObject {
	const result: IDataObject = {};
	for (const [name, value] of Object.entries(form)) {
		const parts = name
			.split('[')
			.map((part) => part.replace(/\]$/, ''))
			.slice(0, MOST_PARTS);
		if (!parts.every((part) => isSafeObjectProperty(part))) continue;
		place(result, parts, value);
	}
	return result;
}

function place(target: IDataObject, parts: string[], value: IDataObject[string]): void {
	let inner = target;
	for (const part of parts.slice(0, -1)) {
		const next = inner[part];
		if (typeof next !== 'object' || next === null) inner[part] = {};
		inner = inner[part] as IDataObject;
	}
	const last = parts[parts.length - 1];
	// `tags[]` has already become an array.
	if (last !== '') inner[last] = value;
	else [value].flat().forEach((element, index) => (inner[index] = element as IDataObject));
}
