import type { TokenKind } from './account.mts';
import { isObject } from './arguments.mts';

const KEPT = 20_000;
const HIDDEN = '[hidden]';
const SECRET_NAMES =
	/^(client_secret|access_token|refresh_token|token|api_?key|key|secret|password|authorization)$/i;

/** A request that came in, and what became of it. */
export interface RequestRecord {
	readonly sequence: number;
	/** Milliseconds since 1970, on the sandbox's clock. */
	readonly time: number;
	readonly method: string;
	/** As it came, still percent-encoded, without the query. */
	readonly path: string;
	query: Record<string, unknown>;
	/** Decoded JSON or form; null without a body. */
	body: unknown;
	token: TokenKind;
	/** HTTP status and `error_code` of the answer; null while there is none, or when there never was. */
	status: number | null;
	code: number | null;
	/** Milliseconds from arrival to answer. */
	duration: number | null;
	/** Misbehaviour that hit the request. */
	faults: string[];
	/** Names in the query that the route does not know: answered as if they were not there. */
	unknownQuery?: string[];
}

/** The newest requests, oldest first; of what is secret, nothing. */
export class RequestLog extends Array<RequestRecord> {
	private sequence = 0;

	// Methods such as `filter` make a plain array, not another log.
	static get [Symbol.species](): ArrayConstructor {
		return Array;
	}

	/** Begins the record of a request. */
	begin(time: number, method: string, path: string): RequestRecord {
		const record: RequestRecord = {
			sequence: ++this.sequence,
			time: Math.round(time * 1_000) / 1_000,
			method,
			path,
			query: {},
			body: null,
			token: 'none',
			status: null,
			code: null,
			duration: null,
			faults: [],
		};
		this.push(record);
		if (this.length > KEPT) this.shift();
		return record;
	}

	clear(): void {
		this.length = 0;
		this.sequence = 0;
	}
}

/** A copy in which the given texts are blotted out wherever they stand. */
export function withoutTexts(value: unknown, secrets: readonly string[]): unknown {
	if (typeof value === 'string')
		return secrets.reduce((text, secret) => text.replaceAll(secret, HIDDEN), value);
	if (Array.isArray(value)) return value.map((item) => withoutTexts(item, secrets));
	return isObject(value)
		? Object.fromEntries(
				Object.entries(value).map(([name, item]) => [
					withoutTexts(name, secrets),
					withoutTexts(item, secrets),
				]),
			)
		: value;
}

/** A copy in which fields that are called like a secret are blotted out: a mistyped secret is one, too. */
export function withoutSecretFields(value: unknown): unknown {
	return isObject(value)
		? Object.fromEntries(
				Object.entries(value).map(([name, item]) => [
					name,
					SECRET_NAMES.test(name) ? HIDDEN : item,
				]),
			)
		: value;
}
