import '../quickWaits.mts';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import nock from 'nock';
import { SendPulseRestApi } from '../../credentials/SendPulseRestApi.credentials';
import { apiKey, HOST, operation, refuses, says, type Answer } from '../api.mts';
import { SendPulse } from '../../nodes/SendPulse/SendPulse.node';
import type { StoredCredential } from '../n8n.mts';
import { clientCredentials, INVALID_CLIENT, SECRET, TokenIssuer } from './oauth.mts';

const add = operation('contact', 'add');
const parameters = { mailingListId: 5, email: 'ann@example.com', variables: {}, options: {} };

/** Every text in an error, its causes and whatever hangs on them, enumerable or not. */
function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || seen.has(value)) return [];
	seen.add(value);
	return Object.getOwnPropertyNames(value).flatMap((name) => [
		name,
		...textsIn((value as Record<string, unknown>)[name], seen),
	]);
}

test('the search itself finds what is deeply hidden', () => {
	const cause = Object.defineProperty(new Error('x'), 'config', {
		value: { headers: [{ Authorization: 'Bearer hidden' }] },
		enumerable: false,
	});
	expect(textsIn(new Error('y', { cause })).join('\n')).toContain('Bearer hidden');
});

/** Runs the operation into its failure: the error as the node throws it, before n8n copies parts of it. */
async function failing(credential: StoredCredential): Promise<unknown> {
	const nodeType = new SendPulse();
	const { execute } = nodeType;
	let thrown: unknown;
	nodeType.execute = async function () {
		return await execute.call(this).catch((error: unknown) => {
			thrown = error;
			throw error;
		});
	};
	const { error } = await add.run(parameters, { credential, nodeType });
	expect(thrown).toBeInstanceOf(Error);
	return { thrown, asStored: error };
}

function holdsNone(error: unknown, secrets: string[]): void {
	const everything = `${JSON.stringify(error)}\n${textsIn(error).join('\n')}`;
	for (const secret of [...secrets, 'Bearer']) expect(everything).not.toContain(secret);
}

const network = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('no secret in the error of a refused token', () => {
	test.each<[string, Answer]>([
		['401', INVALID_CLIENT],
		['403', { status: 403, body: { message: 'Forbidden' } }],
		['404', { status: 404, body: 'Not found' }],
		['redirect', { status: 302, body: '', headers: { Location: 'https://elsewhere.example/' } }],
		['500', { status: 500, body: { message: 'Internal error' } }],
		['no token', says({ something: 'else' })],
		// A server that repeats what it was sent.
		[
			'echo',
			{ status: 400, body: { message: 'Bad request', received: { client_secret: SECRET } } },
		],
	])('%s', async (_, { status, body, headers }) => {
		nock(HOST)
			.persist()
			.post('/oauth/access_token')
			.reply(status, body as nock.Body, headers);
		const error = await failing(clientCredentials());
		holdsNone(error, [SECRET]);
	});

	test.each(['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'ETIMEDOUT'])('%s', async (code) => {
		nock(HOST).persist().post('/oauth/access_token').replyWithError(network(code));
		const error = await failing(clientCredentials());
		holdsNone(error, [SECRET]);
	});
});

test('no secret in what the credential itself throws, for n8n shows that elsewhere', async () => {
	const config = { data: { client_secret: SECRET }, headers: { Authorization: 'Bearer x' } };
	const lost = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', config });
	const fetching = new SendPulseRestApi().preAuthentication.call(
		{ helpers: { httpRequest: async () => await Promise.reject(lost) } },
		clientCredentials().data as ICredentialDataDecryptedObject,
	);
	const error: unknown = await fetching.catch((thrown: unknown) => thrown);
	expect((error as Error).message).toBe(
		"SendPulse can't be reached at https://api.sendpulse.com: the connection was lost. Check the Base URL of the credential and this machine's connection.",
	);
	holdsNone(error, [SECRET]);
});

describe('no token in the error of a failed request', () => {
	const failures: Array<[string, Answer]> = [
		['401', refuses(401, 401, 'Unauthorized!')],
		['403', refuses(403, 3030303030, 'Access denied!')],
		['422', refuses(422, 422, 'Argument tags is invalid')],
		['500', { status: 500, body: '<html></html>' }],
		[
			'redirect',
			{ status: 302, body: '', headers: { Location: 'https://elsewhere.example/?t=1' } },
		],
		['an empty answer', says('')],
		['false', says({ result: false })],
	];

	test.each(failures)('with client id and secret: %s', async (_, answer) => {
		new TokenIssuer(() => answer);
		const error = await failing(clientCredentials());
		holdsNone(error, [SECRET, 'token-1', 'token-2']);
	});

	test.each(failures)('with an API key: %s', async (_, { status, body, headers }) => {
		nock(HOST)
			.persist()
			.post('/addressbooks/5/emails')
			.reply(status, body as nock.Body, headers);
		const credential = apiKey();
		const error = await failing(credential);
		holdsNone(error, [String(credential.data.apiKey)]);
	});

	test.each(['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'])(
		'with an API key: %s',
		async (code) => {
			nock(HOST).persist().post('/addressbooks/5/emails').replyWithError(network(code));
			const credential = apiKey();
			const error = await failing(credential);
			holdsNone(error, [String(credential.data.apiKey)]);
		},
	);

	test('nor on the error output', async () => {
		const credential = apiKey();
		nock(HOST).persist().post('/addressbooks/5/emails').reply(403, { message: 'no' });
		const { items, errors } = await add.run(parameters, {
			credential,
			settings: { onError: 'continueErrorOutput' },
		});
		expect([items.length, errors.length]).toEqual([0, 1]);
		expect(JSON.stringify(errors)).not.toContain(String(credential.data.apiKey));
	});
});
