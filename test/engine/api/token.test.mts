import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { inspect } from 'node:util';
import {
	fetchToken,
	fingerprint,
	networkCode,
	signed,
	TokenFailure,
	tokenPurpose,
	usableToken,
	type SendPulseCredential,
	type StoredToken,
} from '../../../nodes/engine/api/token';

const SECRET = 'secret-0123456789abcdef';

const credential = (changes: Partial<SendPulseCredential> = {}): SendPulseCredential => ({
	authentication: 'clientCredentials',
	clientId: 'client-1',
	clientSecret: SECRET,
	apiKey: '',
	baseUrl: 'https://api.sendpulse.com',
	token: '',
	...changes,
});

const stored = (changes: Partial<StoredToken> = {}, made = credential()): string =>
	JSON.stringify({
		token: 'token-1',
		madeFor: tokenPurpose(made),
		ends: Date.now() + 60_000,
		...changes,
	});

describe('the stored token', () => {
	test('is usable while it lives and was made for this id and secret', () => {
		expect(usableToken(credential({ token: stored() }))?.token).toBe('token-1');
	});

	test('ends', () => {
		expect(usableToken(credential({ token: stored({ ends: Date.now() }) }))).toBeUndefined();
	});

	test.each<Partial<SendPulseCredential>>([
		{ clientId: 'client-2' },
		{ clientSecret: 'edited' },
		{ baseUrl: 'https://proxy.example' },
	])('does not outlive an edit: %j', (edit) => {
		expect(usableToken(credential({ ...edit, token: stored() }))).toBeUndefined();
	});

	test('outlives white space around what was pasted', () => {
		const edited = credential({
			clientId: ' client-1',
			clientSecret: `${SECRET}\r\n`,
			baseUrl: '\thttps://api.sendpulse.com ',
			token: stored(),
		});
		expect(usableToken(edited)?.token).toBe('token-1');
	});

	test('outlives a slash at the end of the Base URL', () => {
		const edited = credential({ baseUrl: 'https://api.sendpulse.com/', token: stored() });
		expect(usableToken(edited)?.token).toBe('token-1');
	});

	test.each([
		'',
		'token',
		'null',
		'5',
		'{}',
		'[]',
		stored({ token: undefined }),
		stored({ ends: undefined }),
	])('%j is none', (token) => {
		expect(usableToken(credential({ token }))).toBeUndefined();
	});

	test('holds nothing of the secret', () => {
		expect(stored()).not.toContain(SECRET);
		expect(fingerprint('a', 'b')).not.toBe(fingerprint('ab', ''));
		expect(fingerprint('a')).toMatch(/^[0-9a-f]{32}$/);
	});
});

describe('fetching', () => {
	const asked: IHttpRequestOptions[] = [];

	/** n8n's helper, answering so. */
	const helpers = (answer: unknown) =>
		({
			httpRequest: async (options: IHttpRequestOptions) => {
				asked.push(options);
				if (answer instanceof Error) throw answer;
				return answer;
			},
		}) as unknown as IHttpRequestHelper['helpers'];

	const fetched = async (answer: unknown, changes = {}) =>
		await fetchToken(helpers(answer), credential(changes));

	const ok = (body: unknown) => ({ statusCode: 200, headers: {}, body });

	beforeEach(() => (asked.length = 0));

	test('asks as the documents say, follows no redirect, and notes end and purpose', async () => {
		const before = Date.now();
		const text = await fetched(ok({ access_token: 'token-1', expires_in: 3600 }));
		expect(asked).toMatchObject([
			{
				// Whatever comes in drops has an end.
				abortSignal: expect.any(AbortSignal) as AbortSignal,
				method: 'POST',
				url: 'https://api.sendpulse.com/oauth/access_token',
				body: { grant_type: 'client_credentials', client_id: 'client-1', client_secret: SECRET },
				disableFollowRedirect: true,
			},
		]);
		const { token, ends, madeFor } = JSON.parse(text) as StoredToken;
		expect({ token, madeFor }).toEqual({ token: 'token-1', madeFor: tokenPurpose(credential()) });
		// Given up a minute early, so that it can't run out on its way.
		expect(ends - before).toBeGreaterThanOrEqual(3_540_000);
		expect(ends - before).toBeLessThan(3_545_000);
		expect(usableToken(credential({ token: text }))?.token).toBe('token-1');
	});

	test.each([
		[60, 30_000],
		[2, 1_000],
		['3600', 3_540_000],
		[undefined, 3_540_000],
		[0, 3_540_000],
	])('a life of %j seconds is used for %d ms', async (life, used) => {
		const before = Date.now();
		const { ends } = JSON.parse(
			await fetched(ok({ access_token: 't', expires_in: life })),
		) as StoredToken;
		expect(ends - before).toBeGreaterThanOrEqual(used);
		expect(ends - before).toBeLessThan(used + 1_000);
	});

	test.each<[unknown, string, RegExp]>([
		[
			{ statusCode: 401, headers: {}, body: { error: 'invalid_client' } },
			'refused',
			/ID and Secret/,
		],
		[{ statusCode: 400, headers: {}, body: {} }, 'refused', /ID and Secret/],
		[{ statusCode: 403, headers: {}, body: {} }, 'refused', /IP addresses/],
		[{ statusCode: 404, headers: {}, body: '' }, 'refused', /no SendPulse API at the Base URL/],
		[
			{ statusCode: 302, headers: { location: 'https://x' }, body: '' },
			'refused',
			/redirects elsewhere/,
		],
		[{ statusCode: 429, headers: {}, body: '' }, 'pace', /too many requests/],
		[
			{ statusCode: 422, headers: {}, body: { error_code: 2020202020 } },
			'pace',
			/too many requests/,
		],
		[{ statusCode: 500, headers: {}, body: '<html>' }, 'unavailable', /status 500/],
		[ok('<html>'), 'unavailable', /something else/],
		[ok(''), 'unavailable', /something else/],
		[ok({ token: 'x' }), 'unavailable', /something else/],
		[
			Object.assign(new Error(`to ${SECRET}`), { code: 'ECONNREFUSED' }),
			'unavailable',
			/can't be reached at https:\/\/api\.sendpulse\.com: nobody answers/,
		],
	])('%j: %s', async (answer, kind, text) => {
		const failure = await fetched(answer).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(TokenFailure);
		expect(failure).toMatchObject({ kind, message: expect.stringMatching(text) as string });
		expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain(SECRET);
	});

	test.each([429, 503])('Retry-After of status %d is passed on', async (statusCode) => {
		const answer = { statusCode, headers: { 'retry-after': '9' }, body: '' };
		await expect(fetched(answer)).rejects.toMatchObject({ retryAfterMs: 9_000 });
	});

	test('white space and line breaks around id and secret are not sent', async () => {
		const padded = { clientId: ' client-1\n', clientSecret: `\t${SECRET}\r\n` };
		await fetched(ok({ access_token: 'token-1' }), padded);
		expect(asked).toMatchObject([{ body: { client_id: 'client-1', client_secret: SECRET } }]);
	});

	test.each([{ clientId: '' }, { clientSecret: '' }])(
		'without %j nothing is asked',
		async (changes) => {
			await expect(fetched(ok({}), changes)).rejects.toMatchObject({ kind: 'refused' });
			expect(asked).toEqual([]);
		},
	);

	test('a Base URL without TLS gets no secret', async () => {
		await expect(fetched(ok({}), { baseUrl: 'http://api.sendpulse.com' })).rejects.toThrow(
			'https://',
		);
		expect(asked).toEqual([]);
	});
});

