import { pictureFile } from '../../../host/pictures.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

/** Erasing a person, as the documents show it. */
export function personTests(scene: Scene): void {
	describe('erasing a person', () => {
		it('shows first what would be erased, and then erases it', async () => {
			const { editor, stage } = scene;
			const { lists, blacklist } = stage.sandbox.state;
			const email = 'customer001@mail.example';
			const inLists = () => lists.all().filter(({ contacts }) => contacts.get(email)).length;
			expect(inLists()).toBeGreaterThan(0);
			await scene.openNode({ resource: 'emailAddress', operation: 'erase' }, [{ email }]);
			await editor.dragInput('email', 'email');
			expect(await editor.runNode()).toContain('executed successfully');
			await editor.output.getByText('This is a preview').first().waitFor();
			expect(inLists()).toBeGreaterThan(0);

			await editor.choose('mode', 'Apply');
			await editor.choose('suppression', 'Block the Address');
			expect(await editor.runNode()).toContain('executed successfully');
			await editor.showOutputAs('json');
			await editor.output
				.getByText('"verified"')
				.or(editor.output.getByText('steps'))
				.first()
				.waitFor();
			await editor.screenshot(pictureFile('email-address-erase'));
			await eventually(async () => [inLists(), blacklist.has(email)], [0, true]);
		});
	});
}
