import { duringNextWait, pass } from '../virtualTime.mts';
import { Bench, countContacts, goOn, numbered, run } from '../bench.mts';
import { inspect } from 'node:util';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import type { FaultRule } from '../../../sandbox/index.mts';
import type { NodeResult, StoredCredential } from '../../n8n.mts';

const create = async (credential: StoredCredential, more = {}) =>
	await run(credential, 'mailingList', 'create', { name: 'New' }, more);
const remove = async (credential: StoredCredential, mailingListId: number) =>
	await run(credential, 'mailingList', 'delete', { mailingListId });

describe('tokens', () => {
	test('fifty requests without a token: one is fetched', async () => {
		const bench = await Bench.start();
		const { error, json } = await countContacts(bench.credential(), bench.list('Customers'), {
			items: numbered(50),
		});
		expect(error).toBeUndefined();
		expect(json.map(({ total }) => total)).toEqual(new Array(50).fill(253));
		expect(bench.tokenRequests).toBe(1);
		expect(bench.requests).toHaveLength(50);
	});

	test('five runs at once without a token: one is fetched', async () => {
		const bench = await Bench.start();
		const credential = bench.credential();
		const runs = Array.from(
			{ length: 5 },
			async () => await countContacts(credential, bench.list('Customers'), { items: numbered(20) }),
		);
		for (const { error, json } of await Promise.all(runs)) {
			expect(error).toBeUndefined();
			expect(json).toHaveLength(20);
		}
		expect(bench.tokenRequests).toBe(1);
		expect(bench.requests.map(({ status }) => status)).toEqual(new Array(100).fill(200));
	});

	test('a stored token is used again', async () => {
		const bench = await Bench.start();
		const credential = bench.credential();
		for (let round = 0; round < 3; round++)
			await countContacts(credential, bench.list('Customers'));
		expect(bench.tokenRequests).toBe(1);
	});

	test('one that is old is replaced before anybody says 401', async () => {
		const bench = await Bench.start();
		const credential = bench.credential();
		await countContacts(credential, bench.list('Customers'));
		pass(3_541_000);
		const { error } = await countContacts(credential, bench.list('Customers'), {
			items: numbered(10),
		});
		expect(error).toBeUndefined();
		expect(bench.tokenRequests).toBe(2);
		expect(bench.requests.filter(({ status }) => status === 401)).toEqual([]);
	});

	test('revoked in mid-run: one is fetched for all, and every item has its answer', async () => {
		const bench = await Bench.start();
		bench.onRequest = (count) => {
			if (count === 25) bench.account.revokeTokens();
		};
		const { error, json } = await countContacts(bench.credential(), bench.list('Customers'), {
			items: numbered(80),
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(80);
		expect(bench.requests.filter(({ status }) => status === 401).length).toBeGreaterThan(0);
		expect(bench.tokenRequests).toBe(2);
	});

	test('revoked in the middle of several runs: likewise', async () => {
		const bench = await Bench.start();
		const credential = bench.credential();
		bench.onRequest = (count) => {
			if (count === 40) bench.account.revokeTokens();
		};
		const runs = Array.from(
			{ length: 4 },
			async () => await countContacts(credential, bench.list('Customers'), { items: numbered(30) }),
		);
		for (const { error, json } of await Promise.all(runs)) {
			expect(error).toBeUndefined();
			expect(json).toHaveLength(30);
		}
		expect(bench.tokenRequests).toBe(2);
	});

	test('writes that met a 401 are done once', async () => {
		const bench = await Bench.start();
		const credential = bench.credential();
		await countContacts(credential, bench.list('Customers'));
		bench.account.revokeTokens();
		const { error, json } = await create(credential);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ name: 'New' }]);
		const statuses = bench.requests
			.filter(({ method }) => method === 'POST')
			.map((one) => one.status);
		expect(statuses.filter((status) => status !== 401)).toEqual([200]);
		expect(statuses.length).toBeLessThanOrEqual(3);
	});

	test('a 401 by mistake: the token that goes on working is used by all again', async () => {
		const bench = await Bench.start();
		const credential = bench.credential();
		await countContacts(credential, bench.list('Customers'));
		bench.sandbox.faults.add({ kind: 'unauthorized', times: 1 }, { kind: 'latency', ms: 20 });
		let together = 0;
		bench.onRequest = () => {
			together = Math.max(
				together,
				bench.requests.filter(({ duration }) => duration === null).length,
			);
		};
		const { error, json } = await countContacts(credential, bench.list('Customers'), {
			items: numbered(30),
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(30);
		expect(bench.tokenRequests).toBe(1);

		// Once that is over, requests are side by side as before.
		together = 0;
		await countContacts(credential, bench.list('Customers'), { items: numbered(10) });
		expect(together).toBeGreaterThan(1);
	});

	test('an edited secret counts at once: the token of the old one is not used', async () => {
		const bench = await Bench.start();
		const credential = bench.credential();
		await countContacts(credential, bench.list('Customers'));
		const before = bench.requests.length;
		const { clientSecret } = credential.data;
		credential.data.clientSecret = 'edited';
		const { error } = await countContacts(credential, bench.list('Customers'));
		expect(error?.message).toContain('ID and Secret');
		expect(bench.requests).toHaveLength(before);

		credential.data.clientSecret = clientSecret;
		expect((await countContacts(credential, bench.list('Customers'))).error).toBeUndefined();
	});

	test('a wrong secret, fifty items, on with the others: SendPulse is asked once or twice', async () => {
		const bench = await Bench.start();
		const { json } = await countContacts(
			bench.credential({ clientSecret: 'wrong' }),
			bench.list('Customers'),
			{ items: numbered(50), ...goOn },
		);
		expect(json).toHaveLength(50);
		for (const { error } of json) expect(error).toContain('did not accept the ID and Secret');
		expect(bench.tokenRequests).toBeLessThanOrEqual(2);
		expect(bench.requests).toEqual([]);
	});

	test('credentials that never get in although tokens are given end soon', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'unauthorized', match: { path: '/addressbooks/**' } });
		const { json } = await countContacts(bench.credential(), bench.list('Customers'), {
			items: numbered(50),
			...goOn,
		});
		expect(json).toHaveLength(50);
		for (const { error } of json) expect(error).toContain('did not accept the credential');
		expect(bench.tokenRequests).toBeLessThanOrEqual(2);
		expect(bench.requests.length).toBeLessThanOrEqual(2);
	});
});

