import { createHash, randomBytes } from 'crypto';

/** A file on its way to SendPulse. */
export interface SentFile {
	name: string;
	content: Buffer;
	/** @default application/octet-stream */
	mimeType?: string;
}

type PartValue = string | number | boolean | SentFile;

/** Fields and files of a form, by the names that the API gives them (`content[]`); a list leaves as several of one name. */
export type Parts = Record<string, PartValue | PartValue[] | undefined>;

const isFile = (value: PartValue): value is SentFile => typeof value === 'object';

/** `type/subtype`, with parameters perhaps (RFC 9110): nothing that could begin another header. */
const MIME_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(;[\x20-\x7e]*)?$/;

/** Names as browsers write them (WHATWG, HTML, "multipart/form-data encoding algorithm"). */
const escaped = (name: string) =>
	name.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');

const withNetworkBreaks = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n');

function headOf(name: string, value: PartValue): string {
	const disposition = `Content-Disposition: form-data; name="${escaped(withNetworkBreaks(name))}"`;
	if (!isFile(value)) return `${disposition}\r\n\r\n`;
	const { name: fileName, mimeType = '' } = value;
	const type = MIME_TYPE.test(mimeType) ? mimeType : 'application/octet-stream';
	return `${disposition}; filename="${escaped(fileName)}"\r\nContent-Type: ${type}\r\n\r\n`;
}

/**
 * A form with files, as it leaves.
 *
 * An ArrayBuffer, because n8n sends a request twice where its token has to be renewed: of what it sends as a
 * form (`FormData`, streams) only the first time has the content, and a Buffer it would take apart byte by
 * byte to see that.
 */
export function multipart(parts: Parts): { type: string; body: ArrayBuffer } {
	const boundary = `----n8n${randomBytes(16).toString('hex')}`;
	const pieces: Uint8Array[] = [];
	for (const [name, values] of Object.entries(parts)) {
		for (const value of [values].flat()) {
			if (value === undefined) continue;
			pieces.push(
				Buffer.from(`--${boundary}\r\n${headOf(name, value)}`),
				isFile(value) ? value.content : Buffer.from(withNetworkBreaks(String(value))),
				Buffer.from('\r\n'),
			);
		}
	}
	pieces.push(Buffer.from(`--${boundary}--\r\n`));
	const body = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		body.set(piece, at);
		at += piece.length;
	}
	return { type: `multipart/form-data; boundary=${boundary}`, body: body.buffer };
}

/** Each file as something else, all other values as they are. */
function withFilesAs(parts: Parts, make: (file: SentFile) => string): Record<string, unknown> {
	const single = (value: PartValue | undefined) =>
		value !== undefined && isFile(value) ? make(value) : value;
	return Object.fromEntries(
		Object.entries(parts).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.map(single) : single(value),
		]),
	);
}

/** A form as people read it. */
export const readableParts = (parts: Parts): Record<string, unknown> =>
	withFilesAs(
		parts,
		({ name, content }) => `(file ${name}, ${content.length.toLocaleString('en-US')} bytes)`,
	);

/** What tells two forms apart: of files their names, and what follows from all of their bytes. */
export const comparableParts = (parts: Parts): Record<string, unknown> =>
	withFilesAs(
		parts,
		({ name, content }) => `${createHash('sha256').update(content).digest('hex')} ${name}`,
	);
