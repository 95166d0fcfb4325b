/**
 * Whether a text is base64 as a strict decoder of PHP has it: white space does not count, and the padding may be
 * missing, as in the example of the OpenAPI bulk-email description for POST /template.
 */
export function isBase64(text: unknown): text is string {
	if (typeof text !== 'string') return false;
	const [, digits = '', padding = ''] =
		/^([A-Za-z0-9+/]*)(={0,2})$/.exec(text.replace(/[ \t\r\n]/g, '')) ?? [];
	if (digits === '') return text === '';
	return padding === '' ? digits.length % 4 !== 1 : (digits.length + padding.length) % 4 === 0;
}

/** The text in base64 of UTF-8. */
export function decodeBase64(text: string): string {
	return Buffer.from(text, 'base64').toString('utf8');
}