describe('API keys', () => {
	test('never fetch a token', async () => {
		const bench = await Bench.start();
		const { error, json } = await countContacts(bench.byKey(), bench.list('Customers'), {
			items: numbered(20),
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(20);
		expect(bench.tokenRequests).toBe(0);
		expect(new Set(bench.requests.map(({ token }) => token))).toEqual(new Set(['apiKey']));
	});

	test('that are revoked fail at once, not request for request', async () => {
		const bench = await Bench.start();
		const credential = bench.byKey();
		bench.account.apiKeys[0]!.revoked = true;
		const { json } = await countContacts(credential, '={{ $json.n + 1 }}', {
			items: numbered(200),
			...goOn,
		});
		expect(json).toHaveLength(200);
		for (const { error } of json) expect(error).toContain('did not accept the credential');
		expect(bench.tokenRequests).toBe(0);
		expect(bench.requests.length).toBeLessThanOrEqual(40);
		expect(new Set(bench.requests.map(({ path }) => path)).size).toBe(bench.requests.length);
	});

	test('with a character that can not be sent are named as the fault', async () => {
		const bench = await Bench.start();
		const credential = bench.credential({ authentication: 'apiKey', apiKey: 'key–1' });
		const { error } = await create(credential);
		expect(error?.message).not.toContain('connection');
		expect(error?.message).not.toContain('may have done it');
		expect(bench.requests.filter(({ status }) => status === 200)).toEqual([]);
	});
});

/** Ways to leave it unclear whether SendPulse acted. */
const UNCLEAR: FaultRule[] = [
	{ kind: 'reset' },
	{ kind: 'reset', acted: true },
	{ kind: 'error500', acted: true },
	{ kind: 'page502' },
	{ kind: 'error503' },
	{ kind: 'truncated' },
	{ kind: 'empty' },
];

describe('unclear results', () => {
	test.each(UNCLEAR)('a reading is repeated after $kind (acted: $acted)', async (fault) => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ ...fault, times: 3, match: { path: '/addressbooks/**' } });
		const { error, json } = await countContacts(bench.credential(), bench.list('Customers'));
		expect(error).toBeUndefined();
		expect(json.map(({ total }) => total)).toEqual([253]);
		expect(bench.requests).toHaveLength(4);
	});

	// A gateway's own answer is an outage, and borne longer.
	const own = UNCLEAR.filter(({ kind }) => !['page502', 'error503'].includes(kind));
	test.each(own)('four times is enough ($kind, acted: $acted)', async (fault) => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ ...fault, match: { path: '/addressbooks/**' } });
		const { error } = await countContacts(bench.byKey(), bench.list('Customers'));
		expect(error?.message).toContain('4 times in a row');
		expect(error?.message).toContain('Try again');
		expect(bench.requests).toHaveLength(4);
	});

	test.each(UNCLEAR)(
		'what must not be done twice is sent once, and that is said ($kind, acted: $acted)',
		async (fault) => {
			for (const credential of ['credential', 'byKey'] as const) {
				const bench = await Bench.start();
				bench.sandbox.faults.add({ ...fault, match: { method: 'POST', path: '/addressbooks' } });
				const { error } = await create(bench[credential]());
				expect(bench.requests).toHaveLength(1);
				expect(error?.message).toContain('not sent again');
				expect(error?.message).toContain('Look in SendPulse');
			}
		},
	);

	test('a deletion whose answer was lost is done when there is nothing any more', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'reset', acted: true, times: 1, match: { method: 'DELETE' } });
		const id = bench.list('Customers');
		const { error, json } = await remove(bench.byKey(), id);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ deleted: true, mailingListId: id }]);
		expect(bench.requests.map(({ status }) => status)).toEqual([null, 404]);
	});

	test('also when the second try was refused for its pace, and when the first one failed unseen', async () => {
		const bench = await Bench.start();
		const match = { method: 'DELETE' };
		bench.sandbox.faults.add(
			{ kind: 'page502', acted: true, times: 1, match },
			{ kind: 'quota429', times: 1, match },
		);
		const { error } = await remove(bench.credential(), bench.list('Customers'));
		expect(error).toBeUndefined();
		expect(bench.requests.map(({ status }) => status)).toEqual([502, 429, 404]);
	});

	test.each<FaultRule>([
		{ kind: 'falseResult' },
		{ kind: 'quota429' },
		{ kind: 'redirect' },
		{ kind: 'unauthorized' },
	])(
		'what ends in $kind after an unclear attempt may have been done, and that is said',
		async (fault) => {
			const bench = await Bench.start();
			const list = bench.list('Newsletter');
			const match = { path: '/addressbooks/*/emails' };
			bench.sandbox.faults.add(
				{ kind: 'reset', acted: true, times: 1, match },
				{ ...fault, match },
			);
			const { error } = await run(bench.byKey(), 'contact', 'add', {
				mailingListId: list,
				email: 'ann@mail.example',
				variables: { mappingMode: 'defineBelow', value: {}, schema: [] },
			});
			expect(bench.contacts(list).size).toBe(1);
			expect(error?.message).toMatch(
				/without a clear answer: look in SendPulse whether it was done\.$/,
			);
		},
	);

	test('of a reading that is not said', async () => {
		const bench = await Bench.start();
		const match = { path: '/addressbooks/**' };
		bench.sandbox.faults.add({ kind: 'reset', times: 1, match }, { kind: 'falseResult', match });
		const { error } = await countContacts(bench.byKey(), bench.list('Customers'));
		expect(error?.message).toMatch(/^SendPulse refused the request/);
		expect(error?.message).not.toContain('whether it was done');
	});

	test('a deletion of what is not there says so', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'quota429', times: 1 });
		const { json } = await remove(bench.byKey(), 5);
		expect(json).toEqual([{ deleted: true, found: false, mailingListId: 5 }]);
	});
});

