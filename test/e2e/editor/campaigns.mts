import { pictureFile } from '../../../host/pictures.mts';
import type { Scene } from './scene.mts';

/** Campaigns before they are sent, and after: what the documents show of it. */
export function campaignTests(scene: Scene): void {
	const state = () => scene.stage.sandbox.state;

	describe('a campaign', () => {
		it('is checked: to how many, for how much, and what is wrong with it', async () => {
			const { editor } = scene;
			await scene.openNode({ resource: 'campaign', operation: 'check' });
			await editor.pickFromList('senderEmail', 'Holm & Sons <hello@shop.example>');
			await editor.setParameter('subject', 'Spring is here, {{name}}');
			await editor.switchTo('fixed', 'subject');
			await editor.choose('contentSource', 'None');
			await editor.choose('mailingListIds', 'Customers');
			await editor.page.keyboard.press('Escape');
			await editor.addOption('Max Recipients');
			await editor.setParameter('maxRecipients', '100');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.showOutputAs('json');
			await editor.output.getByText("more than 'Max Recipients' allows (100)").first().waitFor();
			await editor.screenshot(pictureFile('campaign-check'));
		});

		it('has a report with rates, and links where they are wanted', async () => {
			const { editor } = scene;
			const sent = state()
				.campaigns.all()
				.find(({ name }) => name === 'Spring collection');
			await scene.openNode({ resource: 'campaign', operation: 'getReport' });
			await editor.setLocator('campaignId', 'By ID', String(sent?.id));
			await editor.addOption('Include');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.showOutputAs('json');
			await editor.output.getByText('clickToOpenRate').first().waitFor();
			await editor.output
				.getByText(String(sent?.count(1)))
				.first()
				.waitFor();
			await editor.screenshot(pictureFile('campaign-report'));
		});
	});
}
