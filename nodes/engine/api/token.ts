import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { checkedBaseUrl } from './baseUrl';
import { QUOTAS } from './codes';
import { retryAfterOf } from './retryAfter';

/** A token is given up this long before its end, so that it can't run out on its way. */
const EARLY_MS = 60_000;
/** For the whole of it, and without a sign of life. */
const TOKEN_TIMEOUT_MS = 30_000;

/** What the credential holds, as the user filled it in, and n8n's hidden place for the token. */
export interface SendPulseCredential {
	authentication: 'clientCredentials' | 'apiKey';
	clientId: string;
	clientSecret: string;
	apiKey: string;
	baseUrl: string;
	/** A {@link StoredToken} as JSON; '' makes n8n fetch one. */
	token: string;
}

/** What is copied along with a value: white space, line breaks, and the word that a header begins with. */
const pasted = (value: unknown) => String(value ?? '').trim();
const pastedKey = (value: unknown) => pasted(value).replace(/^Bearer\s+/i, '');

/** The credential as n8n holds it, its values without what was copied along with them. */
export function asCredential(data: object): SendPulseCredential {
	const credential = data as SendPulseCredential;
	return {
		...credential,
		clientId: pasted(credential.clientId),
		clientSecret: pasted(credential.clientSecret),
		apiKey: pastedKey(credential.apiKey),
		baseUrl: pasted(credential.baseUrl),
	};
}

/**
 * n8n drops undeclared properties and renews only one, so everything about the token is in that
 * one: what it is, what it was made for (never the secret itself) and when it ends (ms).
 */
export interface StoredToken {
	token: string;
	madeFor: string;
	ends: number;
}

/** Why no token was to be had: decides whether asking again can help. */
export type TokenFailureKind = 'refused' | 'pace' | 'unavailable';

export class TokenFailure extends Error {
	readonly name = 'SendPulseTokenFailure';

	constructor(
		readonly kind: TokenFailureKind,
		message: string,
		readonly retryAfterMs?: number,
		/** What the answer had instead of a token. */
		readonly status?: number,
	) {
		super(message);
	}
}

/** A short hash, fit to compare and to use as a key, from which nothing can be read back. */
export const fingerprint = (...parts: string[]) =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** Identifies the base URL, id and secret that a token was made for. */
export function tokenPurpose(credential: SendPulseCredential): string {
	const { baseUrl, clientId, clientSecret } = asCredential(credential);
	return fingerprint(checkedBaseUrl(baseUrl), clientId, clientSecret);
}

/**
 * The stored token, if it belongs to the id and secret as they are now and still lives.
 * An edited secret counts at once because its purpose no longer matches.
 */
export function usableToken(credential: SendPulseCredential): StoredToken | undefined {
	if (!credential.token) return undefined;
	let stored: Partial<StoredToken> | null;
	try {
		stored = JSON.parse(credential.token) as Partial<StoredToken> | null;
	} catch {
		return undefined;
	}
	if (typeof stored?.token !== 'string' || typeof stored.ends !== 'number') return undefined;
	if (stored.madeFor !== tokenPurpose(credential) || stored.ends <= Date.now()) return undefined;
	return stored as StoredToken;
}

interface TokenAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

function whyNoToken({ statusCode, headers, body }: TokenAnswer): TokenFailure {
	const answer = (typeof body === 'object' && body !== null ? body : {}) as {
		error_code?: number;
		message?: unknown;
	};
	if (statusCode === 429 || answer.error_code === 2020202020) {
		return new TokenFailure(
			'pace',
			`SendPulse refused to issue an access token because too many requests were made. ${QUOTAS}`,
			retryAfterOf(headers),
		);
	}
	if (statusCode === 400 || statusCode === 401) {
		return new TokenFailure(
			'refused',
			'SendPulse did not accept the ID and Secret. Copy both again from SendPulse (Settings > API) into the credential.',
		);
	}
	if (statusCode === 403) {
		return new TokenFailure(
			'refused',
			'SendPulse does not let this account or this machine use its API (status 403). Check in SendPulse (Settings > API) that the API is activated and not limited to other IP addresses.',
		);
	}
	if (statusCode >= 300 && statusCode < 400) {
		return new TokenFailure(
			'refused',
			`The Base URL of the SendPulse credential redirects elsewhere (status ${statusCode}); the secret was not sent on. Enter the final address as Base URL.`,
		);
	}
	if (statusCode === 404) {
		return new TokenFailure(
			'refused',
			'There is no SendPulse API at the Base URL of the credential (status 404). Use https://api.sendpulse.com unless you have a proxy or a sandbox.',
		);
	}
	return new TokenFailure(
		'unavailable',
		`SendPulse issued no access token (status ${statusCode}). This is usually temporary: try again in a minute.`,
		retryAfterOf(headers),
		statusCode,
	);
}

/** The original error is not kept: its request holds the secret. */
const unreachable = (baseUrl: string, error: unknown) =>
	new TokenFailure(
		'unavailable',
		`SendPulse can't be reached at ${baseUrl}: ${networkWords(networkCode(error))}. Check the Base URL of the credential and this machine's connection.`,
	);

/**
 * Fetches an access token (REST API introduction, "OAuth 2.0 (Client Credentials)").
 *
 * @returns the value of the credential's hidden `token` property
 * @throws TokenFailure, in words for the user and without secrets
 */
