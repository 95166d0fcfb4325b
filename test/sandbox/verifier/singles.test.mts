/** Verification of single addresses. */
import type { SandboxOptions } from '../../../sandbox/index.mts';
import { HOSTILE } from '../hostileValues.mts';
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench({ blank: true });
});
afterEach(() => bench.sandbox.close());

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const decide = (email: string, delivery: 'delivered' | 'hardBounce' | 'softBounce') =>
	bench.sandbox.state.fates.decide(email, { delivery });
const submit = async (email: unknown) => {
	const { status, json } = await bench.post('/verifier-service/send-single-to-verify/', { email });
	return [status, json];
};
const result = async (email: string) => {
	const { status, json } = await bench.get(
		`/verifier-service/get-single-result?email=${encodeURIComponent(email)}`,
	);
	return [status, json];
};
const checks = async (email: string) => (await result(email))[1].data.checks;
const done = [200, { result: true }];
const quotaLeft = () => bench.sandbox.state.verifier.quotaLeft;

test('not submitted, not done, done', async () => {
	decide('test@mail.example', 'delivered');
	expect(await result('test@mail.example')).toEqual([200, { result: false }]);
	expect(await submit('test@mail.example')).toEqual(done);
	expect(await checks('test@mail.example')).toMatchObject({ status: 0 });
	bench.clock.advance(4_000);
	expect(await result('TEST@mail.example')).toEqual([
		200,
		{
			result: true,
			data: {
				email: 'TEST@mail.example',
				checks: {
					status: 1,
					valid_format: 1,
					disposable: 0,
					webmail: 0,
					gibberish: 0,
					status_text: 'Действительный адрес',
				},
			},
		},
	]);
	expect(quotaLeft()).toBe(999);
});

test('each takes its own time, from one second to four', async () => {
	const emails = Array.from({ length: 40 }, (_, index) => `person${index}@mail.example`);
	const start = bench.clock.now();
	const { verifier } = bench.sandbox.state;
	for (const email of emails) verifier.startSingle(email);
	const waits = verifier.allSingles().map(({ due }) => due - start);
	expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000);
	expect(Math.max(...waits)).toBeLessThanOrEqual(4_000);
	expect(new Set(waits).size).toBeGreaterThan(10);
});

test.each<[string, 'delivered' | 'hardBounce' | 'softBounce', object]>([
	['gone@mail.example', 'hardBounce', { status: 3 }],
	['full@mail.example', 'softBounce', { status: 2 }],
	['a+tag@mail.example', 'delivered', { status: 2 }],
	['x@catchall.example', 'delivered', { status: 2 }],
	['ann@gmail.com', 'delivered', { status: 1, webmail: 1 }],
	['ann@mailinator.com', 'delivered', { status: 1, disposable: 1 }],
	['xkqzvbnt@mail.example', 'delivered', { status: 1, gibberish: 1 }],
])('%s', async (email, delivery, expected) => {
	decide(email, delivery);
	await submit(email);
	bench.clock.advance(4_000);
	expect(await checks(email)).toEqual({
		valid_format: 1,
		disposable: 0,
		webmail: 0,
		gibberish: 0,
		status_text: expect.any(String),
		...expected,
	});
});

test.each<[SandboxOptions['verifierReverify'], number, number]>([
	['renews', 3, 998],
	['ignored', 1, 999],
])(
	'verifierReverify %s; the old result stays until there is another',
	async (value, then, left) => {
		set({ verifierReverify: value });
		decide('test@mail.example', 'delivered');
		await submit('test@mail.example');
		bench.clock.advance(4_000);
		decide('test@mail.example', 'hardBounce');
		expect(await submit('test@mail.example')).toEqual(done);
		expect((await checks('test@mail.example')).status).toBe(1);
		bench.clock.advance(4_000);
		expect((await checks('test@mail.example')).status).toBe(then);
		expect(quotaLeft()).toBe(left);
	},
);

test('what is under way is not begun again', async () => {
	await submit('test@mail.example');
	await submit('test@mail.example');
	expect(quotaLeft()).toBe(999);
});

test('verifierSingleUnknown notFound', async () => {
	set({ verifierSingleUnknown: 'notFound' });
	expect(await result('test@mail.example')).toEqual([
		404,
		{ message: 'Not found', error_code: 404 },
	]);
});

test('verifierMalformed', async () => {
	expect(await submit('no address')).toEqual([
		422,
		{ message: 'Argument email is invalid', error_code: 422 },
	]);
	set({ verifierMalformed: 'result' });
	expect(await submit('no address')).toEqual(done);
	bench.clock.advance(4_000);
	expect(await checks('no address')).toMatchObject({ status: 3, valid_format: 0 });
});

test('the quota', async () => {
	set({ verifierQuota: 1 });
	expect(await submit('a@mail.example')).toEqual(done);
	expect(await submit('b@mail.example')).toEqual([
		422,
		{ message: 'Verification limit exceeded', error_code: 422 },
	]);
});

test('hostile values break nothing', async () => {
	set({ verifierMalformed: 'result' });
	for (const value of HOSTILE) {
		expect((await submit(value))[0]).toBeLessThan(500);
		for (const path of ['send-list-to-verify', 'make-report'])
			expect((await bench.post(`/verifier-service/${path}`, { id: value })).status).toBeLessThan(
				500,
			);
	}
});
