/**
 * SendPulse personalises with `{{name}}`, n8n evaluates what stands between the same braces. Typed
 * into a plain field, `Hi {{name}}` turns into an expression that gives `Hi ` without a word, and
 * an expression in a field that is not evaluated goes out as it stands. Both are caught here.
 */

/** A name alone between braces, unless a backslash makes it plain text for n8n. */
const BARE = /(?<!\\)\{\{\s*([\p{L}_][\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+)*)\s*\}\}/u;
/** Names that mean something to JavaScript by themselves. */
const VALUES = new Set(['true', 'false', 'null', 'undefined', 'NaN', 'Infinity']);
/** What only n8n understands: {{ $json.name }}, {{ $('Node').item … }}, {{ $now }} */
const LEFT_OVER =
	/\{\{[^{}]*\$(?:json|\(|now|today|input|node|item|vars|workflow|execution|env|binary|fromAI)[^{}]*\}\}/;

/**
 * What is wrong with a text that goes out as a message, as the end of a sentence that begins with
 * the parameter's name; undefined where nothing is.
 *
 * @param typed the parameter as the user typed it, `=` in front of an expression
 * @param text what n8n made of it
 */
export function placeholderProblem(typed: unknown, text: string): string | undefined {
	if (typeof typed === 'string' && typed.startsWith('=')) {
		const [placeholder, name] = BARE.exec(typed) ?? [];
		if (placeholder && !VALUES.has(name)) {
			return `holds SendPulse's placeholder ${placeholder} in an expression, where n8n would replace it by nothing. Switch the field to Fixed; or, beside n8n's own expressions, write \\${placeholder}`;
		}
		return undefined;
	}
	const [expression] = LEFT_OVER.exec(text) ?? [];
	return expression
		? `holds the expression ${expression} as plain text, and your readers would see it like this. Switch the field to Expression`
		: undefined;
}
