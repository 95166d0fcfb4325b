import '../quickWaits.mts';
import nock from 'nock';
import {
	answering,
	answeringBy,
	HOST,
	operation,
	says,
	silent,
	StandIn,
	type Answer,
} from '../api.mts';
import { callMethod, StoredCredential } from '../n8n.mts';
import {
	clientCredentials,
	INVALID_CLIENT,
	isTokenRequest,
	SECRET,
	TokenIssuer,
} from './oauth.mts';

const count = operation('contact', 'count');
const list = { mailingListId: 5 };
/** The request that fetches a token for this credential. */
const fetchFor = ({ data }: StoredCredential) => ({
	method: 'POST',
	path: '/oauth/access_token',
	body: { grant_type: 'client_credentials', client_id: data.clientId, client_secret: SECRET },
});

describe('the access token', () => {
	test('is fetched with id and secret, and sent as bearer token', async () => {
		const api = new TokenIssuer();
		const credential = clientCredentials();
		const { json, error } = await count.run(list, { credential });
		expect(error).toBeUndefined();
		expect(json.map(({ total }) => total)).toEqual([7]);
		expect(api.standIn.requests).toEqual([
			fetchFor(credential),
			{ method: 'GET', path: '/addressbooks/5/emails/total' },
		]);
		expect(api.standIn.authorizations).toEqual([undefined, 'Bearer token-1']);
	});

	test('is fetched once for many items', async () => {
		const api = new TokenIssuer();
		const { json } = await count.run(list, {
			items: [{}, {}, {}, {}, {}],
			credential: clientCredentials(),
		});
		expect(json).toHaveLength(5);
		expect(api.tokenRequests).toHaveLength(1);
		expect(new Set(api.used)).toEqual(new Set(['Bearer token-1']));
	});

	test('is stored: a later run, and a pick list, fetch none', async () => {
		const api = new TokenIssuer(({ path }) => says(path === '/senders' ? [] : { total: 7 }));
		const credential = clientCredentials();
		await count.run(list, { credential });
		await count.run(list, { credential });
		await callMethod('listSearch', 'searchSenders', credential);
		expect(api.tokenRequests).toHaveLength(1);
		expect(api.used).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1']);
	});

	test.each([
		[3600, 3540],
		[100, 50],
		[undefined, 3540],
	])('that lives for %s seconds is given up after %s', async (expiresIn, seconds) => {
		const api = new TokenIssuer();
		api.expiresIn = expiresIn;
		const credential = clientCredentials();
		const before = Date.now();
		await count.run(list, { credential });
		const { token, ends } = JSON.parse(credential.data.token as string) as Record<string, never>;
		expect(token).toBe('token-1');
		expect(Number(ends) - seconds * 1000).toBeGreaterThanOrEqual(before);
		expect(Number(ends) - seconds * 1000).toBeLessThanOrEqual(Date.now());
	});

	test('that has ended is renewed without being sent', async () => {
		const api = new TokenIssuer();
		const credential = clientCredentials();
		await count.run(list, { credential });
		const stored = JSON.parse(credential.data.token as string) as object;
		credential.data.token = JSON.stringify({ ...stored, ends: Date.now() - 1 });
		// n8n's next process knows nothing of this one's token.
		const later = new StoredCredential(credential.data, 'the same, later');
		const { error } = await count.run(list, { credential: later });
		expect(error).toBeUndefined();
		expect(api.tokenRequests).toHaveLength(2);
		expect(api.used).toEqual(['Bearer token-1', 'Bearer token-2']);
	});

	test('that SendPulse no longer takes is renewed once, and everything answered', async () => {
		const api = new TokenIssuer();
		const credential = clientCredentials();
		await count.run(list, { credential });
		api.revoke();
		const { json, error } = await count.run(list, { items: [{}, {}, {}], credential });
		expect(error).toBeUndefined();
		expect(json.map(({ total }) => total)).toEqual([7, 7, 7]);
		expect(api.tokenRequests).toHaveLength(2);
		expect(JSON.parse(credential.data.token as string)).toMatchObject({ token: 'token-2' });
	});

	test('that is refused although it is new makes an end', async () => {
		const api = answeringBy((request) =>
			isTokenRequest(request)
				? says({ access_token: 'useless', expires_in: 3600 })
				: { status: 401, body: { message: 'Unauthorized!', error_code: 401 } },
		);
		const { error } = await count.run(list, {
			items: [{}, {}, {}],
			credential: clientCredentials(),
		});
		expect(error?.message).toBe(
			'Item 1: SendPulse did not accept the credential. Check in SendPulse (Settings > API) that it is complete and not revoked, then correct it in n8n.',
		);
		// The others waited for the first one, and are not tried.
		expect(api.requests.map(isTokenRequest)).toEqual([true, false, true, false]);
	});

	test.each(['', 'not JSON', '{}', 'null', '{"token":5,"ends":1}', 'eyJ.plain.token'])(
		'stored as %j is none',
		async (token) => {
			const api = new TokenIssuer();
			const { error } = await count.run(list, { credential: clientCredentials({ token }) });
			expect(error).toBeUndefined();
			expect(api.used).toEqual(['Bearer token-1']);
		},
	);
});

