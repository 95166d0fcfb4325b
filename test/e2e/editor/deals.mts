import { pictureFile } from '../../../host/pictures.mts';
import { MANUAL } from '../workflows.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

/** Deals of the CRM: what is to be picked depends on what was picked before. */
export function dealTests(scene: Scene): void {
	describe('the CRM node', () => {
		it('offers the stages of the pipeline that is chosen, and moves a deal there', async () => {
			const { editor } = scene;
			const { crm } = scene.stage.sandbox.state;
			await scene.openTrigger();
			await editor.addNode('SendPulse CRM', { action: 'Move a deal to a stage', after: MANUAL });
			// SendPulse itself searches, by name.
			await editor.openList('dealId');
			await editor.searchList('Support 58');
			await editor.listEntries.getByText('Support 58 (6960.5 USD)', { exact: true }).click();
			await editor.pickFromList('pipelineId', 'Sales');
			await editor.openList('stageId');
			await eventually(entries, ['New', 'Contacted', 'Offer']);
			await editor.screenshot(pictureFile('crm-deal-move'));
			await editor.listEntries.getByText('Offer').click();

			await editor.pickFromList('pipelineId', 'Renewals');
			await editor.openList('stageId');
			// n8n keeps what was picked on top.
			await eventually(entries, ['Offer', 'Due', 'Signed']);
			await editor.listEntries.getByText('Signed').click();
			await editor.addOption('Status');
			await editor.choose('status', 'Successful');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('Support 58').first().waitFor();
			const deal = crm.deals.all().find(({ name }) => name === 'Support 58');
			expect(deal).toMatchObject({
				status: 3,
				price: 6960.5,
				pipelineId: crm.pipelines.all()[1]?.id,
			});
		});

		const entries = async () =>
			(await scene.editor.listEntries.allInnerTexts()).map((text) => text.trim());
	});
}