describe('signing', () => {
	const sign = (data: SendPulseCredential, request: object) =>
		signed(data as never, request as IHttpRequestOptions);

	const byKey = credential({ authentication: 'apiKey', apiKey: 'key-1' });

	test('with the key, or the token, beside other headers', () => {
		const request = { url: 'https://api.sendpulse.com/user/info', headers: { A: 'b' } };
		expect(sign(byKey, request)).toEqual({
			...request,
			headers: { A: 'b', Authorization: 'Bearer key-1' },
		});
		expect(sign(credential({ token: stored() }), request).headers).toMatchObject({
			Authorization: 'Bearer token-1',
		});
	});

	test('a key is used although an old token is stored', () => {
		const both = { ...byKey, token: stored() };
		expect(sign(both, { url: '/user/info' }).headers?.Authorization).toBe('Bearer key-1');
	});

	test('without a usable token n8n is made to fetch one', () => {
		for (const token of ['', stored({ ends: 1 }), stored({ madeFor: 'other' })]) {
			expect(() => sign(credential({ token }), { url: '/user/info' })).toThrow(
				expect.objectContaining({ response: { status: 401 } }) as Error,
			);
		}
	});

	test('without a key there is nothing to fetch', () => {
		const empty = credential({ authentication: 'apiKey' });
		expect(() => sign(empty, { url: '/user/info' })).toThrow('has no API key');
		expect(() => sign(empty, { url: '/user/info' })).not.toThrow(
			expect.objectContaining({ response: expect.anything() as object }) as Error,
		);
	});

	test.each([
		'https://api.sendpulse.com/user/info',
		'https://events.sendpulse.com/x',
		'https://sendpulse.com/x',
		'/user/info',
		'user/info',
	])('%s is SendPulse', (url) => {
		expect(sign(byKey, { url }).headers?.Authorization).toBe('Bearer key-1');
		expect(sign(byKey, { uri: url }).headers?.Authorization).toBe('Bearer key-1');
	});

	test('so is the host of the Base URL, and no other port of it', () => {
		const local = { ...byKey, baseUrl: 'http://127.0.0.1:8025' };
		expect(sign(local, { url: 'http://127.0.0.1:8025/x' }).headers?.Authorization).toBe(
			'Bearer key-1',
		);
		expect(() => sign(local, { url: 'http://127.0.0.1:8026/x' })).toThrow(
			'nothing was sent to 127.0.0.1:8026',
		);
	});

	test.each([
		'https://evil.example/',
		'https://evilsendpulse.com/',
		'https://api.sendpulse.com.evil.example/',
		'https://api.sendpulse.com@evil.example/',
		'http://api.sendpulse.com/',
		'//evil.example/',
		'https:\\\\evil.example',
	])('%s is not, and gets nothing', (url) => {
		expect(() => sign(byKey, { url })).toThrow('is only for SendPulse');
		expect(() => sign(byKey, { uri: url })).toThrow('is only for SendPulse');
		expect(() => sign(byKey, { url, baseURL: 'https://api.sendpulse.com' })).toThrow(
			'is only for SendPulse',
		);
	});

	test('a relative address goes where the request says, not where the credential says', () => {
		expect(() => sign(byKey, { url: '/x', baseURL: 'https://evil.example' })).toThrow(
			'is only for SendPulse',
		);
	});
});

test('a network code is found wherever it is', () => {
	expect(networkCode({ code: 'ECONNRESET' })).toBe('ECONNRESET');
	expect(networkCode({ httpCode: 'ECONNRESET' })).toBe('ECONNRESET');
	expect(networkCode({ cause: { cause: { code: 'ECONNRESET' } } })).toBe('ECONNRESET');
	expect(networkCode(undefined)).toBe('no answer');
	expect(networkCode({ code: 5, cause: null })).toBe('no answer');
});