export async function fetchToken(
	helpers: IHttpRequestHelper['helpers'],
	data: object,
): Promise<string> {
	const credential = asCredential(data);
	const baseUrl = checkedBaseUrl(credential.baseUrl);
	if (!credential.clientId || !credential.clientSecret) {
		throw new TokenFailure(
			'refused',
			'The SendPulse credential has no ID or no Secret. Copy both from SendPulse (Settings > API).',
		);
	}
	const asked = Date.now();
	let answer: TokenAnswer;
	try {
		answer = (await helpers.httpRequest({
			method: 'POST',
			url: `${baseUrl}/oauth/access_token`,
			body: {
				grant_type: 'client_credentials',
				client_id: credential.clientId,
				client_secret: credential.clientSecret,
			},
			json: true,
			timeout: TOKEN_TIMEOUT_MS,
			abortSignal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as TokenAnswer;
	} catch (error) {
		throw unreachable(baseUrl, error);
	}
	const body = answer.body as { access_token?: unknown; expires_in?: unknown } | string;
	if (answer.statusCode !== 200) throw whyNoToken(answer);
	if (typeof body !== 'object' || body === null || typeof body.access_token !== 'string') {
		throw new TokenFailure(
			'unavailable',
			'SendPulse answered the request for an access token with something else. This is usually temporary: try again in a minute.',
		);
	}
	const lifetimeMs = (Number(body.expires_in) > 0 ? Number(body.expires_in) : 3600) * 1000;
	const stored: StoredToken = {
		token: body.access_token,
		madeFor: tokenPurpose(credential),
		// A very short life is used to the half rather than not at all.
		ends: asked + Math.max(lifetimeMs - EARLY_MS, lifetimeMs / 2),
	};
	return JSON.stringify(stored);
}

const NETWORK_WORDS: Record<string, string> = {
	ECONNREFUSED: 'nobody answers there',
	ENOTFOUND: 'the name of the host is not known',
	EAI_AGAIN: 'the name of the host could not be looked up',
	EHOSTUNREACH: 'there is no way to the host',
	ENETUNREACH: 'there is no way to the network',
	ECONNRESET: 'the connection was lost',
	ECONNABORTED: 'no answer in time',
	ETIMEDOUT: 'no answer in time',
	ERR_CANCELED: 'no answer in time',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by itself',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/**
 * A failed connection in words. n8n replaces every message that holds one of the common codes by a
 * text of its own, which would hide ours.
 */
export const networkWords = (code: string) => NETWORK_WORDS[code] ?? code;

/** `ECONNREFUSED`, `ENOTFOUND` …: what n8n or Node.js call a failed connection. */
export function networkCode(error: unknown): string {
	const seen = error as { code?: unknown; httpCode?: unknown; cause?: unknown } | null | undefined;
	if (typeof seen?.code === 'string') return seen.code;
	if (typeof seen?.httpCode === 'string') return seen.httpCode;
	return seen?.cause && seen.cause !== error ? networkCode(seen.cause) : 'no answer';
}

/** Makes n8n fetch a new token and ask again, without spending a request to be told 401. */
class TokenNeeded extends Error {
	readonly response = { status: 401 };
}

/**
 * Signs a request of n8n with the credential.
 *
 * @returns the request to exactly the address that was looked at, however it was written
 * @throws an error shaped like a 401 when the token at hand can't be used: n8n then calls
 * `preAuthentication` and tries once more
 */
export function signed(
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions & { uri?: string },
): IHttpRequestOptions {
	const credential = asCredential(data);
	const address = checkedAddress(checkedBaseUrl(credential.baseUrl), request);
	const key = credential.authentication === 'apiKey' ? credential.apiKey : undefined;
	if (credential.authentication === 'apiKey' && !key) {
		throw new Error(
			'The SendPulse credential has no API key. Generate one in SendPulse (Settings > API > API keys).',
		);
	}
	const token = key ?? usableToken(credential)?.token;
	if (token === undefined) throw new TokenNeeded('The access token has to be renewed');
	const headers = { ...request.headers, Authorization: `Bearer ${token}` };
	// n8n's older helper knows the address by another name.
	const named = request.url || !request.uri ? { url: address } : { uri: address };
	return { ...request, ...named, baseURL: undefined, headers };
}

/**
 * The credential signs requests to its own host and to SendPulse's, nothing else: in n8n's HTTP
 * Request node anybody who may use a credential could otherwise send its token anywhere.
 */
function checkedAddress(
	baseUrl: string,
	{ url, uri, baseURL }: IHttpRequestOptions & { uri?: string },
): string {
	const target = resolved(String(url || uri || ''), pasted(baseURL) || baseUrl);
	const own = target.origin === new URL(baseUrl).origin;
	const vendor = target.protocol === 'https:' && /(^|\.)sendpulse\.com$/.test(target.hostname);
	if (!own && !vendor) {
		throw new Error(
			`The SendPulse credential is only for SendPulse: nothing was sent to ${target.host}. Set the credential's Base URL if that is your proxy.`,
		);
	}
	// They would be sent in place of the credential.
	target.username = '';
	target.password = '';
	return target.href;
}

/**
 * Where a request would go: what names a scheme or a host is complete, although a URL parser that is
 * given a base takes some of it for paths; the rest is joined to the base, as n8n does it.
 */
function resolved(address: string, base: string): URL {
	// What URL parsers leave out wherever it stands.
	const text = address.replace(/[\t\n\r]/g, '').trim();
	if (/^[a-z][a-z\d+.-]*:/i.test(text)) return new URL(text);
	if (/^[/\\]{2}/.test(text)) return new URL(text, base);
	return new URL(`${base.replace(/\/+$/, '')}/${text.replace(/^\/+/, '')}`);
}
