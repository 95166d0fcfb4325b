/**
 * Deliveries of 100 events into the triggers of SendPulse and into n8n's own Webhook and Split Out, side by side in one n8n.
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
	/** An event as it is delivered. */
	event: (reader: string) => object;
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

/** A trigger, with what is delivered to it. */
interface Entry {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	/** Whether it registers itself, for which it needs a credential. */
	registers?: boolean;
	event: Contestant['event'];
}

const opened: Contestant['event'] = (email) => ({
	timestamp: '1700000000',
	event: 'open',
	email,
	task_id: '9200001',
	open_device: 'Desktop',
	open_platform: 'Windows 10',
	browser_name: 'Chrome',
	browser_ver: '126.0',
});

const OURS: Entry[] = [
	{
		id: 'b1111111-0000-4000-8000-000000000001',
		name: 'SendPulse Trigger',
		type: 'sendPulseTrigger',
		typeVersion: 1.1,
		parameters: { events: ['open', 'redirect'] },
		registers: true,
		event: opened,
	},
	{
		id: 'b3333333-0000-4000-8000-000000000001',
		name: 'SendPulse SMTP Trigger',
		type: 'sendPulseSmtpTrigger',
		typeVersion: 1.1,
		parameters: { events: ['opened', 'clicked'] },
		event: (recipient) => ({
			timestamp: 1_700_000_000,
			event: 'opened',
			recipient,
			sender: 'shop@example.com',
			subject: 'Your order 1042',
			message_id: '1149317311',
		}),
	},
	{
		id: 'b4444444-0000-4000-8000-000000000001',
		name: 'SendPulse Automation Trigger',
		type: 'sendPulseAutomationTrigger',
		typeVersion: 1.1,
		parameters: { confirmationKey: 'a1b2c3d4' },
		event: (email) => ({
			automation_id: '123456789',
			title: 'GoalReached',
			execution_date: '2026-01-04 09:02:39',
			email,
			phone: '+380631234567',
			variables: [{ name: 'Ann', city: 'Kyiv' }],
		}),
	},
];

async function contestants(stage: Stage): Promise<Contestant[]> {
	const { id, name } = await stage.credential('Bench');
	const entries = OURS.map((entry) => ({
		...entry,
		path: `${entry.id}/webhook`,
		nodes: [
			{
				id: entry.id,
				name: entry.name,
				type: `n8n-nodes-sendpulse.${entry.type}`,
				typeVersion: entry.typeVersion,
				position: [0, 0] as [number, number],
				parameters: entry.parameters,
				webhookId: entry.id,
				...(entry.registers ? { credentials: { sendPulseRestApi: { id, name } } } : {}),
			},
			after,
		],
	}));
	const theirs = 'b2222222-0000-4000-8000-000000000002';
	const webhook: WorkflowNode[] = [
		{
			id: theirs,
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
	];
	return await Promise.all(
		[...entries, { name: 'Webhook + Split Out', nodes: webhook, path: theirs, event: opened }].map(
			async ({ name: title, nodes, path, event }) => {
				const workflow = await stage.client.createWorkflow(chain(title, nodes));
				const { status } = await stage.client.publish(workflow);
				if (status !== 'published') throw new Error(`"${title}" could not be published: ${status}`);
				const address = `${stage.n8n.url}/webhook/${path}`;
				// As SendPulse calls it: with the key that the trigger has registered.
				const registered = stage.sandbox.state.webhooks.all().map(({ url }) => url);
				const url = registered.find((one) => one.startsWith(address)) ?? address;
				return { name: title, event, workflow, url, sent: 0, blocks: [] };
			},
		),
	);
}

const delivery = (number: number, event: Contestant['event']) =>
	JSON.stringify(
		Array.from({ length: EVENTS }, (_, index) => event(`reader${number}.${index}@example.com`)),
	);

async function block(stage: Stage, contestant: Contestant): Promise<number> {
	const bodies = Array.from({ length: BLOCK }, () => delivery(contestant.sent++, contestant.event));
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
		const all = await contestants(stage);
		for (const contestant of all) {
			await block(stage, contestant);
			await checkItems(stage, contestant);
		}
		for (let round = 0; round < BLOCKS; round++) {
			// Who begins changes, too.
			for (const contestant of round % 2 ? [...all].reverse() : all) {
				contestant.blocks.push(await block(stage, contestant));
			}
		}
		console.log(`\n${title}`);
		const theirs = eventsPerSecond(all.at(-1) as Contestant);
		for (const contestant of all) {
			const rate = Math.round(eventsPerSecond(contestant)).toLocaleString('en-US');
			const ratio = (eventsPerSecond(contestant) / theirs).toFixed(2);
			console.log(`  ${contestant.name.padEnd(30)}${rate.padStart(7)} events/s, ratio ${ratio}`);
		}
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
