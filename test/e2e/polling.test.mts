/** Polling triggers in a real n8n: published, edited, stopped and started, and as examples. */
import type { Credential, Execution, Workflow } from '../../host/client.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import { openStages } from '../../sandbox/crm/seller.mts';
import { CampaignStatus } from '../../sandbox/index.mts';
import { addToNewsletter, newsletter } from './campaigns.mts';
import { filledIn, picked } from './exampleFiles.mts';
import { call, executions, publishedByTest, triggerWorkflow, until } from './triggers.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;
const TRIGGER = 'SendPulse Polling Trigger';
const TYPE = 'n8n-nodes-sendpulse.sendPulsePollingTrigger';
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
	Object.assign(stage.sandbox.options, { campaignStep: 50, listIndexDelay: 0 });
	credential = await stage.credential('Polling');
});

/** Once an hour, so many seconds from now: n8n polls no more often than once a minute. */
function pollTimes(seconds: number) {
	const due = new Date(Date.now() + seconds * 1_000);
	const cronExpression = `${due.getSeconds()} ${due.getMinutes()} * * * *`;
	return { item: [{ mode: 'custom', cronExpression }] };
}

/** Not while the test runs. */
const RARELY = pollTimes(-120);

async function made(parameters: Record<string, unknown>): Promise<Workflow> {
	const { path: _, ...input } = triggerWorkflow(
		credential,
		{ pollTimes: RARELY, ...parameters },
		{ name: TRIGGER, type: TYPE },
	);
	Object.assign(input.nodes[0]!, { typeVersion: 1 });
	return await stage.client.createWorkflow(input);
}

async function publish(workflow: Workflow): Promise<void> {
	published.add(workflow.id);
	const { status, triggers } = await stage.client.publish(workflow);
	expect([status, triggers.map(({ errorMessage }) => errorMessage).join()]).toEqual([
		'published',
		'',
	]);
}

/** Saves other parameters of the trigger, and publishes: n8n polls at once. */
async function edit(workflow: Workflow, parameters: Record<string, unknown>): Promise<Workflow> {
	const nodes = workflow.nodes.map((node) =>
		node.type === TYPE ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
	);
	const edited = await stage.client.saveWorkflow({ ...workflow, nodes });
	await publish(edited);
	return edited;
}

const restart = async () => {
	await stage.n8n.restart();
};

/** Sends one to the Newsletter. */
async function campaign({ sandbox, sandboxUrl }: Stage): Promise<number> {
	const { id } = await call(sandbox, sandboxUrl, 'POST', '/campaigns', {
		sender_name: 'Shop',
		sender_email: 'hello@shop.example',
		subject: 'Spring',
		body: Buffer.from('<p>Look</p>').toString('base64'),
		list_id: newsletter(sandbox).id,
	});
	const sent = sandbox.state.campaigns.get(Number(id));
	await until('the campaign to be sent', () => {
		sandbox.agenda.catchUp();
		return sent?.status === CampaignStatus.sent ? true : undefined;
	});
	return Number(id);
}

const ids = (runs: Execution[]) => runs.map((run) => run.json(TRIGGER).map(({ id }) => id));

it('a campaign starts the workflow once: at a poll, after a restart, after an edit', async () => {
	addToNewsletter(stage.sandbox);
	const before = await campaign(stage);
	const workflow = await made({ event: 'campaignFinished', pollTimes: pollTimes(8) });
	await publish(workflow);

	const atPoll = await campaign(stage);
	expect(ids(await executions(stage.client, workflow.id, 1))).toEqual([[atPoll]]);

	const stopped = await campaign(stage);
	await restart();
	expect(ids(await executions(stage.client, workflow.id, 2))).toEqual([[atPoll], [stopped]]);

	const edited = await campaign(stage);
	await edit(await stage.client.getWorkflow(workflow.id), { pollTimes: RARELY });
	const runs = await executions(stage.client, workflow.id, 3);
	expect(ids(runs)).toEqual([[atPoll], [stopped], [edited]]);
	expect(runs[0]!.json(TRIGGER)).toEqual([
		expect.objectContaining({ event: 'campaignFinished', statusName: 'Sent' }),
	]);

	await restart();
	expect(await stage.client.executions(workflow.id, 10)).toHaveLength(3);
	// What is known by now, and nothing of anybody: n8n keeps it with the workflow.
	const stored = JSON.stringify(await stage.client.getWorkflow(workflow.id));
	expect(stored).toContain(`"${TRIGGER}"`);
	expect(stored).not.toContain('ann@example.com');
	expect(before).toBeLessThan(atPoll);
});

