/** Triggers whose address people paste into SendPulse: of e-mails of the SMTP service, and of flows. */
import type { Workflow } from '../../host/client.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import { smtpEventNames } from '../../sandbox/smtp/webhookEvents.mts';
import { EVENTS } from '../SendPulseSmtpTrigger/samples.mts';
import { sent } from '../SendPulseAutomationTrigger/samples.mts';
import { AFTER, executions, post, publishedByTest, triggerWorkflow, until } from './triggers.mts';

const SMTP = {
	name: 'SendPulse SMTP Trigger',
	type: 'n8n-nodes-sendpulse.sendPulseSmtpTrigger',
	typeVersion: 1.1,
};
const FLOW = {
	name: 'SendPulse Automation Trigger',
	type: 'n8n-nodes-sendpulse.sendPulseAutomationTrigger',
	typeVersion: 1.1,
};

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
let stage: Stage;
const published = publishedByTest(() => stage.client);

beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

interface Made {
	workflow: Workflow;
	url: string;
	testUrl: string;
}

/** A workflow with the trigger, without a credential. */
async function made(node: typeof SMTP, parameters: Record<string, unknown>): Promise<Made> {
	const { path, ...input } = triggerWorkflow(undefined, parameters, node);
	const workflow = await stage.client.createWorkflow(input);
	const { url } = stage.n8n;
	return { workflow, url: `${url}/webhook/${path}`, testUrl: `${url}/webhook-test/${path}` };
}

async function publish({ workflow }: Made) {
	published.add(workflow.id);
	const { status, triggers } = await stage.client.publish(workflow);
	return [status, triggers.map(({ errorMessage }) => errorMessage).join()];
}

async function live(node: typeof SMTP, parameters: Record<string, unknown>): Promise<Made> {
	const it = await made(node, parameters);
	expect(await publish(it)).toEqual(['published', '']);
	return it;
}

const asked = () => stage.sandbox.log.map(({ path }) => path);
const send = async (url: string, events: unknown) => await post(url, JSON.stringify(events));

describe('the SMTP trigger', () => {
	it('is started by what becomes of e-mails, one item for each event, and asks SendPulse nothing', async () => {
		const { workflow, url } = await live(SMTP, { events: ['all'] });
		const { smtp, relay } = stage.sandbox.state;
		smtp.webhooks.set(url, smtpEventNames);
		const [mail, recipient] = relay.mailTo('ann@example.com', 'Your order 7', Date.now());
		const deeds = ['deliver', 'open', 'click', 'unsubscribe', 'resubscribe', 'complain'] as const;
		for (const deed of deeds) relay.act(mail, recipient, deed, Date.now());
		for (const deed of ['fail', 'bounceSoft', 'bounceHard'] as const)
			relay.act(mail, recipient, deed, Date.now());

		await stage.sandbox.smtpCourier.deliver();

		const [run] = await executions(stage.client, workflow.id, 1);
		const items = run?.json(AFTER) ?? [];
		expect(items.map(({ event }) => event).sort()).toEqual([...smtpEventNames].sort());
		expect(items.at(-1)).toMatchObject({
			event: 'hard_bounces',
			email: 'ann@example.com',
			bounce: { kind: 'hard', code: 550 },
		});
		expect(smtp.webhooks.deliveries.map(({ status }) => status)).toEqual([200]);
		expect(asked()).toEqual([]);
	});

	it('drops what is not wanted, and lets nobody in without the secret', async () => {
		const secret = 'q7Zk2w9mPx4LhT1c';
		const { workflow, url } = await live(SMTP, {
			events: ['opened', 'clicked'],
			filters: { recipientDomains: 'example.com' },
			options: { secret },
		});
		const others = [EVENTS.delivered, { ...EVENTS.opened, recipient: 'bo@example.org' }];

		expect((await send(url, [EVENTS.opened])).status).toBe(401);
		expect((await send(`${url}?key=${secret}`, others)).status).toBe(200);
		expect((await send(`${url}?key=${secret}`, [...others, EVENTS.clicked])).status).toBe(200);

		const [run] = await executions(stage.client, workflow.id, 1);
		expect(run?.json(SMTP.name)).toMatchObject([{ event: 'clicked', email: 'ann@example.com' }]);
	});

	it('is refused in words with settings that deliveries could not be judged by', async () => {
		const options = { ipAllowlist: 'my office' };
		const [status, words] = await publish(await made(SMTP, { events: ['all'], options }));
		expect(status).toBe('failed');
		expect(words).toContain("'IP(s) Allowlist' has an entry");
	});
});

