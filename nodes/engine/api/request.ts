import type { GenericValue, IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Refusal } from './codes';
import type { Mark } from './confirmed';
import { InputProblem } from './inputProblem';
import { comparableParts, readableParts, type Parts } from './multipart';
import type { Product } from './product';
import { encoded, type Query } from './query';

/** What an operation asks for; the client adds host, credentials, pace and retries. */
export interface ApiRequest {
	/** Whose it is: how its answer is to be read. */
	product: Product;
	method: IHttpRequestMethods;
	/** Path below the base URL, each part already encoded. */
	path: string;
	query?: Query;
	body?: IDataObject;
	/** Fields and files of a form (multipart), in place of a body. */
	parts?: Parts;
	/**
	 * What comes back: a file, as an `AnsweredFile`. Whatever else comes is its failure.
	 * @default data
	 */
	answer?: 'file';
	/**
	 * A complete address elsewhere, used instead of base URL and path, and without the credential:
	 * the address of an event is all that it needs.
	 */
	address?: string;
	/**
	 * For what is read: which answers are results although they say no. `{ "result": false }` of a cost
	 * says that the balance is too small.
	 */
	isResult?: Mark;
	/**
	 * Set for what changes something: how its answer says that it was done. Any other answer with
	 * status 200 is none.
	 */
	confirmed?: Mark;
	/**
	 * Whether a refusal speaks of how often this kind of request is taken, whatever its status, and not of the
	 * account's pace.
	 */
	ownQuota?(refusal: Refusal): boolean;
}

/** A list is a path of its own: its elements stay parts, with slashes between them. */
type PathPart = string | number | readonly string[];
type Verb = (texts: TemplateStringsArray, ...parts: PathPart[]) => ApiRequest;

/**
 * A path segment that is only dots would be folded away by every URL parser (`..` climbs), however
 * often it is encoded, and an empty one would address the collection instead of the record.
 */
function encodePart(part: PathPart): string {
	if (typeof part === 'object') return part.map(encodePart).join('/');
	const text = String(part);
	if (text === '' || /^\.{1,2}$/.test(text)) {
		throw new InputProblem(`SendPulse can't be asked for '${text}'. Enter another value.`);
	}
	return encoded(text);
}

/**
 * What makes requests to a product: `get`/addressbooks/${id}/cost``, whose interpolated parts are
 * percent-encoded.
 */
export function requests(product: Product) {
	const verb =
		(method: IHttpRequestMethods): Verb =>
		(texts, ...parts) => ({
			product,
			method,
			path: `${product.base}${texts.reduce((path, text, index) => path + encodePart(parts[index - 1]) + text)}`,
		});
	return {
		get: verb('GET'),
		post: verb('POST'),
		put: verb('PUT'),
		patch: verb('PATCH'),
		del: verb('DELETE'),
	};
}

/** What travels as a text of another form and is shown to people as what it stands for. */
abstract class Encoded {
	/** Used when the body is serialised. */
	abstract toJSON(): string;
	abstract readable(): unknown;
}

/** Text that the API wants as base64 of its UTF-8 bytes. */
class EncodedText extends Encoded {
	constructor(private readonly text: string) {
		super();
	}

	toJSON(): string {
		return Buffer.from(this.text, 'utf8').toString('base64');
	}

	readable(): string {
		return this.text;
	}
}

/** The content of a file. */
class EncodedFile extends Encoded {
	constructor(private readonly content: Buffer) {
		super();
	}

	toJSON(): string {
		return this.content.toString('base64');
	}

	readable(): string {
		return `(file, ${this.content.length.toLocaleString('en-US')} bytes)`;
	}
}

/** JSON that the API wants as a text within its JSON; what is encoded in it is encoded first. */
class EncodedJson extends Encoded {
	constructor(private readonly value: unknown) {
		super();
	}

	toJSON(): string {
		return JSON.stringify(this.value);
	}

	readable(): unknown {
		return readableBody(this.value);
	}
}

/** A value of a request's body: n8n's type for JSON does not know objects that encode themselves. */
export const base64Text = (text: string) => new EncodedText(text) as unknown as GenericValue;
export const base64File = (content: Buffer) => new EncodedFile(content) as unknown as GenericValue;
export const jsonText = (value: unknown) => new EncodedJson(value) as unknown as GenericValue;

/** The body as a person would write it: base64 and JSON in texts opened, everything else as it leaves. */
export function readableBody(body: unknown): unknown {
	if (body instanceof Encoded) return body.readable();
	if (Array.isArray(body)) return body.map(readableBody);
	if (body !== null && typeof body === 'object') {
		return Object.fromEntries(
			Object.entries(body).map(([key, value]) => [key, readableBody(value)]),
		);
	}
	return body;
}

/** What a request carries, as a person would write it. */
export const readableContent = ({ body, parts }: ApiRequest): unknown =>
	parts ? readableParts(parts) : body && readableBody(body);

/** Equal for requests that would do the same. Not short: files in a body are part of it. */
export const comparable = ({ method, path, query, address, body, parts }: ApiRequest): string =>
	JSON.stringify([method, path, query, address, body, parts && comparableParts(parts)]);