describe('an edited credential counts at once', () => {
	test('a new secret fetches a new token', async () => {
		const api = new TokenIssuer();
		const credential = clientCredentials();
		await count.run(list, { credential });
		const { body } = fetchFor(credential);
		credential.data.clientSecret = api.secret = 'very-secret-2';
		const { error } = await count.run(list, { credential });
		expect(error).toBeUndefined();
		expect(api.tokenRequests.map((request) => request.body)).toEqual([
			body,
			{ ...body, client_secret: 'very-secret-2' },
		]);
		expect(api.used).toEqual(['Bearer token-1', 'Bearer token-2']);
	});

	test('a wrong secret is told, and the old token not used', async () => {
		const api = new TokenIssuer();
		const credential = clientCredentials();
		await count.run(list, { credential });
		credential.data.clientSecret = 'wrong';
		const { error } = await count.run(list, { credential });
		expect(error?.message).toContain(
			'SendPulse did not accept the ID and Secret. Copy both again from SendPulse (Settings > API) into the credential.',
		);
		expect(api.used).toEqual(['Bearer token-1']);
	});

	test('another Base URL never sees the token of the first', async () => {
		const first = new TokenIssuer();
		const second = new TokenIssuer(undefined, 'https://proxy.example.com');
		const credential = clientCredentials();
		await count.run(list, { credential });
		credential.data.baseUrl = 'https://proxy.example.com';
		await count.run(list, { credential });
		expect(first.standIn.requests).toHaveLength(2);
		expect(second.tokenRequests).toHaveLength(1);
		expect(second.standIn.authorizations).toEqual([undefined, 'Bearer token-1']);
	});

	test('a switch to an API key leaves the token aside', async () => {
		const api = new TokenIssuer();
		const credential = clientCredentials();
		await count.run(list, { credential });
		Object.assign(credential.data, { authentication: 'apiKey', apiKey: 'key-7' });
		await count.run(list, { credential });
		expect(api.used).toEqual(['Bearer token-1', 'Bearer key-7']);
		expect(api.tokenRequests).toHaveLength(1);
	});
});

describe('an API key', () => {
	const byKey = (apiKey: string) => new StoredCredential({ authentication: 'apiKey', apiKey });

	test('is sent as it is; no token is fetched', async () => {
		const api = answering(says({ total: 1 }));
		await count.run(list, { credential: byKey('key-1') });
		expect(api.requests).toEqual([{ method: 'GET', path: '/addressbooks/5/emails/total' }]);
		expect(api.authorizations).toEqual(['Bearer key-1']);
	});

	test('that is missing is told before anything is sent', async () => {
		const api = silent();
		const { error } = await count.run(list, { credential: byKey('') });
		expect(error?.message).toBe(
			'The SendPulse credential has no API key. Generate one in SendPulse (Settings > API > API keys).',
		);
		expect(api.requests).toEqual([]);
	});

	test('that is refused is told, without a second attempt', async () => {
		const api = answering({ status: 401, body: { message: 'Unauthorized!', error_code: 401 } });
		const { error } = await count.run(list, { credential: byKey('key-1') });
		expect(error?.message).toContain('SendPulse did not accept the credential.');
		expect(api.requests).toHaveLength(1);
	});

	test('that may not be used from here', async () => {
		answering({ status: 403, body: { message: 'Forbidden' } });
		const { error } = await count.run(list, { credential: byKey('key-1') });
		expect(error?.message).toBe(
			'SendPulse refused access. The API key may be limited to other IP addresses, or the pricing plan does not include this (see Settings > API in SendPulse). SendPulse says: Forbidden (status 403).',
		);
	});
});

