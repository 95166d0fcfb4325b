import { pictureFile } from '../../../host/pictures.mts';
import { MANUAL } from '../workflows.mts';
import type { Scene } from './scene.mts';

const SMS = 'SendPulse SMS';

/** Products beside the e-mail service: the main job of a node, as the documents show it. */
export function transactionalTests(scene: Scene): void {
	const state = () => scene.stage.sandbox.state;

	describe('the SMS node', () => {
		it('tests a message to phone numbers before it is sent', async () => {
			const { editor } = scene;
			const known = state().sms.campaigns.all().length;
			await addNode(SMS, 'Send a message to phone numbers');
			await editor.pickFromList('senderName', 'HolmSons (DE, UA, GB)');
			await editor.setParameter('phones', '+49 151 12345601, +380 67 1234501');
			await editor.setParameter('text', 'Your order is on its way. Holm & Sons');
			await editor.choose('sendMode', 'Test (Nothing Is Sent)');
			await editor.addOption('Max Price');
			await editor.setParameter('maxPrice', '2');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('This is a test').waitFor();
			await editor.screenshot(pictureFile('sms-send'));
			expect(state().sms.campaigns.all().slice(known)).toMatchObject([{ isEmulated: true }]);
		});
	});

	/** Adds the node behind the trigger of a new workflow. */
	async function addNode(name: string, action: string): Promise<void> {
		await scene.openTrigger();
		await scene.editor.addNode(name, { action, after: MANUAL });
	}
}
