import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { InputProblem } from './inputProblem';

/** What an operation asks for; the client adds host, credentials, pace and retries. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Path below the base URL, each part already encoded. */
	path: string;
	query?: Record<string, string | number | undefined>;
	body?: IDataObject;
	/**
	 * True where `{ "result": false }` with status 200 is an answer and no failure, as in
	 * `GET /addressbooks/{id}/cost` ("not enough money").
	 */
	falseIsData?: boolean;
}

type PathPart = string | number;
type Verb = (texts: TemplateStringsArray, ...parts: PathPart[]) => ApiRequest;

/**
 * A path segment that is only dots would be folded away by every URL parser (`..` climbs), however
 * often it is encoded, and an empty one would address the collection instead of the record.
 */
function encodePart(part: PathPart): string {
	const text = String(part);
	if (text === '' || /^\.{1,2}$/.test(text)) {
		throw new InputProblem(`SendPulse can't be asked for '${text}'. Enter another value.`);
	}
	return encodeURIComponent(text);
}

const verb =
	(method: IHttpRequestMethods): Verb =>
	(texts, ...parts) => ({
		method,
		path: texts.reduce((path, text, index) => path + encodePart(parts[index - 1]) + text),
	});

/** `get`/addressbooks/${id}/cost``: a request whose interpolated parts are percent-encoded. */
export const get = verb('GET');
export const post = verb('POST');
export const put = verb('PUT');
export const del = verb('DELETE');

/**
 * Text that the API wants as base64 of its UTF-8 bytes. It encodes itself when the body is
 * serialised, and stays readable in a preview.
 */
export class Base64Text {
	constructor(readonly text: string) {}

	toJSON(): string {
		return Buffer.from(this.text, 'utf8').toString('base64');
	}
}

/** The body as a person would write it: base64 opened, everything else as it leaves. */
export function readableBody(body: unknown): unknown {
	if (body instanceof Base64Text) return body.text;
	if (Array.isArray(body)) return body.map(readableBody);
	if (body !== null && typeof body === 'object') {
		return Object.fromEntries(
			Object.entries(body).map(([key, value]) => [key, readableBody(value)]),
		);
	}
	return body;
}

/** Query string of a request, `?` included; undefined values are left out. */
export function queryString(query: ApiRequest['query'] = {}): string {
	const pairs = Object.entries(query)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
	return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
