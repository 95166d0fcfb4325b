/** Whether a text is base64 from end to end: the alphabet, the padding, no line breaks. */
export function isBase64(text: unknown): text is string {
	return typeof text === 'string' && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** The text in base64 of UTF-8. */
export function decodeBase64(text: string): string {
	return Buffer.from(text, 'base64').toString('utf8');
}
