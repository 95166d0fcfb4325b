import { pictureFile } from '../../../host/pictures.mts';
import { MANUAL } from '../workflows.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

/** The main jobs of the nodes for websites, as the documents show them. */
export function websiteTests(scene: Scene): void {
	const state = () => scene.stage.sandbox.state;

	describe('the web push node', () => {
		it('shows a notification to some of the subscribers before it is sent', async () => {
			const { editor } = scene;
			const known = state().push.campaigns.length;
			await addNode('SendPulse Web Push', 'Create a push campaign');
			await editor.pickFromList('websiteId', 'https://shop.example');
			await editor.setParameter('title', 'Red roses are back');
			await editor.setParameter('text', 'Twenty bunches. First come, first served.');
			await editor.choose('sendMode', 'Now');
			await editor.addOption('Countries', 'Add condition');
			await editor.addOption('Variable', 'Add condition');
			await editor.page.getByRole('button', { name: 'Add variable' }).click();
			// Its names come from SendPulse.
			await editor.choose('variableName', 'interest');
			await editor.page.getByRole('button', { name: 'Add condition' }).first().click();
			await editor.setParameter('value', 'roses');
			// n8n's tip below the field would lie over the next one.
			await editor.setParameter('countries', 'DE, UA');
			await editor.addOption('Preview Only', 'Add option');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.showOutputAs('schema');
			await editor.output.getByText('/push/tasks').first().waitFor();
			await editor.screenshot(pictureFile('push-create'));
			expect(state().push.campaigns).toHaveLength(known);
		});
	});

	describe('the pop-up node', () => {
		it('lists pop-ups of all projects', async () => {
			const { editor } = scene;
			await addNode('SendPulse Pop-Ups', 'Disable a pop-up');
			await editor.openList('popupId');
			await editor.searchList('newsletter');
			await eventually(
				async () => await editor.listEntries.allInnerTexts(),
				['Newsletter, 10% off (Flower shop)'],
			);
		});

		it('gives who has left an address', async () => {
			const { editor } = scene;
			await addNode('SendPulse Pop-Ups', 'Get many subscribers');
			await editor.pickFromList('projectId', 'Flower shop (shop.example)');
			await editor.addOption('With Email');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('visitor1@mail.example').first().waitFor();
			await editor.screenshot(pictureFile('popup-subscribers'));
		});
	});

	/** Adds the node behind the trigger of a new workflow. */
	async function addNode(name: string, action: string): Promise<void> {
		await scene.openTrigger();
		await scene.editor.addNode(name, { action, after: MANUAL });
	}
}
