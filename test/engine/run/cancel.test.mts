/** A cancelled execution ends at once, wherever it waits, and sends nothing more. In real time. */
import { Bench, countContacts, numbered, run } from '../bench.mts';
import type { FaultRule } from '../../../sandbox/index.mts';
import type { NodeResult, NodeRun } from '../../n8n.mts';

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** Cancels when told to, and sees to it that the run ends then, and nothing is sent after. */
async function cancelled(
	bench: Bench,
	start: (more: Partial<NodeRun>) => Promise<NodeResult>,
	when: () => Promise<unknown>,
) {
	let cancel = () => {};
	const running = start({ onStart: (end) => (cancel = end) });
	await when();
	const sent = bench.sandbox.log.length;
	cancel();
	await running;
	await pause(50);
	expect(bench.sandbox.log).toHaveLength(sent);
}

const until = async (condition: () => boolean) => {
	while (!condition()) await pause(2);
};

test('while it waits for its turn', async () => {
	const bench = await Bench.start();
	await cancelled(
		bench,
		async (more) =>
			await countContacts(bench.byKey(), bench.list('Customers'), {
				items: numbered(500),
				...more,
			}),
		async () => {
			await until(() => bench.requests.length >= 10);
			await pause(100);
		},
	);
	expect(bench.requests.length).toBeLessThan(100);
});

test.each<FaultRule>([
	{ kind: 'quota429', retryAfter: 4 },
	{ kind: 'quota429' },
	{ kind: 'reset' },
	{ kind: 'error503' },
	{ kind: 'hang' },
])('while it waits for another try, or for an answer: $kind', async (fault) => {
	const bench = await Bench.start();
	bench.sandbox.faults.add(fault);
	await cancelled(
		bench,
		async (more) => await countContacts(bench.byKey(), bench.list('Customers'), more),
		async () => {
			await until(() => bench.requests.length === 1);
			await pause(100);
		},
	);
});

test('while a token is fetched, for one or for many', async () => {
	const bench = await Bench.start();
	bench.sandbox.faults.add({ kind: 'hang', match: { path: '/oauth/access_token' } });
	for (const count of [1, 50]) {
		const before = bench.tokenRequests;
		await cancelled(
			bench,
			async (more) =>
				await countContacts(bench.credential(), bench.list('Customers'), {
					items: numbered(count),
					...more,
				}),
			async () => await until(() => bench.tokenRequests > before),
		);
	}
	expect(bench.requests).toEqual([]);
});

test('while parameters are read', async () => {
	const bench = await Bench.start();
	await cancelled(
		bench,
		async (more) =>
			await run(
				bench.byKey(),
				'contact',
				'add',
				{
					mailingListId: '={{ 5 }}',
					email: '={{ "c" + $json.n + "@mail.example" }}',
					variables: {},
					options: {},
				},
				{ items: numbered(20_000), settings: { onError: 'continueRegularOutput' }, ...more },
			),
		async () => await pause(50),
	);
	expect(bench.sandbox.log).toHaveLength(0);
});

test('in the middle of a batch that is being halved', async () => {
	const bench = await Bench.start();
	const list = bench.list('Newsletter');
	bench.sandbox.faults.add({ kind: 'latency', ms: 30 });
	await cancelled(
		bench,
		async (more) =>
			await run(
				bench.byKey(),
				'contact',
				'add',
				{
					mailingListId: list,
					email: '={{ "c" + $json.n + "@mail.example" }}',
					variables: { mappingMode: 'defineBelow', value: {}, schema: [] },
					options: { additionalVariables: '{"visits": "many"}' },
				},
				{ items: numbered(100), settings: { onError: 'continueRegularOutput' }, ...more },
			),
		async () => await until(() => bench.requests.length === 3),
	);
	expect(bench.contacts(list).size).toBe(0);
});
