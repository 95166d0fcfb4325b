import { AnsweredFile } from './answeredFile';
import type { ApiRequest } from './request';
import { QUOTAS } from './codes';
import { codeOf, isNo, isYes } from './envelope';
import { isRecord } from './record';
import { retryAfterOf } from './retryAfter';
import { networkCode, networkWords, type TokenFailure } from './token';

/** An answer as it came over the wire, or the lack of one. */
export interface Answer {
	status: number;
	headers: Record<string, unknown>;
	/** Parsed JSON; a text where the answer was none. */
	body: unknown;
}

/**
 * - `pace`: refused because too many requests were made; nothing was done
 * - `unauthorized`: 401; nothing was done
 * - `refused`: SendPulse understood and said no; nothing was done
 * - `unclear`: lost connection, time-out, 5xx, an answer that is none: SendPulse may have acted
 * - `unreachable`: the request did not arrive
 * - `setup`: nothing was sent, because the credential does not allow it
 */
export type FailureKind = 'pace' | 'unauthorized' | 'refused' | 'unclear' | 'unreachable' | 'setup';

/** Why a request has no result, told apart so that the engine can decide and the user can act. */
export class ApiFailure extends Error {
	readonly kind: FailureKind;

	readonly status?: number;

	/** The API's own code (`error_code`), see {@link Product.refusals}. */
	readonly code?: number;

	/** The API's own words. */
	readonly words: string;

	readonly retryAfterMs?: number;

	/** Is it SendPulse's own answer, by its form, and not that of a proxy or a page that is not there? */
	readonly own: boolean;

	/** Whether it was only about the token that a request needs first. */
	readonly ofToken: boolean;

	/** From 0 to 1, the same for all who share this failure: so they come back together. */
	readonly jitter = Math.random();

	constructor(
		kind: FailureKind,
		message: string,
		more: {
			status?: number;
			code?: number;
			words?: string;
			retryAfterMs?: number;
			own?: boolean;
			ofToken?: boolean;
		} = {},
	) {
		super(message);
		this.kind = kind;
		this.status = more.status;
		this.code = more.code;
		this.words = more.words ?? '';
		this.retryAfterMs = more.retryAfterMs;
		this.own = more.own ?? false;
		this.ofToken = more.ofToken ?? false;
	}

	/** Nothing came back from SendPulse itself: no answer, or that of a gateway before it. */
	get away(): boolean {
		if (this.kind === 'unreachable') return true;
		return this.kind === 'unclear' && (this.status === undefined || this.ofGateway);
	}

	/** No answer came in time: neither from SendPulse, nor to a gateway before it. */
	get timedOut(): boolean {
		if (this.kind !== 'unclear') return false;
		return this.status === undefined ? TIMED_OUT.test(this.words) : this.status === 504;
	}

	/** Bad gateway, service unavailable, gateway time-out (RFC 9110): what stands before SendPulse says so. */
	get ofGateway(): boolean {
		return isGateway(this.status);
	}
}

const TIMED_OUT = /^(ECONNABORTED|ETIMEDOUT)$/;

const isGateway = (status = 0) => status >= 502 && status <= 504;

/** Codes that speak of the pace, whatever the status (the documents give none for the second). */
const PACE_CODE = 2020202020;

/**
 * What can't happen any more once a request has left: nobody listens, no such host, a certificate that
 * is not trusted (Node.js looks at it before it sends anything).
 */
const NOT_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS_CERT_ALTNAME_INVALID)/;

/** That the host was lost can also be told while the answer is read, unlike when it is called. */
const NO_WAY = /^(EHOSTUNREACH|ENETUNREACH)$/;

/** TLS that breaks may have broken behind the request, while its answer was read. */
const TLS_BROKE = /^(EPROTO$|ERR_SSL|ERR_TLS)/;

