import type { IHttpRequestOptions } from 'n8n-workflow';
import { SendPulseRestApi } from '../../credentials/SendPulseRestApi.credentials';
import { fetchToken } from '../../nodes/engine/api/token';

const type = new SendPulseRestApi();
const byKey = (baseUrl = 'https://api.sendpulse.com') => ({
	authentication: 'apiKey',
	apiKey: 'key-1',
	clientId: '',
	clientSecret: '',
	token: '',
	baseUrl,
});
const sign = async (
	request: Partial<IHttpRequestOptions> & { uri?: string },
	credential: ReturnType<typeof byKey> = byKey(),
) => await type.authenticate(credential, request as IHttpRequestOptions);

const USER_INFO = 'https://api.sendpulse.com/user/info';

test.each([
	[{ url: USER_INFO }],
	[{ url: 'https://API.SendPulse.com/user/info' }],
	[{ url: 'https:\\\\api.sendpulse.com/user/./info' }],
	[{ url: 'https://somebody:else@api.sendpulse.com/user/info' }],
	[{ url: '/user/info', baseURL: 'https://api.sendpulse.com' }],
	[{ url: '/user/info', baseURL: ' https://api.sendpulse.com/\n' }],
	[{ url: '/user/info' }],
])('signs a request to SendPulse, and sends what it has looked at: %j', async (request) => {
	const signed = await sign({ ...request, headers: { Accept: 'text/plain' } });
	expect(signed).toEqual({
		url: USER_INFO,
		headers: { Accept: 'text/plain', Authorization: 'Bearer key-1' },
	});
});

test("likewise with the name that n8n's older helper has for the address", async () => {
	expect(await sign({ uri: '/user/info' })).toEqual({
		uri: USER_INFO,
		headers: { Authorization: 'Bearer key-1' },
	});
});

test.each([
	[{ url: 'https://evil.example/' }, 'evil.example'],
	[{ url: 'http://api.sendpulse.com/user/info' }, 'api.sendpulse.com'],
	[{ url: 'https://api.sendpulse.com.evil.example/' }, 'api.sendpulse.com.evil.example'],
	[{ url: 'https://evilsendpulse.com/' }, 'evilsendpulse.com'],
	[{ url: 'https://api.sendpulse.com@evil.example/' }, 'evil.example'],
	[{ url: 'https://evil.example/?x=.sendpulse.com' }, 'evil.example'],
	[{ url: 'https://evil.example#.sendpulse.com' }, 'evil.example'],
	[{ url: '//evil.example/user/info' }, 'evil.example'],
	[{ url: '\\\\evil.example/user/info' }, 'evil.example'],
	[{ url: '/user/info', baseURL: 'https://evil.example' }, 'evil.example'],
	[{ url: 'https://evil.example', baseURL: 'https://api.sendpulse.com' }, 'evil.example'],
	[{ uri: 'https://evil.example/' }, 'evil.example'],
	// A parser that is given a base takes these for paths; one that is not goes there.
	[{ url: 'https:evil.example/x' }, 'evil.example'],
	[{ url: 'https:/evil.example/x' }, 'evil.example'],
	[{ url: 'https:\\evil.example/x' }, 'evil.example'],
	[{ url: ' ht\ntps:evil.example/x' }, 'evil.example'],
	[{ url: '/\\evil.example/x' }, 'evil.example'],
	[{ url: '/\n/evil.example/x', baseURL: 'https://api.sendpulse.com' }, 'evil.example'],
])('signs nothing for anybody else: %j', async (request, host) => {
	await expect(sign(request)).rejects.toThrow(
		`The SendPulse credential is only for SendPulse: nothing was sent to ${host}. Set the credential's Base URL if that is your proxy.`,
	);
});

test("signs for the credential's own host and port, whatever it is", async () => {
	const sandbox = byKey('http://127.0.0.1:8025');
	const url = 'http://127.0.0.1:8025/user/info';
	expect((await sign({ url }, sandbox)).headers).toEqual({ Authorization: 'Bearer key-1' });
	for (const other of [
		'http://127.0.0.1:8026/',
		'http://localhost:8025/',
		'https://127.0.0.1:8025/',
	])
		await expect(sign({ url: other }, sandbox)).rejects.toThrow('is only for SendPulse');
});

test('leaves the request that it was given as it is', async () => {
	const headers = { Accept: 'text/plain' };
	await sign({ url: '/user/info', headers });
	expect(headers).toEqual({ Accept: 'text/plain' });
});

test.each(['key-1\n', ' key-1 ', 'Bearer key-1', '\tbearer  key-1\r\n', '\ufeffkey-1'])(
	'a key pasted as %j is that key',
	async (apiKey) => {
		const { headers } = await sign(
			{ url: USER_INFO },
			{ ...byKey(' https://api.sendpulse.com\n'), apiKey },
		);
		expect(headers).toEqual({ Authorization: 'Bearer key-1' });
	},
);

describe('with client id and secret', () => {
	const credential = {
		...byKey(),
		authentication: 'clientCredentials',
		apiKey: '',
		clientId: 'id-1',
		clientSecret: 'secret-1',
	};
	/** The stored form of a token that was made for this credential. */
	const tokenFor = async (more = {}) =>
		await fetchToken(
			{
				httpRequest: async () => ({
					statusCode: 200,
					headers: {},
					body: { access_token: 'token-1', expires_in: 3600 },
				}),
			},
			{ ...credential, authentication: 'clientCredentials', ...more },
		);
	const url = 'https://api.sendpulse.com/user/info';

	test('sends the stored token', async () => {
		const token = await tokenFor();
		expect((await sign({ url }, { ...credential, token })).headers).toEqual({
			Authorization: 'Bearer token-1',
		});
	});

	test.each([
		['another secret', { clientSecret: 'secret-2' }],
		['another id', { clientId: 'id-2' }],
		['another Base URL', { baseUrl: 'https://proxy.example.com' }],
	])('makes n8n fetch another one instead of a token for %s', async (_, made) => {
		const token = await tokenFor(made);
		// The shape of a 401: that is what n8n renews tokens for.
		await expect(sign({ url }, { ...credential, token })).rejects.toMatchObject({
			response: { status: 401 },
		});
	});

	test('keeps nothing of the secret beside the token', async () => {
		const token = await tokenFor({ clientSecret: 'a-very-telling-secret' });
		expect(token).not.toContain('a-very-telling-secret');
		expect(Object.keys(JSON.parse(token) as object).sort()).toEqual(['ends', 'madeFor', 'token']);
	});
});

test('n8n is told to keep and renew the token, and to hide the secrets', () => {
	const properties = Object.fromEntries(type.properties.map((field) => [field.name, field]));
	expect(properties.token).toMatchObject({
		type: 'hidden',
		default: '',
		typeOptions: { expirable: true, password: true },
	});
	for (const secret of ['clientSecret', 'apiKey']) {
		expect(properties[secret].typeOptions).toEqual({ password: true });
	}
	expect(type.test.request).toEqual({ baseURL: '={{$credentials.baseUrl}}', url: '/user/info' });
});
