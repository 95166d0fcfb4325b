import {
	finishedBy,
	queueSettings,
	startRedis,
	startWebhookProcess,
	startWorker,
	type Redis,
	type SideProcess,
} from '../../host/queue.mts';
import type { Credential, WorkflowInput } from '../../host/client.mts';
import { freePort } from '../../host/ports.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import { leaksIn, written } from './leaks.mts';
import {
	AFTER,
	called,
	executions,
	post,
	registered,
	TRIGGER,
	triggerWorkflow,
	until,
} from './triggers.mts';
import { byId, NODE, sendPulseWorkflow } from './workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const DELIVERIES = 12;
/** Deliveries that two webhook processes get, one after the other. */
const BOTH = 10;
/** Executions at once, and requests that each of them makes. */
const ORDERS = 20;
const ROWS = 20;
/** At ten requests a second they take 40 s; two processes that meet refusals take longer. */
const LOAD_MS = 180_000;
const opened = (delivery: number) =>
	JSON.stringify(
		[1, 2, 3].map((number) => ({
			timestamp: '1700000000',
			event: 'open',
			email: `reader${delivery}.${number}@example.com`,
			task_id: '9200001',
		})),
	);

const rowsOf = (order: number) =>
	Array.from({ length: ROWS }, (_, row) => ({
		email: `buyer.${order}.${row}@example.com`,
		name: `Order ${order}`,
		visits: row,
	}));

/** Adds the rows that arrive at its address, in a request for each of them. */
function importWorkflow(credential: Credential, listId: number): WorkflowInput & { path: string } {
	const path = '5b0c6e0e-0000-4000-8000-000000000001';
	const { nodes } = sendPulseWorkflow(credential, {
		resource: 'contact',
		operation: 'add',
		mailingListId: byId(listId),
		email: '={{ $json.email }}',
		variables: {
			mappingMode: 'defineBelow',
			value: { name: '={{ $json.name }}', visits: '={{ $json.visits }}' },
			schema: [
				{ id: 'name', type: 'string' },
				{ id: 'visits', type: 'number' },
			],
		},
		options: { batchSize: 1 },
	});
	return {
		name: 'Orders',
		path,
		nodes: [
			{
				id: '5b0c6e0e-0000-4000-8000-000000000002',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				parameters: { httpMethod: 'POST', path },
				webhookId: path,
			},
			{
				id: '5b0c6e0e-0000-4000-8000-000000000003',
				name: 'Rows',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [220, 0],
				parameters: { fieldToSplitOut: 'body' },
			},
			...nodes.filter(({ name }) => name === NODE),
		],
		connections: {
			Webhook: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
			Rows: { main: [[{ node: NODE, type: 'main', index: 0 }]] },
		},
	};
}

