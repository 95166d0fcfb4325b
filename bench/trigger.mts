/**
 * Deliveries of 100 events into SendPulse Trigger and into n8n's own Webhook and Split Out, side by side in one n8n.
 * What counts is the time from the first delivery of a block until the last of its executions has ended, since n8n
 * answers before it works. Blocks alternate, so that both meet the same machine.
 */
import { setTimeout as wait } from 'node:timers/promises';

import type { Workflow, WorkflowInput, WorkflowNode } from '../host/client.mts';
import { openStage, type Stage } from '../host/stage.mts';

const EVENTS = 100;
const BLOCK = 10;
const BLOCKS = 5;
const BOUND_MS = 120_000;

interface Contestant {
	name: string;
	workflow: Workflow;
	url: string;
	/** Deliveries so far. */
	sent: number;
	/** Time of each block, in milliseconds. */
	blocks: number[];
}

const after: WorkflowNode = {
	id: 'b0000000-0000-4000-8000-000000000009',
	name: 'After',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [440, 0],
	parameters: {},
};

/** One node after the other. */
function chain(name: string, nodes: WorkflowNode[]): WorkflowInput {
	const links = nodes
		.slice(1)
		.map((node, index) => [
			nodes[index]?.name ?? '',
			{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
		]);
	return { name, nodes, connections: Object.fromEntries(links) };
}

async function contestants(stage: Stage): Promise<Contestant[]> {
	const credential = await stage.credential('Bench');
	const [ours, theirs] = [
		'b1111111-0000-4000-8000-000000000001',
		'b2222222-0000-4000-8000-000000000002',
	];
	const trigger = chain('SendPulse Trigger', [
		{
			id: ours as string,
			name: 'SendPulse Trigger',
			type: 'n8n-nodes-sendpulse.sendPulseTrigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: { events: ['open', 'redirect'] },
			webhookId: ours,
			credentials: { sendPulseRestApi: { id: credential.id, name: credential.name } },
		},
		after,
	]);
	const webhook = chain('Webhook + Split Out', [
		{
			id: theirs as string,
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			parameters: { httpMethod: 'POST', path: theirs, options: {} },
			webhookId: theirs,
		},
		{
			id: 'b0000000-0000-4000-8000-000000000008',
			name: 'Split Out',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [220, 0],
			parameters: { fieldToSplitOut: 'body', options: {} },
		},
		after,
	]);
	const paths = [`${ours}/webhook`, theirs];
	return await Promise.all(
		[trigger, webhook].map(async (input, index) => {
			const workflow = await stage.client.createWorkflow(input);
			const { status } = await stage.client.publish(workflow);
			if (status !== 'published')
				throw new Error(`"${input.name}" could not be published: ${status}`);
			const address = `${stage.n8n.url}/webhook/${paths[index]}`;
			// As SendPulse calls it: with the key that the trigger has registered.
			const registered = stage.sandbox.state.webhooks.all().map(({ url }) => url);
			const url = registered.find((one) => one.startsWith(address)) ?? address;
			return { name: input.name, workflow, url, sent: 0, blocks: [] };
		}),
	);
}

const delivery = (number: number) =>
	JSON.stringify(
		Array.from({ length: EVENTS }, (_, index) => ({
			timestamp: '1700000000',
			event: 'open',
			email: `reader${number}.${index}@example.com`,
			task_id: '9200001',
			open_device: 'Desktop',
			open_platform: 'Windows 10',
			browser_name: 'Chrome',
			browser_ver: '126.0',
		})),
	);

async function block(stage: Stage, contestant: Contestant): Promise<number> {
	const bodies = Array.from({ length: BLOCK }, () => delivery(contestant.sent++));
	const start = performance.now();
	for (const body of bodies) {
		const answer = await fetch(contestant.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
		});
		await answer.arrayBuffer();
		if (answer.status !== 200) throw new Error(`${contestant.name} answered ${answer.status}`);
	}
	await ended(stage, contestant);
	return performance.now() - start;
}

/** Waits for the last execution, and makes sure that all have done their work. */
async function ended(stage: Stage, { workflow, sent, name }: Contestant): Promise<void> {
	const deadline = Date.now() + BOUND_MS;
	for (;;) {
		const newest = await stage.client.executions(workflow.id, 100);
		if (newest.some(({ status }) => ['error', 'crashed', 'canceled'].includes(status))) {
			throw new Error(`An execution of "${name}" failed`);
		}
		if (newest.filter(({ status }) => status === 'success').length === sent) return;
		if (Date.now() > deadline)
			throw new Error(`"${name}" did not finish within ${BOUND_MS / 1000} s`);
		await wait(25);
	}
}

async function checkItems(stage: Stage, { workflow, name }: Contestant): Promise<void> {
	const [newest] = await stage.client.executions(workflow.id, 1);
	const { length } = (await stage.client.finished(newest?.id ?? '')).items(after.name);
	if (length !== EVENTS) throw new Error(`"${name}" gave out ${length} items instead of ${EVENTS}`);
}

const eventsPerSecond = ({ blocks }: Contestant) =>
	(blocks.length * BLOCK * EVENTS * 1000) / blocks.reduce((sum, ms) => sum + ms, 0);

async function race(title: string, env: Record<string, string>): Promise<void> {
	const stage = await openStage({ n8n: { env } });
	try {
		const both = await contestants(stage);
		for (const contestant of both) {
			await block(stage, contestant);
			await checkItems(stage, contestant);
		}
		for (let round = 0; round < BLOCKS; round++) {
			// Who begins changes, too.
			for (const contestant of round % 2 ? [...both].reverse() : both) {
				contestant.blocks.push(await block(stage, contestant));
			}
		}
		console.log(`\n${title}`);
		for (const contestant of both) {
			const rate = Math.round(eventsPerSecond(contestant)).toLocaleString('en-US');
			console.log(`  ${contestant.name.padEnd(20)}${rate.padStart(7)} events/s`);
		}
		const [ours, theirs] = both.map(eventsPerSecond) as [number, number];
		console.log(`  ratio               ${(ours / theirs).toFixed(2).padStart(7)} (more is better)`);
	} finally {
		await stage.close();
	}
}

console.log(
	`Deliveries of ${EVENTS} events, ${BLOCKS * BLOCK} to each, in alternating blocks of ${BLOCK}.`,
);
await race('n8n treats both alike (its short cut for its own Webhook node is off):', {
	N8N_EXPRESSION_ENGINE_ALLOW_WEBHOOK_ISOLATE_SKIP: 'false',
});
// n8n gives each delivery an isolate for expressions, except deliveries to its own Webhook node.
await race('n8n as it is by default (no isolate for its own Webhook node):', {});
await race('n8n that makes isolates only when there is an expression:', {
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
});
