/**
 * SendPulse personalises with `{{name}}`, n8n evaluates what stands between the same braces. Typed
 * into a plain field, `Hi {{name}}` turns into an expression that gives `Hi ` without a word, and
 * an expression in a field that is not evaluated goes out as it stands. The first is kept, the
 * second is refused.
 */

/** Nothing but a name between braces (perhaps with dots in it, or with `| …` behind it). */
const BARE =
	/\{\{\s*([\p{L}_][\p{L}\p{N}_-]*)((?:[ .][\p{L}\p{N}_-]+)*)\s*(?:\|(?!\|)[^{}]*)?\}\}/gu;
/** Names that mean something to JavaScript by themselves, and those that hold constants. */
const VALUES = new Set(['true', 'false', 'null', 'undefined', 'NaN', 'Infinity']);
const HOLDERS = new Set(['Math', 'Number', 'DateTime']);

/** What only n8n understands: {{ $json.name }}, {{ $('Node').item … }}, {{ $now }} */
const OF_N8N = /\$(?:\(|[A-Za-z])/;

const isExpression = (typed: unknown): typed is string =>
	typeof typed === 'string' && typed.startsWith('=');

const LONGEST_QUOTE = 60;
const quoted = (text: string) =>
	text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;

/** Stands for a placeholder while n8n evaluates what is around it; of Unicode's private use, which no text holds. */
const mark = (position: number) => `\uE0F0${position}\uE0F1`;
const MARKS = /\uE0F0(\d+)\uE0F1/g;

/** An expression in which SendPulse's placeholders can't be touched. */
export interface KeptPlaceholders {
	/** For n8n to evaluate; without the `=` in front. */
	expression: string;
	/** What n8n made of it, with the placeholders in their places again. */
	restored(text: string): string;
}

/**
 * Takes SendPulse's placeholders out of an expression. A bare name is nothing to n8n, whose own values begin
 * with `$`: it would be replaced by nothing.
 *
 * @param typed the parameter as the user typed it, `=` in front of an expression
 * @returns undefined where there are none
 */
export function keptPlaceholders(typed: unknown): KeptPlaceholders | undefined {
	if (!isExpression(typed)) return undefined;
	const kept: string[] = [];
	const expression = typed.slice(1).replace(BARE, (found, first: string, rest: string, at) => {
		const isPlaceholder =
			!isEscaped(typed, 1 + Number(at)) && !(rest ? HOLDERS : VALUES).has(first);
		return isPlaceholder ? mark(kept.push(found) - 1) : found;
	});
	if (kept.length === 0) return undefined;
	return {
		expression,
		restored: (text) => text.replace(MARKS, (one, index) => kept[Number(index)] ?? one),
	};
}

/** What JavaScript makes of a record within a text; nobody means it to be read. */
const OBJECT_AS_TEXT = '[object Object]';

/**
 * What is wrong with a text that goes out as a message, as the end of a sentence that begins with
 * the parameter's name; undefined where nothing is.
 *
 * @param typed the parameter as the user typed it, `=` in front of an expression
 * @param text what n8n made of it
 */
export function placeholderProblem(typed: unknown, text: string): string | undefined {
	if (isExpression(typed)) {
		return text.includes(OBJECT_AS_TEXT) && !typed.includes(OBJECT_AS_TEXT)
			? `would have '${OBJECT_AS_TEXT}' in it: one of its expressions gives a whole record or list. Name a field of it, like {{ $json.order.number }}, or write a list out, like {{ $json.items.map((item) => item.name).join(', ') }}`
			: undefined;
	}
	const expression = bracedIn(text).find((braced) => OF_N8N.test(braced));
	return expression === undefined
		? undefined
		: `holds the expression ${quoted(expression)} as plain text, and your readers would see it like this. Switch the field to Expression`;
}

/** The names in SendPulse's placeholders of a text, each once: `{{name}}`, `{{first name}}`. */
export const placeholdersIn = (text: string): string[] => [
	...new Set([...text.matchAll(BARE)].map(([, first, rest]) => `${first}${rest}`)),
];

/**
 * What n8n made of a text, with `{{name}}` for each `\{{name}}` that the user typed: n8n leaves
 * both the placeholder and the backslash in front of it.
 */
export function withPlaceholders(typed: unknown, text: string): string {
	return isExpression(typed) && typed.includes('\\{{') ? text.replace(/\\\{\{/g, '{{') : text;
}

/** What stands between two braces and two braces. No regular expression: where the end is missing, it would take the square of the length. */
function bracedIn(text: string): string[] {
	const found: string[] = [];
	for (let from = 0; ; ) {
		const start = text.indexOf('{{', from);
		const end = start < 0 ? -1 : text.indexOf('}}', start + 2);
		if (end < 0) return found;
		from = end + 2;
		found.push(text.slice(start, from));
	}
}

/** A backslash (that is not itself behind one) makes what follows plain text for n8n. */
function isEscaped(text: string, index: number): boolean {
	let first = index;
	while (text[first - 1] === '\\') first--;
	return (index - first) % 2 === 1;
}
