import { pictureFile } from '../../../host/pictures.mts';
import { call, deliver, executions, TRIGGER } from '../triggers.mts';
import type { Scene } from './scene.mts';

export function triggerTests(scene: Scene): void {
	describe('the trigger', () => {
		it('is added from the panel, published, and started by SendPulse', async () => {
			const { editor, stage } = scene;
			const { sandbox, client } = stage;
			const list = sandbox.state.lists.getByName('Newsletter');

			await editor.newWorkflow();
			await editor.addNode('SendPulse', { action: 'On contact added' });
			await editor.page.getByTestId('parameter-input-events').getByText('Contact Added').waitFor();
			await editor.choose('events', 'Contact Unsubscribed');
			await editor.page.keyboard.press('Escape');
			await editor.screenshot(pictureFile('trigger'));
			await editor.closeNode();
			await editor.publish();

			await call(sandbox, stage.sandboxUrl, 'POST', `/addressbooks/${list?.id}/emails`, {
				emails: ['ann@example.com'],
			});
			await deliver(sandbox);

			const [execution] = await executions(client, editor.workflowId, 1);
			expect(execution?.json(TRIGGER)).toEqual([
				expect.objectContaining({ event: 'new_emails', email: 'ann@example.com' }),
			]);
			await client.unpublish(editor.workflowId);
		});
	});
}