/** Where Node.js would not even write the request: a key with a character that no header may hold. */
const NOT_WRITTEN = /^ERR_(INVALID_(ARG|CHAR|DOMAIN|HTTP_TOKEN|PROTOCOL|URL)|UNESCAPED)/;

/** Status of a request that is larger than what SendPulse, or what stands before it, reads. */
export const TOO_LARGE = 413;

const LONGEST_QUOTE = 300;

const quoted = (text: string) => {
	const flat = text.replace(/\s+/g, ' ').trim();
	return flat.length > LONGEST_QUOTE ? `${flat.slice(0, LONGEST_QUOTE)}…` : flat;
};

/** With a full stop, where nothing ends it yet. */
export const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** `{ field: ['text', …] }`, `{ field: 'text' }` or a list, one line: "field: text; …". */
function fieldErrors(errors: unknown): string {
	if (typeof errors === 'string') return errors;
	if (Array.isArray(errors)) return errors.map(fieldErrors).filter(Boolean).join(', ');
	if (!isRecord(errors)) return '';
	return Object.entries(errors)
		.map(([field, texts]) => `${field}: ${fieldErrors(texts)}`)
		.join('; ');
}

const firstText = (...texts: unknown[]) =>
	texts.find((text): text is string => typeof text === 'string' && text.trim() !== '') ?? '';

/** What the API itself says, whichever of its families answered; within `data` only where it refused. */
function wordsOf(body: unknown, refused: boolean): string {
	if (!isRecord(body)) return '';
	const fields = fieldErrors(body.errors);
	const text = firstText(body.message, body.error_description, body.description, body.error);
	if (text && fields) return quoted(`${text} (${fields})`);
	return quoted(text || fields) || (refused ? wordsOf(body.data, false) : '');
}

const isWebPage = (body: unknown) => typeof body === 'string' && /^\s*</.test(body);

/** What knows no such address may be another server, and says nothing about a record. */
const NO_PAGE =
	'A web page answered that there is nothing at this address, and not the API of SendPulse. Check the Base URL of the credential.';

/** "The subject is empty. Enter a subject. SendPulse says: Empty subject (code 720)." */
function refusalText(
	request: ApiRequest,
	status: number,
	code: number | undefined,
	words: string,
	body: unknown,
): string {
	const source = code === undefined ? `status ${status}` : `code ${code}`;
	const says = words ? `SendPulse says: ${words} (${source}).` : `(SendPulse: ${source}.)`;
	if (status === 404 && isWebPage(body)) return `${NO_PAGE} (Status ${status}.)`;
	const known = request.product.refusals.textFor({ status, code, words, own: true }, request.path);
	if (known) {
		const remedy = typeof known.remedy === 'string' ? known.remedy : known.remedy();
		return `${known.meaning}. ${remedy}. ${says}`;
	}
	if (status === TOO_LARGE) {
		return `What was to be sent is too large for SendPulse. Shorten it, or send less at once. ${says}`;
	}
	if (status === 404) return `SendPulse does not know this record. Check the ID. ${says}`;
	if (status === 403) {
		return `SendPulse refused access. The API key may be limited to other IP addresses, or the pricing plan does not include this (see Settings > API in SendPulse). ${says}`;
	}
	return `SendPulse refused the request. ${says}`;
}

const UNAUTHORIZED =
	'SendPulse did not accept the credential. Check in SendPulse (Settings > API) that it is complete and not revoked, then correct it in n8n.';

const isEmpty = (body: unknown) => body === undefined || body === null || body === '';

function notAnswered({ answer }: ApiRequest, body: unknown): string | undefined {
	if (isEmpty(body)) return answer === 'file' ? 'with an empty file' : 'with an empty answer';
	if (typeof body !== 'string') return undefined;
	return isWebPage(body)
		? `with a web page instead of ${answer === 'file' ? 'a file' : 'data'}`
		: 'with an answer that is cut off or no JSON';
}