describe('the automation trigger', () => {
	const element = (url: string) =>
		stage.sandbox.state.flowWebhooks.add({ id: 14_523, name: 'Welcome' }, 'GoalReached', url);
	/** So many people pass the element. */
	const pass = async (of: ReturnType<typeof element>, people: string[]) => {
		const { flowWebhooks } = stage.sandbox.state;
		for (const name of people) {
			const who = { email: `${name}@example.com`, phone: null, variables: { name } };
			flowWebhooks.reach(of, who, Date.now());
		}
		await stage.sandbox.flowCourier.settle();
		return flowWebhooks.deliveries.map(({ outcome, confirmed }) => [outcome, confirmed]);
	};

	it.each([['text'], ['json']] as const)(
		'sends the key back as %s, so that flows send all their webhooks',
		async (keyFormat) => {
			stage.sandbox.options.a360Key = keyFormat;
			const it = await made(FLOW, {});
			const one = element(it.url);
			const [trigger, ...others] = it.workflow.nodes;
			const parameters = {
				confirmationKey: one.key,
				options: keyFormat === 'json' ? { keyFormat } : {},
			};
			it.workflow = await stage.client.saveWorkflow({
				...it.workflow,
				nodes: [{ ...trigger!, parameters }, ...others],
			});
			expect(await publish(it)).toEqual(['published', '']);

			expect(await pass(one, ['ann', 'bo', 'cy'])).toEqual(Array(3).fill(['delivered', true]));

			const runs = await executions(stage.client, it.workflow.id, 3);
			expect(runs.flatMap((run) => run.json(AFTER)).map(({ email }) => email)).toEqual([
				'ann@example.com',
				'bo@example.com',
				'cy@example.com',
			]);
			expect(runs[0]?.json(AFTER)).toMatchObject([
				{ automationId: 14_523, name: 'GoalReached', variables: { name: 'ann' } },
			]);
			expect(asked()).toEqual([]);
		},
	);

	it('hears of one an hour without the key', async () => {
		const { workflow, url } = await live(FLOW, {});
		expect(await pass(element(url), ['ann', 'bo'])).toEqual([
			['delivered', false],
			['limited', false],
		]);
		expect(await executions(stage.client, workflow.id, 1)).toHaveLength(1);
	});

	it('answers the key also where nothing starts, to GET, and while it is tried out', async () => {
		const confirmationKey = 'a1b2c3d4';
		const it = await live(FLOW, { confirmationKey, filters: { webhookNames: 'Goal' } });
		const goal = sent({ title: 'Goal' });
		const answers = [];
		for (const body of [[sent()], [goal], [goal], [], [{ hello: 1 }]]) {
			const { status, text } = await send(it.url, body);
			answers.push([status, text]);
		}
		expect(answers).toEqual([...Array(4).fill([200, confirmationKey]), [400, confirmationKey]]);
		const got = await fetch(it.url);
		expect([got.status, await got.text()]).toEqual([200, confirmationKey]);
		expect((await fetch(it.url, { method: 'HEAD' })).status).toBe(200);
		expect(got.headers.get('content-type')).toMatch(/^text\/plain/);

		await stage.client.listen(it.workflow, FLOW.name);
		expect(await send(it.testUrl, [goal])).toEqual({ status: 200, text: confirmationKey });

		const runs = await until('both runs', async () => {
			const known = await stage.client.executions(it.workflow.id);
			return known.length === 2 ? known : undefined;
		});
		expect(runs.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
	});

	it('offers the flows of the account to choose from, with a credential', async () => {
		const credential = await stage.credential('Flows');
		const request = {
			nodeType: FLOW.type,
			typeVersion: 1.1,
			path: 'parameters.filters.automationIds',
			methodName: 'getAutomations',
			parameters: { filters: {} },
		};
		const { id, name } = credential;
		const options = await stage.client.options({
			...request,
			credentials: { sendPulseRestApi: { id, name } },
		});
		expect(options.map(({ value }) => value)).toEqual(
			stage.sandbox.state.flows.all().map((flow) => flow.id),
		);
		await expect(stage.client.options({ ...request, credentials: {} })).rejects.toThrow(
			'Choose a credential to see the flows',
		);
	});
});

it('whatever comes is answered, and nothing fails', async () => {
	const both = [
		await live(SMTP, { events: ['all'] }),
		await live(FLOW, { confirmationKey: 'a1b2c3d4' }),
	];
	const json = 'application/json';
	const form = 'application/x-www-form-urlencoded';
	const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
	const hostile: Array<[body: string | Buffer, type: string]> = [
		...['', '{}', 'null', '1', '[[[]]]', '{"event":1}', '{"automation_id":[]}'].map(
			(body) => [body, json] as [string, string],
		),
		[nested(200_000), json],
		[`{"event":"opened","automation_id":1,"variables":${nested(50_000)}}`, json],
		['{"event":"opened","recipient":{"__proto__":1},"subject":{"toString":1}}', json],
		['{"automation_id":5,"variables":[{"__proto__":{"a":1}},{"constructor":1}]}', json],
		['{"automation_id":5,"execution_date":{"date":{},"timezone":"../../etc"}}', json],
		[JSON.stringify({ event: 'opened', subject: 'x'.repeat(5_000_000) }), json],
		[Buffer.alloc(100_000, 0xff), json],
		[`event=opened&a${'[b]'.repeat(500_000)}=1`, form],
		['automation_id=5&__proto__[polluted]=1', form],
		['<event>opened</event>', 'application/xml'],
		['{"event":"opened"}', ''],
	];
	for (const { workflow, url } of both) {
		const answers = [];
		for (const [body, type] of hostile) {
			const { status } = await post(url, body, type).catch(() => ({ status: 0 }));
			answers.push([String(body).slice(0, 60), type, status]);
		}
		// n8n itself refuses broken JSON (422), the node what holds no event (400); nothing fails inside.
		expect(answers.filter(([, , status]) => ![200, 400, 422].includes(Number(status)))).toEqual([]);
		const runs = await until('all to end', async () => {
			const known = await stage.client.executions(workflow.id, 100);
			return known.every(({ status }) => ['success', 'error', 'crashed'].includes(status))
				? known
				: undefined;
		});
		expect(runs.filter(({ status }) => status !== 'success')).toEqual([]);
		expect(runs.length).toBeGreaterThan(1);
	}
});

it('what came before a restart of n8n, or before it was killed, starts nothing after it', async () => {
	const smtp = await live(SMTP, { events: ['all'] });
	const flow = await live(FLOW, {});
	const all = Object.values(EVENTS);
	// More than one: n8n has stored what the first delivery left behind, and not the others.
	for (const event of all) expect((await send(smtp.url, [event])).status).toBe(200);
	const people = ['ann', 'bo', 'cy'].map((name) => sent({ email: `${name}@example.com` }));
	for (const one of people) expect((await send(flow.url, [one])).status).toBe(200);
	await executions(stage.client, smtp.workflow.id, all.length);
	await executions(stage.client, flow.workflow.id, people.length);

	await stage.n8n.restart();

	for (const event of all) expect((await send(smtp.url, [event])).status).toBe(200);
	for (const one of people) expect((await send(flow.url, [one])).status).toBe(200);
	expect((await send(smtp.url, [{ ...EVENTS.opened, timestamp: 1 }])).status).toBe(200);
	await executions(stage.client, smtp.workflow.id, all.length + 1);
	expect(await stage.client.executions(flow.workflow.id, 100)).toHaveLength(people.length);

	// Killed it could store nothing at its end: each answer is in the database by itself.
	const stored = async ({ workflow }: Made) =>
		(await stage.client.getWorkflow(workflow.id)) as { staticData?: Record<string, unknown> };
	const { staticData } = await stored(flow);
	expect(JSON.stringify(staticData)).toMatch(/"seen":"[^"]{24}"/);
	process.kill(stage.n8n.pid, 'SIGKILL');
	await stage.n8n.restart();
	const last = sent({ email: 'last@example.com' });
	for (const one of [...people, last]) expect((await send(flow.url, [one])).status).toBe(200);
	const runs = await executions(stage.client, flow.workflow.id, people.length + 1);
	expect(runs.at(-1)?.json(AFTER)).toMatchObject([{ email: 'last@example.com' }]);
	expect(runs).toHaveLength(people.length + 1);
});