test('a request that did not arrive is repeated, whatever it is', async () => {
	const bench = await Bench.start();
	const away = createServer();
	await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve));
	const { port } = away.address() as AddressInfo;
	await new Promise((resolve) => away.close(resolve));
	const back = createServer((_, response) => {
		response.setHeader('content-type', 'application/json').end('{"id": 7}');
	});
	const key = { authentication: 'apiKey', apiKey: 'key', baseUrl: `http://127.0.0.1:${port}` };
	expect((await create(bench.credential(key))).error?.message).toContain("can't be reached");

	duringNextWait(
		async () => await new Promise<void>((resolve) => back.listen(port, '127.0.0.1', resolve)),
	);
	const { error, json } = await create(bench.credential(key));
	back.closeAllConnections();
	back.close();
	expect(error).toBeUndefined();
	expect(json).toEqual([{ id: 7, mailingListId: 7, name: 'New' }]);
});

describe('refusals for pace', () => {
	const REFUSALS: FaultRule[] = [
		{ kind: 'quota429' },
		{ kind: 'quota429', retryAfter: 3 },
		{ kind: 'perSecond' },
		{ kind: 'perSecond', retryAfter: 1 },
	];

	test.each(REFUSALS)(
		'are waited out, whatever it was: $kind, Retry-After $retryAfter',
		async (fault) => {
			const bench = await Bench.start();
			bench.sandbox.faults.add({ ...fault, times: 4, match: { path: '/addressbooks' } });
			const { error, json } = await create(bench.credential());
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ name: 'New' }]);
			expect(bench.requests.map(({ status }) => status)).toEqual([429, 429, 429, 429, 200]);
		},
	);

	test.each([200, 400, 422, 503])(
		'with status %d it is the code that counts',
		async (perSecondStatus) => {
			for (const credential of ['credential', 'byKey'] as const) {
				const bench = await Bench.start({ perSecondStatus });
				bench.sandbox.faults.add({ kind: 'perSecond', times: 2, match: { path: '/addressbooks' } });
				const { error } = await create(bench[credential]());
				expect(error).toBeUndefined();
				expect(bench.requests.map(({ status }) => status)).toEqual([
					perSecondStatus,
					perSecondStatus,
					200,
				]);
			}
		},
	);

	test('Retry-After is kept', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'quota429', retryAfter: 50, times: 1 });
		await countContacts(bench.byKey(), bench.list('Customers'));
		const [first, second] = bench.requests;
		expect(second!.time - first!.time).toBeGreaterThanOrEqual(49_900);
	});

	test('they end some time, naming the quotas', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'quota429' });
		const { error } = await create(bench.byKey());
		expect(error?.message).toContain('10 a second');
		expect(error?.message).toContain('a day');
		expect(error?.message).not.toContain('not sent again');
	});

	test('the next run finds the account as it is then', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'quota429' });
		await countContacts(bench.byKey(), bench.list('Customers'), { items: numbered(50) });
		bench.sandbox.faults.clear();
		const { error, json } = await countContacts(bench.byKey(), bench.list('Customers'), {
			items: numbered(50),
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(50);
	});
});

