import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { checkedEmail, sameAddress } from '../../engine/parameters/email';
import { shown, type Values } from '../../engine/parameters/parameters';

/** Somebody that an e-mail goes to, as the API writes it. */
export interface Recipient {
	email: string;
	name?: string;
}

/** What ends a recipient in a text, outside of quotes and angle brackets. */
const SEPARATORS = [',', ';', '\n'];

/** `"Doe, Ann" <ann@example.com>; bob@example.com` as its parts. Quotes that nobody closes end with the text. */
function partsOf(text: string): string[] {
	const parts: string[] = [];
	let [from, quoted, bracketed] = [0, false, false];
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (quoted && sign === '\\') at++;
		else if (sign === '"') quoted = !quoted;
		else if (!quoted && sign === '<') bracketed = true;
		else if (!quoted && sign === '>') bracketed = false;
		else if (!quoted && !bracketed && SEPARATORS.includes(sign)) {
			parts.push(text.slice(from, at));
			from = at + 1;
		}
	}
	parts.push(text.slice(from));
	return parts.map((part) => part.trim()).filter(Boolean);
}

/** A name without the quotes around it, in one line. */
function plainName(written: string): string {
	const text = written.trim();
	const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
	const name = isQuoted ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
	return name.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function recipient(email: unknown, name: unknown): Recipient | undefined {
	const address = typeof email === 'string' ? checkedEmail(email) : undefined;
	const isName = typeof name === 'string' || typeof name === 'number';
	const called = isName ? plainName(String(name)) : '';
	return address === undefined
		? undefined
		: { email: address, ...(called ? { name: called } : {}) };
}

/** `Ann <ann@example.com>`, or the address alone. */
function inText(part: string): Recipient | undefined {
	const bracket = part.endsWith('>') ? part.lastIndexOf('<') : -1;
	return bracket < 0
		? recipient(part, '')
		: recipient(part.slice(bracket + 1, -1), part.slice(0, bracket));
}

/** Texts and objects one by one; lists may come as JSON text, as AI agents write them. */
function entriesOf(values: Values, name: string, value: unknown): unknown[] {
	if (Array.isArray(value)) return value.flatMap((one) => entriesOf(values, name, one));
	if (typeof value !== 'string') return value === null || value === undefined ? [] : [value];
	const text = value.trim();
	// No recipient begins so.
	return /^[[{]/.test(text) ? entriesOf(values, name, parsed(values, name, text)) : partsOf(text);
}

function parsed(values: Values, name: string, text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return values.fail(name, `is not valid JSON: ${shown(text)}`);
	}
}

/**
 * Those whom a field names: text as people write it, with commas or semicolons between them, a list of
 * such texts, or objects with `email` and `name`.
 *
 * @throws InputProblem that says which of them is none; for nothing at all
 */
export function readRecipients(values: Values, name: string): Recipient[] {
	const entries = entriesOf(values, name, values.raw(name));
	if (entries.length === 0) values.fail(name, 'is empty. Enter at least one e-mail address');
	return entries.map((entry, index) => {
		const read = isRecord(entry)
			? recipient(entry.email, (entry as IDataObject).name)
			: typeof entry === 'string'
				? inText(entry)
				: undefined;
		return read ?? values.fail(name, problem(entries, index));
	});
}

function problem(entries: unknown[], index: number): string {
	const entry = entries[index];
	const which = entries.length === 1 ? '' : ` as number ${index + 1} of ${entries.length}`;
	const next = entries[index + 1];
	const isHalfAName =
		typeof entry === 'string' &&
		!entry.includes('@') &&
		typeof next === 'string' &&
		next.includes('<');
	const remedy = isHalfAName
		? 'Put a name with a comma in quotes, e.g. "Doe, Ann" <ann@example.com>'
		: 'Correct it, or leave it out';
	return `has no e-mail address${which}: ${shown(entry)}. ${remedy}`;
}

/** Each address once: the first of the lists that has it keeps it. */
export function eachOnce(...lists: Recipient[][]): Recipient[][] {
	const seen = new Set<string>();
	return lists.map((list) =>
		list.filter(({ email }) => {
			const key = sameAddress(email);
			const isNew = !seen.has(key);
			seen.add(key);
			return isNew;
		}),
	);
}
