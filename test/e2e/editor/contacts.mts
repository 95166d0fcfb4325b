import { pictureFile } from '../../../host/pictures.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

/** Contacts of mailing lists, many at once: what is looked at before it is done. */
export function contactTests(scene: Scene): void {
	describe('the sync of a mailing list', () => {
		it('shows what it would do, and does it', async () => {
			const { editor } = scene;
			const list = scene.stage.sandbox.state.lists.getByName('Beta testers')!;
			const [first, ...others] = [...list.contacts.values()].filter(({ status }) => status === 1);
			const items = [
				...others.slice(1).map(({ email }) => ({ email })),
				{ email: first!.email, name: 'Nora Berg' },
				{ email: 'new@mail.example', name: 'Ada' },
			];
			const variables = { mappingMode: 'autoMapInputData', value: null, schema: [] };
			await scene.openNode({ resource: 'contact', operation: 'sync', variables }, items);
			await editor.pickFromList('mailingListId', 'Beta testers');
			await editor.dragInput('email', 'email');
			await editor.choose('missingContacts', 'Unsubscribe');
			await editor.addOption('Most Removals in Percent');
			await editor.setParameter('maxRemovalPercent', '50');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('new@mail.example').first().waitFor();
			await editor.page.getByText('can start automations there').waitFor();
			await editor.screenshot(pictureFile('contact-sync'));
			expect(list.contacts.get('new@mail.example')).toBeUndefined();

			await editor.choose('mode', 'Apply');
			expect(await editor.runNode()).toContain('executed successfully');
			await eventually(async () => list.contacts.get('new@mail.example')?.status, 0);
			expect(list.contacts.get(others[0]!.email)?.status).toBe(4);
			expect(list.contacts.get(first!.email)?.variables.get('name')).toBe('Nora Berg');
		});
	});
}