/** The forms of a refusal that are SendPulse's own (its chatbots name the fields, and may give no code). */
const isOwn = (body: unknown, refused: boolean): boolean =>
	isRecord(body) &&
	(codeOf(body, refused) !== undefined ||
		isNo(body.result) ||
		isNo(body.success) ||
		isYes(body.failure) ||
		isRecord(body.errors));

/** A write may be answered with a list of one; then that is what it says. */
const saidIn = ({ confirmed }: ApiRequest, body: unknown): unknown =>
	confirmed && Array.isArray(body) && body.length === 1 ? body[0] : body;

function locationOf(headers: Record<string, unknown>): string {
	try {
		const { origin, pathname } = new URL(String(headers.location));
		return ` to ${origin}${pathname}`;
	} catch {
		return '';
	}
}

/**
 * What is done to tags is answered in an envelope that has a status of its own, whatever that of
 * the answer (OpenAPI, bulk e-mail, TagQueueResponse).
 */
function statusOf({ status, body }: Answer): number {
	const { http_code: inner } = isRecord(body) ? body : {};
	return status < 300 && Number.isInteger(inner) && Number(inner) >= 400 ? Number(inner) : status;
}

/** The failure that an answer stands for, or undefined where it is a result. */
export function failureOf(request: ApiRequest, answer: Answer): ApiFailure | undefined {
	const { headers, body } = answer;
	const status = statusOf(answer);
	const said = saidIn(request, body);
	const saidNo = status >= 400 || (isRecord(said) && (isNo(said.result) || isNo(said.success)));
	const code = codeOf(said, saidNo);
	const words = wordsOf(said, saidNo);
	const known = { status, code, words, own: isOwn(said, saidNo) };
	// So often as it is sent for its own sake: no reason for all others to wait.
	const isOwnQuota = status === 429 && (request.ownQuota?.(known) ?? false);
	if ((status === 429 || code === PACE_CODE) && !isOwnQuota) {
		return new ApiFailure(
			'pace',
			`SendPulse refuses more requests for now. ${QUOTAS}${words ? ` SendPulse says: ${words}` : ''}`,
			{ ...known, retryAfterMs: retryAfterOf(headers) },
		);
	}
	if (status === 401 && !request.address)
		return new ApiFailure('unauthorized', UNAUTHORIZED, known);
	if (status >= 500) {
		const detail = words ? `: ${words}` : isWebPage(body) ? ' and a web page instead of data' : '';
		return new ApiFailure('unclear', `SendPulse answered with status ${status}${detail}`, {
			...known,
			retryAfterMs: isGateway(status) ? retryAfterOf(headers) : undefined,
		});
	}
	if (status >= 300 && status < 400) {
		return new ApiFailure(
			'refused',
			`SendPulse's address redirects${locationOf(headers)} (status ${status}), which is not followed so that your token stays where it belongs. Check the Base URL of the credential.`,
			known,
		);
	}
	if (status >= 400)
		return new ApiFailure('refused', refusalText(request, status, code, words, body), known);
	const { confirmed, isResult, product } = request;
	if (isEmpty(body) && product.envelope.emptyIsDone && confirmed?.(undefined)) return undefined;
	const broken = notAnswered(request, body);
	if (broken)
		return new ApiFailure('unclear', `SendPulse answered ${broken} (status ${status})`, known);
	const refuses = isRecord(said) && product.envelope.refuses(said, confirmed !== undefined);
	if (refuses && !isResult?.(body)) {
		return new ApiFailure('refused', refusalText(request, status, code, words, body), known);
	}
	if (request.answer === 'file' && !(body instanceof AnsweredFile)) {
		const says = words ? ` SendPulse says: ${sentence(words)}` : '';
		return new ApiFailure('refused', `${NO_FILE}${says}`, known);
	}
	if (confirmed && !confirmed(body)) return new ApiFailure('unclear', NOT_CONFIRMED, known);
	return undefined;
}

