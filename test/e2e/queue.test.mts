import {
	queueSettings,
	startRedis,
	startWebhookProcess,
	startWorker,
	type Redis,
	type SideProcess,
} from '../../host/queue.mts';
import { freePort } from '../../host/ports.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import {
	AFTER,
	executions,
	post,
	registered,
	TRIGGER,
	triggerWorkflow,
	until,
} from './triggers.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const DELIVERIES = 12;
jest.setTimeout(180_000);

const finishedIn = ({ log }: SideProcess): number =>
	[...log().matchAll(/Worker finished execution \d+/g)].length;

const opened = (delivery: number) =>
	JSON.stringify(
		[1, 2, 3].map((number) => ({
			timestamp: '1700000000',
			event: 'open',
			email: `reader${delivery}.${number}@example.com`,
			task_id: '9200001',
		})),
	);

describe.each([
	['main process and two workers', false],
	['main process, two workers and a webhook process', true],
])('queue mode: %s', (_, withWebhookProcess) => {
	let redis: Redis | undefined;
	let stage: Stage;
	let workers: SideProcess[] = [];
	let webhooks: SideProcess | undefined;
	let base: string;

	beforeAll(async () => {
		redis = await startRedis();
		const port = withWebhookProcess ? await freePort() : undefined;
		stage = await openStage({ n8n: { env: queueSettings(redis, port) } });
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
			filters: { mailingListIds: [1] },
		});
		const workflow = await client.createWorkflow(input);
		const url = `${base}/webhook/${path}`;

		expect((await client.publish(workflow, 90_000)).status).toBe('published');
		expect(registered(sandbox, url)).toEqual(['open', 'spam']);
		expect(sandbox.state.webhooks.all()).toHaveLength(2);

		for (let delivery = 0; delivery < DELIVERIES; delivery++) {
			expect((await post(url, opened(delivery))).status).toBe(200);
		}
		const runs = await executions(client, workflow.id, DELIVERIES);
		expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'success'));
		const emails = runs.flatMap((run) => run.json(AFTER).map(({ email }) => email));
		expect(new Set(emails).size).toBe(3 * DELIVERIES);
		expect(emails).toHaveLength(3 * DELIVERIES);
		expect(workers.reduce((sum, worker) => sum + finishedIn(worker), 0)).toBe(DELIVERIES);
		// Campaign 9200001 is not known there: the look-up was made, and what is unknown is kept.
		expect(sandbox.log.filter(({ path: asked }) => asked === '/campaigns/9200001')).toHaveLength(1);

		expect((await post(url, opened(0))).status).toBe(200);
		expect((await post(url, opened(DELIVERIES))).status).toBe(200);
		const more = await executions(client, workflow.id, DELIVERIES + 1);
		expect(more).toHaveLength(DELIVERIES + 1);
		expect(more.at(-1)?.json(TRIGGER)).toHaveLength(3);

		await client.unpublish(workflow.id);
		await until('the webhooks to be removed', () =>
			registered(sandbox, url).length === 0 ? true : undefined,
		);
	});
});
