import type { IDataObject } from 'n8n-workflow';

/** Some answers carry the HTML as base64 (`body`); it is opened where it is just that. */
export function withOpenBody(template: IDataObject): IDataObject {
	const { body } = template;
	if (typeof body !== 'string') return template;
	// Without white space first: to look for it on the way takes the square of its length.
	const text = body.replace(/\s/g, '');
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return template;
	const bytes = Buffer.from(text, 'base64');
	const html = bytes.toString('utf8');
	const isBase64 = bytes.toString('base64') === text;
	return isBase64 && Buffer.from(html, 'utf8').equals(bytes)
		? { ...template, body: html }
		: template;
}
