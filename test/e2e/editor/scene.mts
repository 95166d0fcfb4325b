import type { Browser } from 'playwright-core';

import { openBrowser } from '../../../host/browser.mts';
import type { Credential } from '../../../host/client.mts';
import { type Editor, openEditor } from '../../../host/editor.mts';
import { NODE_TYPE, openStage, type Stage } from '../../../host/stage.mts';
import { MANUAL, NODE, sendPulseWorkflow } from '../workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;

type Json = Record<string, unknown>;

/** One n8n and one browser for all tests of the editor: each start costs many seconds. */
export interface Scene {
	readonly browser: Browser;
	readonly stage: Stage;
	readonly editor: Editor;
	readonly credential: Credential;
	/**
	 * Drops the browser's complaints about options that n8n asked for too early: for a node just added it does so
	 * before it gives the node its credential.
	 */
	forgiveEarlyQuestions(): void;
	/** Opens a workflow that is nothing but a manual trigger. */
	openTrigger(): Promise<void>;
	/** Opens the SendPulse node of a workflow in which a manual trigger hands it items; or another of the package. */
	openNode(parameters?: Json, items?: Json[], type?: string): Promise<void>;
}

/**
 * Opens the scene before the tests of a file and closes it after them. Each test begins with a fresh sandbox, and
 * fails if the browser complained about anything.
 */
export function useScene(): Scene {
	let browser: Browser | undefined;
	let stage: Stage | undefined;
	let editor: Editor | undefined;
	let credential: Credential | undefined;

	beforeAll(async () => {
		browser = await openBrowser();
		stage = await openStage({ sandbox: { manyLists: true } });
		credential = await stage.credential('SendPulse account');
		editor = await openEditor(browser, stage.client);
	}, INSTALL_MS);

	afterAll(async () => {
		await Promise.all([browser?.close(), stage?.close()]);
	});

	beforeEach(async () => {
		// Else the sandbox would be another one in the middle of an answer.
		await scene.editor.answered();
		scene.stage.sandbox.reset();
	});

	afterEach(() => {
		expect(scene.editor.takeComplaints()).toEqual([]);
	});

	const scene: Scene = {
		get browser() {
			return opened(browser);
		},
		get stage() {
			return opened(stage);
		},
		get editor() {
			return opened(editor);
		},
		get credential() {
			return opened(credential);
		},
		forgiveEarlyQuestions() {
			const others = scene.editor
				.takeComplaints()
				.filter((complaint) => !complaint.includes('/rest/dynamic-node-parameters/options'));
			scene.editor.complaints.push(...others);
		},
		async openTrigger() {
			const { nodes, name } = sendPulseWorkflow(scene.credential, {});
			const { id } = await scene.stage.client.createWorkflow({
				name,
				nodes: nodes.filter((node) => node.name === MANUAL),
				connections: {},
			});
			await scene.editor.openWorkflow(id);
		},
		async openNode(parameters = {}, items = [{}], type = NODE_TYPE) {
			const { id } = await scene.stage.client.createWorkflow(
				sendPulseWorkflow(scene.credential, parameters, { items, settings: { type } }),
			);
			await scene.editor.openWorkflow(id);
			await scene.editor.openNode(NODE);
		},
	};
	return scene;
}

function opened<T>(part: T | undefined): T {
	if (part === undefined) throw new Error('The scene is open in tests only');
	return part;
}