describe('answers that are none', () => {
	test('status 200 that says failure is one, and is not repeated', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'falseResult', match: { path: '/addressbooks/**' } });
		const { error } = await countContacts(bench.byKey(), bench.list('Customers'));
		expect(error?.message).toContain('SendPulse refused the request');
		expect(bench.requests).toHaveLength(1);
	});

	test('a redirect is named and not followed', async () => {
		const bench = await Bench.start();
		let arrived = 0;
		const elsewhere = createServer((_, response) => {
			arrived++;
			response.end('{}');
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
		const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/there`;
		bench.sandbox.faults.add({ kind: 'redirect', location, match: { path: '/addressbooks/**' } });
		for (const credential of [bench.byKey(), bench.credential()]) {
			const { error } = await countContacts(credential, bench.list('Customers'));
			expect(error?.message).toContain(`redirects to ${location} (status 302)`);
		}
		expect(arrived).toBe(0);
		expect(bench.requests).toHaveLength(2);
		elsewhere.close();
	});

	test('JSON that is called HTML is read all the same', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'contentType', match: { path: '/addressbooks/**' } });
		expect((await countContacts(bench.byKey(), bench.list('Customers'))).json).toMatchObject([
			{ total: 253 },
		]);
	});

	test('so is what comes in drops', async () => {
		const bench = await Bench.start();
		bench.sandbox.faults.add({ kind: 'drip', bytes: 3, ms: 1 });
		expect((await countContacts(bench.credential(), bench.list('Customers'))).json).toMatchObject([
			{ total: 253 },
		]);
	});
});

describe('secrets', () => {
	/** Everything that can be found in an error, causes and hidden properties included. */
	function everythingIn(error: unknown): string {
		const texts = [
			inspect(error, { depth: 30, showHidden: true, maxStringLength: null, maxArrayLength: null }),
		];
		const seen = new Set<unknown>();
		for (
			let cause = error;
			cause && !seen.has(cause);
			cause = (cause as { cause?: unknown }).cause
		) {
			seen.add(cause);
			texts.push(String(cause), (cause as Error).stack ?? '');
			try {
				texts.push(JSON.stringify(cause));
			} catch {
				// A circle; `inspect` has shown it.
			}
		}
		return texts.join('\n');
	}

	/** Everything that must not be found. */
	function secretsOf(bench: Bench, credential: StoredCredential): string[] {
		const { clientSecret, apiKey, token } = credential.data as Record<string, string>;
		const stored = token ? (JSON.parse(token) as { token: string }).token : '';
		return [clientSecret, apiKey, stored, ...bench.account.secrets()].filter(Boolean) as string[];
	}

	const FAULTS: FaultRule[] = [
		...UNCLEAR,
		{ kind: 'quota429' },
		{ kind: 'unauthorized' },
		{ kind: 'redirect' },
		{ kind: 'falseResult' },
	];

	test.each(FAULTS)('are in no error and no output: $kind (acted: $acted)', async (fault) => {
		for (const make of ['credential', 'byKey'] as const) {
			const bench = await Bench.start();
			const credential = bench[make]();
			bench.sandbox.faults.add({ ...fault, match: { path: '/addressbooks/**' } });
			const results: NodeResult[] = [
				await countContacts(credential, bench.list('Customers')),
				await countContacts(credential, bench.list('Customers'), { items: numbered(2), ...goOn }),
			];
			expect(results[0]!.error).toBeDefined();
			expect(results[1]!.json[0]!.error).toBeDefined();
			for (const { error, items, hints } of results) {
				const text = everythingIn(error) + JSON.stringify([items, hints]);
				for (const secret of secretsOf(bench, credential)) expect(text).not.toContain(secret);
			}
		}
	});

	test.each<FaultRule>([
		{ kind: 'reset' },
		{ kind: 'error500' },
		{ kind: 'unauthorized' },
		{ kind: 'redirect' },
		{ kind: 'quota429' },
		{ kind: 'truncated' },
	])('nor when no token is to be had: $kind', async (fault) => {
		const bench = await Bench.start();
		const credential = bench.credential();
		bench.sandbox.faults.add({ ...fault, match: { path: '/oauth/access_token' } });
		const { error } = await countContacts(credential, bench.list('Customers'));
		expect(error).toBeDefined();
		const text = everythingIn(error);
		for (const secret of secretsOf(bench, credential)) expect(text).not.toContain(secret);
		expect(text).not.toContain('client_secret');
		expect(bench.requests).toEqual([]);
	});

	test.each<[string, IDataObject]>([
		['no address', { baseUrl: 'nowhere' }],
		['no TLS', { baseUrl: 'http://api.sendpulse.com' }],
		['nobody there', { baseUrl: 'http://127.0.0.1:9' }],
		['no id', { clientId: '' }],
		['no key', { authentication: 'apiKey' }],
		['a key that can not be sent', { authentication: 'apiKey', apiKey: 'secret–key' }],
	])('nor with a credential that can not be used: %s', async (_, changes) => {
		const bench = await Bench.start();
		const credential = bench.credential(changes);
		const { error } = await countContacts(credential, 5);
		expect(error?.message).toMatch(/credential|connection|SendPulse/);
		const text = everythingIn(error);
		for (const secret of secretsOf(bench, credential)) expect(text).not.toContain(secret);
	});
});