const NO_FILE = 'SendPulse answered with data where a file was asked for.';

const NOT_CONFIRMED = 'SendPulse answered, but did not say that it was done';

/** The answer inside what n8n throws for a 4xx or 5xx, if there was one. */
export function answerIn(error: unknown): Answer | undefined {
	for (let seen = error, depth = 0; seen instanceof Error && depth < 5; depth++) {
		const { response } = seen as {
			response?: { status?: number; headers?: object; data?: unknown };
		};
		if (response && typeof response.status === 'number' && response.headers) {
			return {
				status: response.status,
				headers: response.headers as Record<string, unknown>,
				body: response.data,
			};
		}
		seen = (seen as { cause?: unknown }).cause;
	}
	return undefined;
}

function tokenFailureIn(error: unknown): TokenFailure | undefined {
	for (let seen = error, depth = 0; seen instanceof Error && depth < 5; depth++) {
		// By name: credential and node may have loaded this module separately.
		if (seen.name === 'SendPulseTokenFailure') return seen as TokenFailure;
		seen = (seen as { cause?: unknown }).cause;
	}
	return undefined;
}

function innermostMessage(error: unknown): string {
	let message = '';
	for (let seen = error, depth = 0; seen instanceof Error && depth < 5; depth++) {
		message = seen.message || message;
		seen = (seen as { cause?: unknown }).cause;
	}
	return message;
}

/** Whether no connection came about; where a host has several addresses, with none of them. */
function whileConnecting(error: unknown): boolean {
	for (let seen = error, depth = 0; seen instanceof Error && depth < 5; depth++) {
		const { syscall, errors } = seen as { syscall?: unknown; errors?: unknown };
		if (syscall === 'connect') return true;
		if (Array.isArray(errors) && errors.length > 0) return errors.every(whileConnecting);
		seen = (seen as { cause?: unknown }).cause;
	}
	return false;
}

/** The failure behind an error that n8n's request helper threw without an answer of the API. */
export function failureBehind(error: unknown): ApiFailure {
	const token = tokenFailureIn(error);
	if (token) {
		const kinds = { refused: 'setup', pace: 'pace', unavailable: 'unreachable' } as const;
		const { retryAfterMs, status } = token;
		return new ApiFailure(kinds[token.kind], token.message, {
			retryAfterMs,
			status,
			ofToken: true,
		});
	}
	const code = networkCode(error);
	if (code === 'no answer' || NOT_WRITTEN.test(code)) {
		return new ApiFailure('setup', innermostMessage(error) || 'The request could not be made');
	}
	if (NOT_SENT.test(code) || (NO_WAY.test(code) && whileConnecting(error))) {
		return new ApiFailure(
			'unreachable',
			`SendPulse can't be reached: ${networkWords(code)}. Check this machine's connection and the Base URL of the credential.`,
			{ words: code },
		);
	}
	return lost(code);
}

/** A request that left, and to which nothing came back. */
export const lost = (code: string) => new ApiFailure('unclear', lossText(code), { words: code });

function lossText(code: string): string {
	if (TIMED_OUT.test(code)) return 'SendPulse did not answer in time';
	return TLS_BROKE.test(code)
		? `The encrypted connection to SendPulse, at the Base URL of the credential, broke (${code})`
		: 'The connection to SendPulse was lost';
}

/** What to say when a request stays without a clear result. */
export function unclearText(
	failure: ApiFailure,
	repeatable: boolean,
	attempts: number,
	whereToLook = 'in SendPulse',
	remedy = repeatable
		? 'Try again in a minute.'
		: `It was not sent again, because SendPulse may have done it all the same. Look ${whereToLook} whether it was done before you run this again.`,
): string {
	const tried = attempts > 1 ? `, ${attempts} times in a row` : '';
	return `${sentence(`${failure.message}${tried}`)} ${remedy}`.trim();
}
