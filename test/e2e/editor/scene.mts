import type { Browser } from 'playwright-core';

import { openBrowser } from '../../../host/browser.mts';
import type { Credential, Workflow } from '../../../host/client.mts';
import { type Editor, openEditor } from '../../../host/editor.mts';
import { openStage, type Stage } from '../../../host/stage.mts';
import { MANUAL, sendPulseWorkflow } from '../workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;

/** One n8n and one browser for all tests of the editor: each start costs many seconds. */
export interface Scene {
	readonly stage: Stage;
	readonly browser: Browser;
	readonly editor: Editor;
	/** For the sandbox, stored before the tests. */
	readonly credential: Credential;
	/**
	 * Drops the browser's complaints about options that n8n asked for too early: for a node just added it does so
	 * before it gives the node its credential.
	 */
	forgiveEarlyQuestions(): void;
	/** Stores a workflow that is nothing but a manual trigger. */
	triggerOnly(): Promise<Workflow>;
	/** Stores a workflow in which a manual trigger hands items to one SendPulse node. */
	workflow(parameters?: Record<string, unknown>, items?: object[]): Promise<Workflow>;
}

/**
 * Opens the scene before the tests of a file and closes it after them. Each test begins with a fresh sandbox, and
 * fails if the browser complained about anything.
 */
export function useScene(): Scene {
	let scene: Pick<Scene, 'stage' | 'browser' | 'editor' | 'credential'> | undefined;
	const open = () => {
		if (!scene) throw new Error('The scene is open in tests only');
		return scene;
	};

	beforeAll(async () => {
		const browser = await openBrowser();
		try {
			const stage = await openStage({ sandbox: { manyLists: true } });
			const credential = await stage.credential('SendPulse account');
			scene = { stage, browser, credential, editor: await openEditor(browser, stage.client) };
		} catch (error) {
			await browser.close();
			throw error;
		}
	}, INSTALL_MS);

	afterAll(async () => {
		await Promise.all([scene?.browser.close(), scene?.stage.close()]);
	});

	beforeEach(() => open().stage.sandbox.reset());

	afterEach(() => {
		expect(open().editor.takeComplaints()).toEqual([]);
	});

	return {
		get stage() {
			return open().stage;
		},
		get browser() {
			return open().browser;
		},
		get editor() {
			return open().editor;
		},
		get credential() {
			return open().credential;
		},
		forgiveEarlyQuestions() {
			const { editor } = open();
			const others = editor
				.takeComplaints()
				.filter((complaint) => !complaint.includes('/rest/dynamic-node-parameters/options'));
			editor.complaints.push(...others);
		},
		async triggerOnly() {
			const { nodes, name } = sendPulseWorkflow(open().credential, {});
			return await open().stage.client.createWorkflow({
				name,
				nodes: nodes.filter((node) => node.name === MANUAL),
				connections: {},
			});
		},
		async workflow(parameters = {}, items = [{}]) {
			const { client } = open().stage;
			return await client.createWorkflow(
				sendPulseWorkflow(open().credential, parameters, {
					items: items as Array<Record<string, unknown>>,
				}),
			);
		},
	};
}

export { MANUAL };