it('contacts of a list, those of before the workflow was published not among them', async () => {
	const list = newsletter(stage.sandbox);
	const workflow = await made({
		event: 'contactChanged',
		mailingListId: picked(String(list.id)),
	});
	await publish(workflow);
	addToNewsletter(stage.sandbox);
	await restart();

	const [run] = await executions(stage.client, workflow.id, 1);
	expect(run!.json(TRIGGER)).toHaveLength(5);
	expect(run!.json(TRIGGER)[0]).toMatchObject({ change: 'added', email: 'ann@example.com' });
});

it('Fetch Test Event shows the newest campaigns', async () => {
	const workflow = await made({ event: 'campaignReport', reportAfter: 24 });
	const execution = await stage.client.execute(workflow, TRIGGER);
	const shown = execution.json(TRIGGER);
	expect(shown).toHaveLength(3);
	expect(shown[0]).toMatchObject({ event: 'campaignReport', finished: true });
});

it('the example e-mails the report of each campaign a day after sending', async () => {
	const { campaigns, smtp } = stage.sandbox.state;
	addToNewsletter(stage.sandbox);
	const input = filledIn('polling-campaign-report', {
		sendPulse: credential,
		picks: { senderEmail: picked('hello@shop.example'), toEmail: 'boss@shop.example' },
	});
	const workflow = await stage.client.createWorkflow(input);
	await publish(workflow);
	const [yesterday] = [await campaign(stage), await campaign(stage)];
	campaigns.get(yesterday)!.sentAt! -= 24.5 * HOUR_MS;
	await restart();

	const runs = await executions(stage.client, workflow.id, 1);
	expect(runs.map(({ error }) => error?.message)).toEqual([undefined]);
	const [mail, ...others] = smtp.mails
		.all()
		.filter(({ to }) => to[0]?.email === 'boss@shop.example');
	expect(others).toEqual([]);
	expect(mail).toMatchObject({ subject: expect.stringContaining('Report: ') });
	expect(mail!.html).toContain('Unsubscribed');
});

it('the example e-mails the contacts of a deal that is moved', async () => {
	const { crm, seller, smtp } = stage.sandbox.state;
	const input = filledIn('polling-deal-moved', {
		sendPulse: credential,
		picks: { senderEmail: picked('hello@shop.example') },
	});
	const workflow = await stage.client.createWorkflow(input);
	const buyer = seller.newContact('Mila', { email: 'mila@mail.example' });
	const [first, second] = openStages(crm.pipelines.all()[0]!.stages);
	const deal = seller.newDeal(first!, { name: 'A boat', price: 10, contact: buyer })!;
	stage.sandbox.options.crmSearchLag = 0;
	await publish(workflow);
	// A deal that is new was not moved.
	seller.newDeal(second!, { name: 'A house', price: 10, contact: buyer });
	seller.move(deal, second!);
	await restart();

	const runs = await executions(stage.client, workflow.id, 1);
	expect(runs.map(({ error }) => error?.message)).toEqual([undefined]);
	const mails = smtp.mails.all().filter(({ to }) => to[0]?.email === 'mila@mail.example');
	expect(mails).toMatchObject([{ subject: 'News of A boat' }]);
	expect(mails[0]!.html).toContain(second!.name);
});
