import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { Credential, Execution, Workflow, WorkflowInput } from '../../host/client.mts';
import { projectRoot } from '../../host/projectRoot.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import { addToNewsletter, ann, campaign, di, eve, opened } from './campaigns.mts';
import { dataTable } from './dataTables.mts';
import { filledIn } from './exampleFiles.mts';
import { shopTests } from './shops.mts';
import { signUpTests } from './signUps.mts';
import {
	call,
	called,
	deliver,
	executions,
	post,
	publishedByTest,
	registered,
	until,
} from './triggers.mts';

const MANUAL = 'When clicking ‘Execute workflow’';
// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
// n8n tries to publish up to five times, and waits between.
const FIVE_ATTEMPTS_MS = 90_000;
let stage: Stage;
let credential: Credential;
const published = publishedByTest(() => stage.client);

beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(async () => {
	stage.sandbox.reset();
	stage.sandbox.options.campaignStep = 50;
	credential = await stage.credential('Trigger');
});

/** What the alert and the CRM got. */
let received: Array<Record<string, unknown>>;
let server: Server;
let address: string;

beforeEach(async () => {
	received = [];
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += chunk));
		request.on('end', () => {
			received.push(JSON.parse(body) as Record<string, unknown>);
			response.setHeader('content-type', 'application/json').end('{"ok":true}');
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterEach(() => new Promise((closed) => server.close(closed)));

/** What stands in the data table that an example has made. */
async function rowsOf(table: string): Promise<Array<Record<string, unknown>>> {
	const made = await dataTable(stage.client, table);
	if (!made) throw new Error(`The example has not made its table "${table}"`);
	return await made.rows();
}

/** Publishes an example with the blanks filled in that a user would fill in. */
async function example(
	name: string,
	parameters: Record<string, unknown> = {},
): Promise<{ workflow: Workflow; url: string }> {
	const file = join(projectRoot(), 'examples', `${name}.json`);
	const input = JSON.parse(readFileSync(file, 'utf8')) as WorkflowInput;
	let path = '';
	for (const node of input.nodes) {
		if (node.type.startsWith('n8n-nodes-sendpulse.') && !node.type.endsWith('SmtpTrigger')) {
			expect(node.credentials).toBeUndefined();
			node.credentials = { sendPulseRestApi: { id: credential.id, name: credential.name } };
		}
		if (node.webhookId) path = `${node.webhookId}/webhook`;
		if (node.type === 'n8n-nodes-base.httpRequest') node.parameters.url = address;
		for (const [field, value] of Object.entries(parameters))
			if (field in node.parameters) node.parameters[field] = value;
	}
	const workflow = await stage.client.createWorkflow(input);
	published.add(workflow.id);
	expect((await stage.client.publish(workflow, FIVE_ATTEMPTS_MS)).status).toBe('published');
	return { workflow, url: `${stage.n8n.url}/webhook/${path}` };
}

async function succeeded(workflow: Workflow, count: number): Promise<Execution[]> {
	const runs = await executions(stage.client, workflow.id, count);
	expect(runs.map(({ error }) => error?.message)).toEqual(runs.map(() => undefined));
	return runs;
}

it('puts unsubscribes and complaints into a table and onto the blacklist', async () => {
	const { workflow } = await example('trigger-unsubscribes');
	const { blacklist } = stage.sandbox.state;
	const before = blacklist.all().length;
	addToNewsletter(stage.sandbox);

	const campaignId = await campaign(stage);
	await deliver(stage.sandbox);

	await succeeded(workflow, 2);
	expect(
		blacklist
			.all()
			.slice(before)
			.map(({ email }) => email)
			.sort(),
	).toEqual([di, eve]);
	const written = (await rowsOf('Unsubscribed')).sort((a, b) =>
		String(a.email).localeCompare(String(b.email)),
	);
	const of = { campaign: String(campaignId), occurredAt: expect.stringContaining('T') };
	expect(written).toMatchObject([
		{ email: di, event: 'Contact Unsubscribed', reason: '', ...of },
		{ email: eve, event: 'Marked as Spam', reason: '', ...of },
	]);
});

it('alerts once when a campaign bounces too often', async () => {
	const { workflow, url } = await example('trigger-bounce-alert');
	const [one, other] = stage.sandbox.state.campaigns.all();
	const bounce = (number: number, of = one) => ({
		timestamp: 1_700_000_000,
		event: 'hard_bounces',
		email: `gone${number}@example.com`,
		task_id: of?.id,
		smtp_server_response_code: 550,
	});
	const bounces = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, index) => bounce(from + index));

	await post(called(stage.sandbox, url), JSON.stringify([...bounces(0, 12), bounce(1, other)]));
	await succeeded(workflow, 1);
	expect(received).toEqual([]);

	await post(called(stage.sandbox, url), JSON.stringify([...bounces(12, 25), bounce(2, other)]));
	await succeeded(workflow, 2);
	expect(received).toEqual([
		{ text: `Campaign “${one?.name}”: 25 addresses have bounced for good.` },
	]);

	await post(called(stage.sandbox, url), JSON.stringify(bounces(25, 30)));
	await succeeded(workflow, 3);
	expect(received).toHaveLength(1);
	expect(await rowsOf('Bounces')).toHaveLength(32);
});

