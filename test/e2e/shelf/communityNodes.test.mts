import type { Browser } from 'playwright-core';

import { openBrowser } from '../../../host/browser.mts';
import type { Credential, Workflow } from '../../../host/client.mts';
import { CommunityNodesScreen } from '../../../host/communityNodesScreen.mts';
import { type Editor, openEditor } from '../../../host/editor.mts';
import { pictureFile } from '../../../host/pictures.mts';
import { type NpmRegistry, startRegistry } from '../../../host/registry.mts';
import { NODE_TYPE, openStage, owner, type Stage } from '../../../host/stage.mts';
import {
	AFTER,
	called,
	executions,
	post,
	registered,
	triggerWorkflow,
	until,
	webhookRequests,
} from '../triggers.mts';
import { byId, MANUAL, NODE, sendPulseWorkflow } from '../workflows.mts';
import { markOf, PACKAGE, releases, VERSIONS } from './releases.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
let registry: NpmRegistry;
let publish: (version: string) => Promise<void>;
let stage: Stage;
let browser: Browser;
let editor: Editor;
let screen: CommunityNodesScreen;

beforeAll(async () => {
	registry = await startRegistry();
	publish = await releases(registry);
	stage = await openStage({ packages: [], n8n: { path: [registry.npmFolder] } });
	browser = await openBrowser();
	editor = await openEditor(browser, stage.client);
	screen = new CommunityNodesScreen(editor.page, stage.client.url);
}, INSTALL_MS);

afterAll(async () => {
	await browser?.close();
	await stage?.close();
	await registry?.stop();
});

/** Counts the contacts of a mailing list, with the credential from before. */
async function count(workflow: Workflow): Promise<unknown> {
	const execution = await stage.client.execute(workflow, MANUAL);
	return execution.error?.message ?? execution.json(NODE)[0];
}

const delivery = (email: string) =>
	JSON.stringify([{ timestamp: '1700000000', event: 'open', email, task_id: '9200001' }]);

async function ourNodes(): Promise<Array<{ name: string; description: unknown }>> {
	const types = await stage.client.nodeTypes();
	return types
		.filter(({ name }) => name.startsWith(`${PACKAGE}.`))
		.map(({ name, description }) => ({ name, description }));
}

const nodeDescription = async () =>
	(await ourNodes()).find(({ name }) => name === NODE_TYPE)?.description;

// One story on one n8n: each test goes on where the one before it has ended.
describe('the Community nodes screen', () => {
	let credential: Credential;
	let counting: Workflow;
	let triggered: Workflow;
	let url: string;

	it('installs the package from the npm registry, and it works at once', async () => {
		await publish(VERSIONS.now);
		await screen.open();
		expect(await ourNodes()).toEqual([]);

		await screen.install(PACKAGE);

		const card = await screen.package(PACKAGE).innerText();
		expect(card).toContain(`v${VERSIONS.now}`);
		expect(card).toMatch(/SendPulse.*SendPulse Trigger/s);
		await editor.screenshot(pictureFile('community-nodes'));
		credential = await stage.credential('Shelf');
		expect(await stage.client.testCredential(credential)).toMatchObject({ status: 'OK' });
		const list = stage.sandbox.state.lists.getByName('Customers');
		counting = await stage.client.createWorkflow(
			sendPulseWorkflow(credential, {
				resource: 'contact',
				operation: 'count',
				mailingListId: byId(list?.id ?? 0),
			}),
		);
		expect(await count(counting)).toEqual({ total: list?.contacts.size });
	});

	it('updates it with one click: workflows and webhooks stay as they are', async () => {
		const { path, ...input } = triggerWorkflow(credential, { events: ['open', 'spam'] });
		url = `${stage.n8n.url}/webhook/${path}`;
		triggered = await stage.client.createWorkflow(input);
		expect((await stage.client.publish(triggered)).status).toBe('published');
		const before = stage.sandbox.state.webhooks.all();
		expect(registered(stage.sandbox, url)).toEqual(['open', 'spam']);
		stage.sandbox.log.clear();
		await publish(VERSIONS.next);

		await screen.open();
		await screen.update(PACKAGE);

		expect(await screen.package(PACKAGE).innerText()).toContain(`v${VERSIONS.next}`);
		expect(await stage.client.testCredential(credential)).toMatchObject({ status: 'OK' });
		expect(await count(counting)).toHaveProperty('total');
		expect((await post(called(stage.sandbox, url), delivery('ann@example.com'))).status).toBe(200);
		await executions(stage.client, triggered.id, 1);
		expect(webhookRequests(stage.sandbox)).toEqual([]);

		// Older versions of n8n run the new code only from here on.
		await stage.n8n.restart();
		await stage.client.signIn(owner);

		expect(await nodeDescription()).toContain(markOf(VERSIONS.next));
		expect(await count(counting)).toHaveProperty('total');
		expect((await post(called(stage.sandbox, url), delivery('bo@example.com'))).status).toBe(200);
		const runs = await executions(stage.client, triggered.id, 2);
		expect(runs.map((run) => run.json(AFTER)[0]?.email)).toEqual([
			'ann@example.com',
			'bo@example.com',
		]);
		expect(stage.sandbox.state.webhooks.all()).toEqual(before);
	});

	it('uninstalls it: workflows stay, and so do the webhooks of published ones', async () => {
		stage.sandbox.log.clear();

		await screen.open();
		await screen.uninstall(PACKAGE);

		expect(await ourNodes()).toEqual([]);
		expect((await stage.client.credentialTypes()).map(({ name }) => name)).not.toContain(
			credential.type,
		);
		for (const { id, nodes } of [counting, triggered])
			expect((await stage.client.getWorkflow(id)).nodes).toEqual(nodes);
		await expect(count(counting)).rejects.toThrow(`Unrecognized node type: ${NODE_TYPE}`);
		// n8n can't ask a node that is gone to clean up.
		expect(webhookRequests(stage.sandbox)).toEqual([]);
		expect(registered(stage.sandbox, url)).toEqual(['open', 'spam']);
		expect(
			(await post(called(stage.sandbox, url), delivery('cy@example.com'))).status,
		).toBeGreaterThanOrEqual(400);
	});

	it('installs it again: workflows work, and unpublishing removes the webhooks', async () => {
		const { length: before } = await stage.client.executions(triggered.id);

		await screen.install(PACKAGE);

		expect(await screen.package(PACKAGE).innerText()).toContain(`v${VERSIONS.next}`);
		expect(await count(counting)).toHaveProperty('total');
		expect((await post(called(stage.sandbox, url), delivery('di@example.com'))).status).toBe(200);
		await executions(stage.client, triggered.id, before + 1);

		await stage.client.unpublish(triggered.id);

		await until('the webhooks to be removed', () =>
			registered(stage.sandbox, url).length === 0 ? true : undefined,
		);
	});
});