describe.each([
	['main process and two workers', false],
	['main process, two workers and a webhook process', true],
])('queue mode: %s', (_, withWebhookProcess) => {
	let redis: Redis | undefined;
	let stage: Stage;
	let workers: SideProcess[] = [];
	let webhooks: SideProcess | undefined;
	let base: string;
	/** Whatever must not be found, by what it is. */
	const secrets = new Map<string, string>();

	/** Before a reset of the sandbox its tokens are noted. */
	const noteSecrets = () =>
		stage.sandbox.state.account
			.secrets()
			.forEach((secret) => secrets.set(`secret ${secrets.size + 1}`, secret));

	beforeAll(async () => {
		redis = await startRedis();
		const port = withWebhookProcess ? await freePort() : undefined;
		stage = await openStage({
			n8n: { env: { ...queueSettings(redis, port), N8N_LOG_LEVEL: 'debug' } },
		});
		base = port === undefined ? stage.n8n.url : `http://127.0.0.1:${port}`;
		[workers, webhooks] = await Promise.all([
			Promise.all(['worker-1', 'worker-2'].map(async (name) => await startWorker(stage.n8n, name))),
			port === undefined ? undefined : startWebhookProcess(stage.n8n, port),
		]);
	}, INSTALL_MS);

	afterAll(async () => {
		await Promise.all([webhooks, ...workers].map(async (side) => await side?.stop()));
		await stage?.close();
		await redis?.stop();
	});

	it('registers the right webhooks, runs deliveries in the workers, and drops repeats', async () => {
		const { client, sandbox } = stage;
		const { path, ...input } = triggerWorkflow(await stage.credential('Trigger'), {
			events: ['open', 'spam'],
			simplify: false,
			filters: { mailingListIds: [1] },
		});
		const workflow = await client.createWorkflow(input);
		const url = `${base}/webhook/${path}`;

		expect((await client.publish(workflow)).status).toBe('published');
		expect(registered(sandbox, url)).toEqual(['open', 'spam']);
		expect(sandbox.state.webhooks.all()).toHaveLength(2);

		for (let delivery = 0; delivery < DELIVERIES; delivery++) {
			expect((await post(called(sandbox, url), opened(delivery))).status).toBe(200);
		}
		const runs = await executions(client, workflow.id, DELIVERIES);
		expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'success'));
		const emails = runs.flatMap((run) => run.json(AFTER).map(({ email }) => email));
		expect(new Set(emails).size).toBe(3 * DELIVERIES);
		expect(emails).toHaveLength(3 * DELIVERIES);
		expect(workers.reduce((sum, worker) => sum + finishedBy(worker), 0)).toBe(DELIVERIES);
		// Campaign 9200001 is not known there: the look-up was made, and what is unknown is kept.
		expect(sandbox.log.filter(({ path: asked }) => asked === '/campaigns/9200001')).toHaveLength(1);

		expect((await post(called(sandbox, url), opened(0))).status).toBe(200);
		expect((await post(called(sandbox, url), opened(DELIVERIES))).status).toBe(200);
		const more = await executions(client, workflow.id, DELIVERIES + 1);
		expect(more).toHaveLength(DELIVERIES + 1);
		expect(more.at(-1)?.json(TRIGGER)).toHaveLength(3);

		await client.unpublish(workflow.id);
		await until('the webhooks to be removed', () =>
			registered(sandbox, url).length === 0 ? true : undefined,
		);
	});

	if (withWebhookProcess) {
		it('what reaches one webhook process and then another starts the workflow once', async () => {
			const { client, sandbox } = stage;
			const port = await freePort();
			const other = await startWebhookProcess(stage.n8n, port, 'webhook-2');
			try {
				const { path, ...input } = triggerWorkflow(await stage.credential('Both'), {
					events: ['open'],
				});
				const workflow = await client.createWorkflow(input);
				const url = `${base}/webhook/${path}`;
				expect((await client.publish(workflow)).status).toBe('published');
				const address = called(sandbox, url);
				const there = address.replace(base, `http://127.0.0.1:${port}`);
				expect(there).not.toBe(address);

				const deliver = async (to: string) => {
					for (let delivery = 0; delivery < BOTH; delivery++) {
						expect((await post(to, opened(delivery))).status).toBe(200);
					}
				};
				await deliver(address);
				// SendPulse comes again after minutes; by then n8n has stored what it remembers.
				await executions(client, workflow.id, BOTH);
				await deliver(there);
				// What comes after the repeats has started by then, so they would have, too.
				expect((await post(there, opened(BOTH))).status).toBe(200);
				const runs = await executions(client, workflow.id, BOTH + 1);
				expect(runs).toHaveLength(BOTH + 1);
				const emails = runs.flatMap((run) => run.json(AFTER).map(({ email }) => email));
				expect(new Set(emails).size).toBe(3 * (BOTH + 1));
				expect(emails).toHaveLength(3 * (BOTH + 1));
				await client.unpublish(workflow.id);
			} finally {
				await other.stop();
			}
		});
		// The workers do the same in both, so one is enough.
		return;
	}

	it('twenty executions at once, in two workers, keep to the pace of one account', async () => {
		const { client, sandbox } = stage;
		noteSecrets();
		sandbox.reset();
		const list = sandbox.state.lists.create('Orders');
		list.variables.set('name', 'string');
		list.variables.set('visits', 'number');
		const { path, ...input } = importWorkflow(await stage.credential('Orders'), list.id);
		const workflow = await client.createWorkflow(input);
		expect((await client.publish(workflow)).status).toBe('published');
		const before = workers.map(finishedBy);

		const orders = Array.from({ length: ORDERS }, (_, order) => rowsOf(order));
		const answers = await Promise.all(
			orders.map(async (rows) => await post(`${base}/webhook/${path}`, JSON.stringify(rows))),
		);
		const runs = await executions(client, workflow.id, ORDERS, LOAD_MS);

		expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 200));
		expect(runs.map(({ status, error }) => [status, error])).toEqual(
			orders.map(() => ['success', undefined]),
		);
		for (const run of runs) {
			expect(run.json(NODE)).toHaveLength(ROWS);
			for (const json of run.json(NODE)) expect(json).toMatchObject({ success: true });
		}
		const stored = [...list.contacts.values()].map(({ email, variables }) => ({
			email,
			...Object.fromEntries(variables),
		}));
		const byAddress = (one: { email: string }, other: { email: string }) =>
			one.email.localeCompare(other.email);
		expect(stored.sort(byAddress)).toEqual(orders.flat().sort(byAddress));
		// Each request went through once, and both workers had their part in that.
		const done = sandbox.log.filter(
			({ method, path: asked, status }) =>
				method === 'POST' && asked.endsWith('/emails') && status === 200,
		);
		expect(done).toHaveLength(ORDERS * ROWS);
		for (const [index, worker] of workers.entries()) {
			expect(finishedBy(worker)).toBeGreaterThan(before[index] ?? 0);
		}
	});

	it('has written no secret into any log or record, those of the workers among them', () => {
		noteSecrets();
		const texts = [...written(stage)];

		expect(texts.map(({ place }) => place)).toEqual(
			expect.arrayContaining(['n8n.log', 'worker-1.log', 'worker-2.log', '.n8n/database.sqlite']),
		);
		expect(leaksIn(texts, secrets)).toEqual([]);
	});
});