it('tells a CRM of who has opened and clicked, once', async () => {
	const { workflow, url } = await example('trigger-hot-leads');
	addToNewsletter(stage.sandbox);

	const campaignId = String(await campaign(stage));
	await deliver(stage.sandbox);

	await succeeded(workflow, 2);
	// Deliveries that come together may both see that the other has come.
	expect(received.length).toBeGreaterThanOrEqual(1);
	const lead = { email: ann, campaign: campaignId, link: 'https://shop.example/spring' };
	expect(received).toEqual(received.map(() => lead));

	const told = received.length;
	await post(
		called(stage.sandbox, url),
		JSON.stringify([opened(ann, { task_id: campaignId, timestamp: '1800000000' })]),
	);
	await succeeded(workflow, 3);
	expect(received).toHaveLength(told);
	expect((await rowsOf('Readers')).filter(({ email }) => email === di)).toMatchObject([
		{ event: 'open' },
	]);
});

it('has a call made where an order confirmation bounced, and no other e-mail', async () => {
	const { workflow, url } = await example('trigger-order-bounced');
	const { sandbox } = stage;
	const { smtp, fates } = sandbox.state;
	smtp.webhooks.set(url, ['hard_bounces']);
	sandbox.options.smtpInfoDelay = 0;
	const send = async (email: string, subject: string) => {
		fates.decide(email, { delivery: 'hardBounce' });
		await call(sandbox, stage.sandboxUrl, 'POST', '/smtp/emails', {
			email: {
				html: Buffer.from('<p>Thank you</p>').toString('base64'),
				text: 'Thank you',
				subject,
				from: { name: 'Shop', email: 'hello@shop.example' },
				to: [{ name: 'Somebody', email }],
			},
		});
	};

	await send('slip@example.com', 'Your order 1042');
	await send('slip@example.com', 'Reset your password');
	await send('gone@example.com', 'Our newsletter');
	await until('the bounces', () => (sandbox.smtpCourier.pending === 3 ? true : undefined));
	await sandbox.smtpCourier.deliver();

	await succeeded(workflow, 1);
	expect(await rowsOf('Calls')).toMatchObject([
		{
			email: 'slip@example.com',
			about: 'Your order 1042',
			why: 'User unknown',
			occurredAt: expect.stringContaining('T'),
		},
	]);
});

it('keeps who reached the goal of a flow, one row each', async () => {
	const { flowWebhooks, flows } = stage.sandbox.state;
	const [flow] = flows.all();
	// SendPulse shows the key before it has the address.
	const goal = flowWebhooks.add(flow!, 'GoalReached', 'http://127.0.0.1:9/');
	const { workflow, url } = await example('trigger-flow-goal', { confirmationKey: goal.key });
	goal.url = url;
	const other = flowWebhooks.add(flow!, 'Other', url);
	const reach = (element: typeof goal, email: string, order: string) =>
		flowWebhooks.reach(element, { email, phone: null, variables: { order } }, Date.now());

	for (const email of ['ann@example.com', 'bo@example.com']) reach(goal, email, 'A-17');
	reach(other, 'cy@example.com', 'A-18');
	await stage.sandbox.flowCourier.settle();

	await succeeded(workflow, 2);
	expect(flowWebhooks.deliveries.map(({ outcome }) => outcome)).toEqual(Array(3).fill('delivered'));
	const rows = (await rowsOf('Goals')).sort((a, b) =>
		String(a.email).localeCompare(String(b.email)),
	);
	expect(rows).toMatchObject(
		['ann@example.com', 'bo@example.com'].map((email) => ({
			email,
			goal: 'GoalReached',
			flow: String(flow?.id),
			variables: '{"order":"A-17"}',
			reachedAt: expect.stringContaining('T'),
		})),
	);
});

describe('webhooks that lead to no workflow', () => {
	it('are found, those of this n8n are removed once Delete is active, and all others left alone', async () => {
		const { url } = await example('trigger-unsubscribes');
		const { webhooks } = stage.sandbox.state;
		const { url: n8n } = stage.n8n;
		const gone = webhooks.add(`${n8n}/webhook/9a7e4f10-9999-4000-8000-1/webhook?key=a`, 'open');
		const test = webhooks.add(`${n8n}/webhook-test/9a7e4f10-9999-4000-8000-1/webhook`, 'open');
		const former = webhooks.add('http://127.0.0.1:9/webhook/9a7e4f10-9999/webhook', 'spam');
		const foreign = webhooks.add('http://127.0.0.1:9/crm', 'open');
		const input = filledIn('trigger-orphans', { sendPulse: credential });

		const looking = await stage.client.execute(await stage.client.createWorkflow(input), MANUAL);

		expect(looking.error).toBeUndefined();
		const why = 'n8n has no published workflow for it';
		expect(looking.json('Orphans')).toEqual([
			{ id: gone.id, event: 'open', url: gone.url, why, isOfThisN8n: true },
			{ id: test.id, event: 'open', url: test.url, why, isOfThisN8n: true },
			{
				id: former.id,
				event: 'spam',
				url: former.url,
				why: 'Nobody answers at this address',
				isOfThisN8n: false,
			},
		]);
		expect(webhooks.all()).toHaveLength(6);

		const nodes = input.nodes.map((node) => ({ ...node, disabled: false }));
		const removing = await stage.client.execute(
			await stage.client.createWorkflow({ ...input, nodes }),
			MANUAL,
		);

		expect(removing.error).toBeUndefined();
		expect(webhooks.all().slice(-2)).toEqual([former, foreign]);
		expect(registered(stage.sandbox, url)).toEqual(['spam', 'unsubscribe']);
		expect(webhooks.all()).toHaveLength(4);
	});
});

describe('sign-ups', () => signUpTests(() => stage));

describe('shops', () => shopTests(() => stage));