describe('no token', () => {
	test.each<[string, object]>([
		['Client ID', { clientId: '' }],
		['Client Secret', { clientSecret: '' }],
	])('without a %s', async (_, missing) => {
		const api = silent();
		const { error } = await count.run(list, { credential: clientCredentials(missing) });
		expect(error?.message).toBe(
			'The SendPulse credential has no ID or no Secret. Copy both from SendPulse (Settings > API).',
		);
		expect(api.requests).toEqual([]);
	});

	const temporary = (what: string) => `${what}. This is usually temporary: try again in a minute.`;
	test.each<[string, Answer, number, string]>([
		[
			'a wrong id or secret',
			INVALID_CLIENT,
			1,
			'SendPulse did not accept the ID and Secret. Copy both again from SendPulse (Settings > API) into the credential.',
		],
		[
			'an inactive API',
			{ status: 403, body: { message: 'Forbidden' } },
			1,
			'SendPulse does not let this account or this machine use its API (status 403). Check in SendPulse (Settings > API) that the API is activated and not limited to other IP addresses.',
		],
		[
			'another service at the Base URL',
			{ status: 404, body: '<html>Not found</html>' },
			1,
			'There is no SendPulse API at the Base URL of the credential (status 404). Use https://api.sendpulse.com unless you have a proxy or a sandbox.',
		],
		[
			'a redirect',
			{ status: 301, body: '', headers: { Location: 'https://elsewhere.example/' } },
			1,
			'The Base URL of the SendPulse credential redirects elsewhere (status 301); the secret was not sent on. Enter the final address as Base URL.',
		],
		[
			'a server that is down',
			{ status: 503, body: '' },
			4,
			temporary('SendPulse issued no access token (status 503)'),
		],
		[
			'an answer that is no token',
			says('sorry'),
			4,
			temporary('SendPulse answered the request for an access token with something else'),
		],
	])('from %s', async (_, answer, attempts, message) => {
		const api = answeringBy(() => answer);
		const credential = clientCredentials();
		const { error } = await count.run(list, { items: [{}, {}, {}], credential });
		expect(error?.message).toBe(`Item 1: ${message}`);
		// A credential that does not work is not tried again for each item.
		expect(api.requests.slice(0, attempts)).toEqual(Array(attempts).fill(fetchFor(credential)));
		if (attempts === 1) expect(api.requests).toHaveLength(1);
		expect(api.requests.every(isTokenRequest)).toBe(true);
	});

	test.each([
		['ECONNREFUSED', 'nobody answers there'],
		['ENOTFOUND', 'the name of the host is not known'],
		['CERT_HAS_EXPIRED', 'its certificate has expired'],
	])('when the connection fails with %s: %s', async (code, text) => {
		const asked = nock(HOST).post('/oauth/access_token').times(4);
		asked.replyWithError(Object.assign(new Error(`connect ${code}`), { code }));
		const { error } = await count.run(list, { credential: clientCredentials() });
		expect(error?.message).toBe(
			`SendPulse can't be reached at ${HOST}: ${text}. Check the Base URL of the credential and this machine's connection.`,
		);
		expect(nock.isDone()).toBe(true);
	});

	test('while SendPulse takes no more requests: it is waited for', async () => {
		let asked = 0;
		const api = answeringBy((request) => {
			if (!isTokenRequest(request)) return says({ total: 7 });
			return asked++ === 0
				? { status: 429, body: '' }
				: says({ access_token: 'token-1', expires_in: 3600 });
		});
		const { json } = await count.run(list, { credential: clientCredentials() });
		expect(json.map(({ total }) => total)).toEqual([7]);
		expect(api.requests.filter(isTokenRequest)).toHaveLength(2);
	});
});

test(`answers of ${HOST} that point elsewhere are not followed`, async () => {
	const thief = new StandIn(() => says({ total: 666 }), { host: 'https://elsewhere.example' });
	const api = new TokenIssuer(() => ({
		status: 302,
		body: '',
		headers: { Location: 'https://elsewhere.example/addressbooks?code=1' },
	}));
	const { error } = await count.run(list, { credential: clientCredentials() });
	expect(error?.message).toBe(
		"SendPulse's address redirects to https://elsewhere.example/addressbooks (status 302), which is not followed so that your token stays where it belongs. Check the Base URL of the credential.",
	);
	expect(api.used).toEqual(['Bearer token-1']);
	expect(thief.requests).toEqual([]);
});
