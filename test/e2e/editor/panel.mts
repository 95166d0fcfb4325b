import { glimpseFile, pictureFile } from '../../../host/pictures.mts';
import { NODE_TYPE } from '../../../host/stage.mts';
import { WEBHOOK_EVENTS } from '../../../nodes/SendPulse/fields/webhookEvents';
import { resources } from '../../../nodes/SendPulse/operations';
import { MANUAL } from '../workflows.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

const PACKAGE = NODE_TYPE.split('.')[0] ?? '';

const actions = resources.flatMap(({ operations }) =>
	operations.map(({ option }) => option.action),
);

/** What people type who want a node: `searchWords.test.mts` asks n8n's search itself for many more. */
const WORDS = {
	SendPulse: 'double opt-in',
	'SendPulse SMTP': 'bounces',
	'SendPulse Chatbot': 'whatsapp',
	'SendPulse Automation Trigger': 'goal reached',
	'SendPulse CRM': 'deals',
};

const triggers = ['All Events', ...WEBHOOK_EVENTS.map(({ name }) => name)].map(
	(name) => `On ${name.toLowerCase()}`,
);

export function panelTests(scene: Scene): void {
	describe('the panel of nodes', () => {
		it('finds one entry for a node and its trigger', async () => {
			const { editor } = scene;
			const ours = await ourEntries();
			expect(ours).toContain('SendPulse');

			await openPanel();
			await editor.searchNodes('sendpulse');

			await eventually(async () => (await editor.panelEntries()).sort(), ours.sort());
		});

		it('finds each node by what people do with it', async () => {
			const { editor } = scene;
			await openPanel();

			for (const [node, text] of Object.entries(WORDS)) {
				await editor.searchNodes(text);
				await editor.panelEntry(node).waitFor();
			}
		});

		it('lists every action and every trigger on the page of the node', async () => {
			const { editor } = scene;
			await openPage();

			await eventually(async () => (await editor.panelEntries()).sort(), [...actions].sort());

			await editor.toggleCategory('Actions');
			await editor.toggleCategory('Triggers');

			await eventually(async () => (await editor.panelEntries()).sort(), [...triggers].sort());
		});

		it.each([
			['light', pictureFile('node-panel'), /(?<!\.dark)\.svg$/],
			['dark', glimpseFile('node-panel-dark'), /\.dark\.svg$/],
		] as const)(
			'shows a sharp icon for each product in the %s theme',
			async (theme, picture, drawing) => {
				const { editor } = scene;
				await editor.useTheme(theme);
				const size = editor.page.viewportSize();
				try {
					// High enough for all of them.
					await editor.page.setViewportSize({ width: 1_440, height: 1_240 });
					await openPanel();
					await editor.searchNodes('sendpulse');

					const icons = editor.page.locator(`img[src*="/${PACKAGE}/"]`);
					const { length } = await ourEntries();
					// n8n draws some of them twice.
					await eventually(async () => (await icons.count()) >= length, true);
					// All at once: the list may still be growing, or be drawn anew.
					const drawn = await icons.evaluateAll((images) =>
						images.map((image) => [image.getAttribute('src'), image.naturalWidth > 0]),
					);
					// A vector is sharp at any size.
					for (const icon of drawn) expect(icon).toEqual([expect.stringMatching(drawing), true]);
					await editor.screenshot(picture);
				} finally {
					if (size) await editor.page.setViewportSize(size);
					await editor.useTheme('light');
				}
			},
		);
	});

	/** The names that the panel has for our nodes: one for a node and its trigger. */
	async function ourEntries(): Promise<string[]> {
		const names = (await scene.stage.client.nodeTypes())
			.filter(({ name }) => name.startsWith(`${PACKAGE}.`) && !name.endsWith('Tool'))
			.map(({ displayName, properties }) => {
				// One that starts for one thing alone is shown as what it is.
				const chooses = (properties as Array<{ name: string }>).some(({ name }) =>
					/^(operation|events?)$/.test(name),
				);
				return chooses ? displayName.replace(/ Trigger$/, '') : displayName;
			});
		return [...new Set(names)];
	}

	/** Opens the panel behind the trigger of a workflow. */
	async function openPanel(): Promise<void> {
		await scene.openTrigger();
		await scene.editor.openNodePanel({ after: MANUAL });
	}

	/** Opens the node's page in the panel. */
	async function openPage(): Promise<void> {
		const { editor } = scene;
		await openPanel();
		await editor.searchNodes('sendpulse');
		await editor.openPanelEntry('SendPulse');
		await editor.panelEntry(actions.at(-1) ?? '').waitFor();
	}
}
