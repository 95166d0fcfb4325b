import { pictureFile } from '../../../host/pictures.mts';
import { triggerWorkflow } from '../triggers.mts';
import type { Scene } from './scene.mts';

/** Triggers that look into SendPulse at the poll times: filled in, and asked for a test event. */
export function pollingTests(scene: Scene): void {
	describe('the triggers that poll', () => {
		it('show the newest deals of a pipeline, with names beside the IDs', async () => {
			const { editor } = scene;
			await openTrigger('SendPulse CRM Trigger', 'sendPulseCrmTrigger');
			await editor.choose('events', 'Deal Stage Changed');
			await editor.page.keyboard.press('Escape');
			await editor.addOption('Pipeline Names or IDs', 'Add filter');
			await editor.choose('pipelineIds', 'Sales');
			await editor.page.keyboard.press('Escape');
			await editor.addOption('Add Names', 'Add option');
			await editor.parameter('addNames').click();

			expect(await editor.runNode()).toContain('executed successfully');

			const { columns, rows } = await editor.outputTable();
			const shown = (name: string) => rows.map((row) => row[columns.indexOf(name)]);
			expect(shown('event')).toEqual(Array(3).fill('dealStageChanged'));
			expect(shown('pipelineName')).toEqual(Array(3).fill('Sales'));
			await editor.showOutputAs('schema');
			await editor.output.getByText('pipelineName').first().waitFor();
			await editor.screenshot(pictureFile('crm-trigger'));
		});

		it('show what came of the newest campaigns', async () => {
			const { editor } = scene;
			await openTrigger('SendPulse Polling Trigger', 'sendPulsePollingTrigger');
			await editor.choose('event', 'Campaign Report');
			await editor.setParameter('reportAfter', '48');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.showOutputAs('schema');
			await editor.output.getByText('campaignReport').first().waitFor();
			await editor.screenshot(pictureFile('polling-trigger'));
		});
	});

	/** Opens the trigger in a workflow of its own, looking as often as the documents advise. */
	async function openTrigger(name: string, type: string): Promise<void> {
		const { path: _, ...input } = triggerWorkflow(
			scene.credential,
			{ pollTimes: { item: [{ mode: 'everyX', value: 15, unit: 'minutes' }] } },
			{ name, type: `n8n-nodes-sendpulse.${type}`, typeVersion: 1 },
		);
		await scene.editor.openWorkflow((await scene.stage.client.createWorkflow(input)).id);
		await scene.editor.openNode(name);
	}
}
