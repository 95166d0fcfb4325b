/** A text that a locator holds without a mode, from an expression or an AI agent: an ID, else a name. */
export const nameUnlessId = (text: string): string | undefined =>
	text === '' || /^\d+$/.test(text) ? undefined : 'name';

/** Names as people compare them. */
export const alike = (one: unknown, other: unknown): boolean =>
	String(one ?? '')
		.trim()
		.toLowerCase() ===
	String(other ?? '')
		.trim()
		.toLowerCase();
