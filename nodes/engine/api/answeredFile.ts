import { bareFileName } from './fileName';
import type { Product } from './product';

/** A file that SendPulse answered with. */
export class AnsweredFile {
	constructor(
		readonly content: Buffer,
		/** As SendPulse named it, without folders. */
		readonly name?: string,
		/** Where SendPulse said more than "bytes". */
		readonly mimeType?: string,
	) {}
}

/** The result in an answer: a file has no envelope. */
export const resultIn = ({ envelope }: Product, body: unknown): unknown =>
	body instanceof AnsweredFile ? body : envelope.open(body);

/** Refusals are short; what is longer and begins like JSON is a file all the same. */
const LONGEST_REFUSAL = 1024 * 1024;

/** Types that only say that there are bytes: n8n tells more by the name or the content. */
const NO_TYPE =
	/^(|(application|binary)\/(octet-stream|force-download|x-download|download|unknown))$/;

/**
 * What came where a file was asked for, with a good status: the file; or data, or a web page, that is none
 * (as what JSON says, or as text). An answer without content is no file either.
 *
 * @param headers their names in small letters
 */
export function fileIn(headers: Record<string, unknown>, content: Buffer): unknown {
	if (content.length === 0) return '';
	const type = mimeTypeOf(headers['content-type']);
	const name = fileNameIn(headers['content-disposition']);
	// A server may have promised a file, and then tells what went wrong in its place.
	const contradicts =
		(isJson(type) && !/\.json$/i.test(name ?? '')) ||
		(isHtml(type) && !/\.x?html?$/i.test(name ?? ''));
	if (contradicts || !isAttached(headers['content-disposition'])) {
		const data = isJson(type) || content.length <= LONGEST_REFUSAL ? dataIn(content) : undefined;
		if (typeof data === 'object' && data !== null) return data;
		if (isJson(type) || isHtml(type) || isPage(content)) return textOf(content);
	}
	return new AnsweredFile(content, name, NO_TYPE.test(type) ? undefined : type);
}

/** What n8n's request helper would have made of these bytes: JSON where it is some, else text. */
export function dataIn(content: Buffer): unknown {
	const text = textOf(content);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

const textOf = (content: Buffer) => content.toString('utf8').replace(/^\uFEFF/, '');

const isJson = (type: string) => /[/+]json$/.test(type);
const isHtml = (type: string) => type === 'text/html' || type === 'application/xhtml+xml';
const isPage = (content: Buffer) =>
	/^\s*<(!doctype html|html)[\s>]/i.test(content.subarray(0, 1024).toString('latin1'));

const mimeTypeOf = (header: unknown) =>
	String(header ?? '')
		.split(';')[0]
		.trim()
		.toLowerCase();

/** RFC 6266: every disposition but "inline" means a file, and so does a name. */
const isAttached = (header: unknown) =>
	typeof header === 'string' &&
	(fileNameIn(header) !== undefined || !/^\s*(inline\b|$)/i.test(header));

/** `; filename="a \"b\".csv"`, `; filename*=UTF-8''%e2%82%ac.csv` */
const PARAMETER = /;\s*(filename\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"\s]*))/gi;

/** The name of a file in Content-Disposition (RFC 6266), of which the extended form (RFC 8187) says more. */
function fileNameIn(header: unknown): string | undefined {
	if (typeof header !== 'string') return undefined;
	const found = new Map<string, string>();
	for (const [, parameter, quoted, bare] of header.matchAll(PARAMETER)) {
		found.set(parameter.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare);
	}
	const name = extended(found.get('filename*')) ?? utf8In(found.get('filename') ?? '');
	return bareFileName(name) || undefined;
}

function extended(value?: string): string | undefined {
	const [, charset, encoded] = /^(utf-8|iso-8859-1)'[^']*'(.*)$/i.exec(value ?? '') ?? [];
	if (encoded === undefined) return undefined;
	const bytes = Buffer.from(
		encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	);
	return bytes.toString(charset.toLowerCase() === 'utf-8' ? 'utf8' : 'latin1');
}

/** Node.js reads headers as Latin-1, and many servers write UTF-8 there. */
function utf8In(value: string): string {
	const text = Buffer.from(value, 'latin1').toString('utf8');
	return text.includes('\uFFFD') ? value : text;
}
