import { getEventListeners } from 'node:events';
import { startBench, type Bench } from './client.mts';
import type { FaultRule } from '../../sandbox/index.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const create = (bookName = 'Made') => bench.post('/addressbooks', { bookName });
const isMade = (name = 'Made') => bench.sandbox.state.lists.getByName(name) !== undefined;
const plan = (...rules: FaultRule[]) => bench.sandbox.faults.add(...rules);

/** Waits until something is so; the sandbox answers from timers and sockets of its own. */
async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('answers in place of the true one', () => {
	test.each<[FaultRule, number, RegExp, string]>([
		[
			{ kind: 'error500' },
			500,
			/^\{"message":"Internal server error","error_code":500\}$/,
			'application/json; charset=utf-8',
		],
		[{ kind: 'page502' }, 502, /^<html>/, 'text/html'],
		[{ kind: 'error503' }, 503, /"error_code":503/, 'application/json; charset=utf-8'],
		[{ kind: 'quota429' }, 429, /"error_code":429/, 'application/json; charset=utf-8'],
		[{ kind: 'perSecond' }, 429, /"error_code":2020202020/, 'application/json; charset=utf-8'],
		[
			{ kind: 'unauthorized' },
			401,
			/^\{"message":"Unauthorized!","error_code":401\}$/,
			'application/json; charset=utf-8',
		],
		[{ kind: 'refused' }, 403, /^\{"message":.*3030303030/, 'application/json; charset=utf-8'],
		[
			{ kind: 'refused', status: 404, body: { message: 'No' } },
			404,
			/^\{"message":"No"\}$/,
			'application/json; charset=utf-8',
		],
		[{ kind: 'falseResult' }, 200, /^\{"result":false\}$/, 'application/json; charset=utf-8'],
		[
			{ kind: 'falseResult', body: { success: false } },
			200,
			/^\{"success":false\}$/,
			'application/json; charset=utf-8',
		],
		[{ kind: 'redirect', location: 'https://elsewhere.example/x' }, 302, /Moved/, 'text/html'],
	])('%j', async (rule, status, body, type) => {
		plan(rule);
		const answer = await create();
		expect([answer.status, answer.headers['content-type']]).toEqual([status, type]);
		expect(answer.text).toMatch(body);
		expect(isMade()).toBe(false);
		expect(bench.sandbox.log.at(-1)).toMatchObject({
			status,
			faults: [rule.kind],
			body: { bookName: 'Made' },
		});
		if (rule.kind === 'redirect') expect(answer.headers.location).toBe(rule.location);
	});

	test.each(['error500', 'page502', 'error503', 'falseResult'] as const)(
		'%s after the request was carried out',
		async (kind) => {
			plan({ kind, acted: true });
			const { status } = await create();
			expect(status).toBe({ error500: 500, page502: 502, error503: 503, falseResult: 200 }[kind]);
			expect(isMade()).toBe(true);
		},
	);

	test.each(['quota429', 'perSecond', 'unauthorized', 'redirect'] as const)(
		'%s never carries the request out',
		async (kind) => {
			plan({ kind, acted: true });
			await create();
			expect(isMade()).toBe(false);
		},
	);

	test.each(['quota429', 'perSecond'] as const)('%s with Retry-After', async (kind) => {
		plan({ kind, retryAfter: 3, times: 1 }, { kind });
		expect((await create()).headers['retry-after']).toBe('3');
		expect((await create()).headers['retry-after']).toBeUndefined();
	});

	test('the limits do not count what never arrived', async () => {
		plan({ kind: 'error500', times: 15 });
		for (let index = 0; index < 15; index += 1) await bench.call('GET', '/addressbooks');
		for (let index = 0; index < 10; index += 1)
			expect((await bench.call('GET', '/addressbooks')).status).toBe(200);
	});
});

describe('the true answer, spoilt', () => {
	test('cut in half', async () => {
		plan({ kind: 'truncated' });
		const { status, text, json } = await bench.get('/addressbooks');
		expect([status, json]).toEqual([200, undefined]);
		expect(text).toMatch(/^\[\{"id":/);
	});

	test('empty', async () => {
		plan({ kind: 'empty' });
		const { status, text } = await create();
		expect([status, text, isMade()]).toEqual([200, '', true]);
	});

	test('called HTML', async () => {
		plan({ kind: 'contentType' });
		const { headers, json } = await create();
		expect([headers['content-type'], json]).toEqual([
			'text/html; charset=utf-8',
			{ id: expect.any(Number) },
		]);
	});

	test('drop by drop', async () => {
		plan({ kind: 'drip', bytes: 5, ms: 10 });
		let answer: unknown;
		const pending = create('Größe').then(({ status, json }) => (answer = [status, json]));
		await until(() => isMade('Größe'));
		for (let drop = 0; answer === undefined; drop += 1) {
			bench.clock.advance(10);
			await new Promise((resolve) => setImmediate(resolve));
		}
		await pending;
		expect(answer).toEqual([200, { id: expect.any(Number) }]);
	});
});

describe('lost connections', () => {
	test.each([
		[false, false],
		[true, true],
	])('reset with acted %s: carried out %s', async (acted, expected) => {
		plan({ kind: 'reset', acted });
		await expect(create()).rejects.toThrow(/ECONNRESET|other side closed/);
		expect(isMade()).toBe(expected);
		expect(bench.sandbox.log.at(-1)).toMatchObject({ status: null, faults: ['reset'] });
	});

	test.each([
		[false, false],
		[true, true],
	])('no answer with acted %s: carried out %s', async (acted, expected) => {
		plan({ kind: 'hang', acted });
		const giveUp = new AbortController();
		const pending = bench.call('POST', '/addressbooks', {
			body: { bookName: 'Made' },
			signal: giveUp.signal,
		});
		const outcome = expect(pending).rejects.toThrow(/abort/i);
		await until(() => bench.sandbox.log.at(-1)?.faults.length === 1 && isMade() === expected);
		expect(bench.sandbox.log.at(-1)?.status).toBeNull();
		giveUp.abort();
		await outcome;
		expect(isMade()).toBe(expected);
	});

	test('a dozen that hang are no listeners to the end of the sandbox', async () => {
		plan({ kind: 'hang', acted: true });
		let hung = 0;
		bench.sandbox.faults.onHang = (connection) => {
			hung += 1;
			setImmediate(() => connection.destroy());
		};
		await Promise.allSettled(Array.from({ length: 12 }, (_, n) => create(String(n))));
		expect(hung).toBe(12);
		expect(getEventListeners(bench.sandbox.closing, 'abort')).toHaveLength(0);
	});

	test('closing ends what hangs', async () => {
		plan(
			{ kind: 'hang', times: 1 },
			{ kind: 'hang', acted: true, times: 1 },
			{ kind: 'latency', ms: 60_000, after: 2 },
		);
		const pending = [create('a'), create('b'), create('c')].map((call) =>
			call.catch((error: Error) => error.message),
		);
		await until(
			() =>
				bench.sandbox.log.length === 3 &&
				bench.sandbox.log.every(({ faults }) => faults.length === 1),
		);
		await bench.sandbox.close();
		expect(await Promise.all(pending)).toHaveLength(3);
	});
});

describe('latency', () => {
	test('the request waits its time, then is carried out', async () => {
		plan({ kind: 'latency', ms: 250 });
		const pending = create();
		await until(() => bench.sandbox.log.at(-1)?.faults.length === 1);
		bench.clock.advance(249);
		await new Promise((resolve) => setTimeout(resolve, 5));
		expect(isMade()).toBe(false);
		bench.clock.advance(1);
		expect((await pending).status).toBe(200);
		expect(isMade()).toBe(true);
	});

	test('jitter is the same for the same seed', () => {
		const draw = () =>
			Array.from({ length: 5 }, () => bench.sandbox.faults.strike('GET', '/').delay);
		plan({ kind: 'latency', ms: 100, jitter: 50 });
		const first = draw();
		bench.sandbox.faults.clear();
		plan({ kind: 'latency', ms: 100, jitter: 50 });
		expect(draw()).toEqual(first);
		expect(new Set(first).size).toBe(5);
		expect(first.every((delay) => delay >= 100 && delay < 150)).toBe(true);
	});
});

describe('which requests', () => {
	test.each<[FaultRule['match'], string, string, boolean]>([
		[undefined, 'GET', '/addressbooks', true],
		[{ method: 'get' }, 'GET', '/addressbooks', true],
		[{ method: 'POST' }, 'GET', '/addressbooks', false],
		[{ path: '/addressbooks' }, 'GET', '/addressbooks', true],
		[{ path: '/addressbooks' }, 'GET', '/addressbooks/1', false],
		[{ path: '/addressbooks/*' }, 'GET', '/addressbooks/1', true],
		[{ path: '/addressbooks/*' }, 'GET', '/addressbooks/1/emails', false],
		[{ path: '/addressbooks/*/emails' }, 'GET', '/addressbooks/1/emails', true],
		[{ path: '/addressbooks/**' }, 'GET', '/addressbooks/1/emails', true],
		[{ path: '/a.c' }, 'GET', '/abc', false],
		[{ path: /emails$/ }, 'GET', '/addressbooks/1/emails', true],
		[{ method: 'DELETE', path: '/addressbooks/**' }, 'DELETE', '/addressbooks/1/emails', true],
	])('%j for %s %s: %s', (match, method, path, expected) => {
		plan({ kind: 'error500', match });
		expect(bench.sandbox.faults.strike(method, path).rule !== null).toBe(expected);
	});

	test('the query is no part of the path', async () => {
		plan({ kind: 'error500', match: { path: '/addressbooks' } });
		expect((await bench.get('/addressbooks?limit=5')).status).toBe(500);
	});

	test('after so many, and so often', async () => {
		plan({ kind: 'error500', after: 2, times: 2 });
		const found = [];
		for (let index = 0; index < 6; index += 1)
			found.push((await bench.get('/addressbooks')).status);
		expect(found).toEqual([200, 200, 500, 500, 200, 200]);
		expect(bench.sandbox.faults.list()).toEqual([
			{ kind: 'error500', after: 2, times: 2, fired: 2 },
		]);
	});

	test('one after another, waits in addition', async () => {
		plan(
			{ kind: 'error500', times: 1 },
			{ kind: 'latency', ms: 5 },
			{ kind: 'page502', times: 1 },
			{ kind: 'latency', ms: 7 },
		);
		expect(
			[1, 2, 3]
				.map(() => bench.sandbox.faults.strike('GET', '/'))
				.map(({ delay, rule }) => [delay, rule?.kind]),
		).toEqual([
			[12, 'error500'],
			[12, 'page502'],
			[12, undefined],
		]);
	});

	test('the token endpoint misbehaves, too', async () => {
		plan({ kind: 'page502', match: { path: '/oauth/access_token' } });
		expect(
			(await bench.call('POST', '/oauth/access_token', { authorization: null, body: {} })).status,
		).toBe(502);
	});
});
