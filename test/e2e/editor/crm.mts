import { glimpseFile, pictureFile } from '../../../host/pictures.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

const CRM = 'n8n-nodes-sendpulse.sendPulseCrm';

/** People in the CRM: what is found there, and the account's own attributes as fields. */
export function crmTests(scene: Scene): void {
	const crm = () => scene.stage.sandbox.state.crm;

	describe('the CRM node', () => {
		it('creates or updates a contact, with attributes as fields of their types', async () => {
			const { editor } = scene;
			const before = crm().contacts.size;
			await scene.openNode({ resource: 'contact', operation: 'upsert' }, [{}], CRM);
			await editor.setParameter('firstName', 'Greta');
			await editor.setParameter('emails', 'greta@mail.example');
			await editor.setParameter('phones', '+4915112345678');

			await eventually(mapped, [
				'City (text)',
				'Birthday (date)',
				'Plan (required in SendPulse)',
				'Interests (some of Coffee, Tea, Travel)',
				'Seats (number)',
				'Site (link)',
			]);
			const fields = editor.page.getByTestId('mapping-fields-container');
			await fields.scrollIntoViewIfNeeded();
			await editor.screenshot(glimpseFile('crm-attributes'));

			expect(await editor.runNode()).toContain('executed successfully');
			await editor.output.getByText('greta@mail.example').first().waitFor();
			await editor.screenshot(pictureFile('crm-contact-upsert'));
			expect(crm().contacts.size).toBe(before + 1);
			scene.forgiveEarlyQuestions();
		});

		it('finds the contact to work with by typing', async () => {
			const { editor } = scene;
			await scene.openNode({ resource: 'contact', operation: 'get' }, [{}], CRM);
			await editor.openList('contactId');
			await editor.searchList('lindstr');
			await editor.listEntries.getByText('Anna Lindström (anna.lindstrom@mail.example)').click();

			expect(await editor.runNode()).toContain('executed successfully');
			await editor.output.getByText('Lindström').first().waitFor();
		});
	});

	async function mapped(): Promise<string[]> {
		const fields = scene.editor.page.getByTestId('mapping-fields-container');
		const texts = await fields.getByTestId('input-label').allInnerTexts();
		// The first one is that of the mapper itself.
		return texts.slice(1).map((text) => text.split('\n')[0]?.trim() ?? '');
	}
}
