import { pictureFile } from '../../../host/pictures.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

/** Contacts on their way to another mailing list, as the documents show it. */
export function transferTests(scene: Scene): void {
	describe('moving contacts', () => {
		it('asks for what the choice of contacts needs, and moves them', async () => {
			const { editor, stage } = scene;
			const { lists } = stage.sandbox.state;
			const [customers, testers] = ['Customers', 'Beta testers'].map(
				(name) => lists.getByName(name)!,
			);
			const inBerlin = [...customers!.contacts.values()].filter(
				({ variables, status }) => variables.get('city') === 'Berlin' && status <= 1,
			);
			expect(inBerlin.length).toBeGreaterThan(0);
			await scene.openNode({ resource: 'contact', operation: 'move' }, [{}]);
			await editor.pickFromList('mailingListId', 'Customers');
			await editor.pickFromList('targetMailingListId', 'Beta testers');
			await editor.parameter('email').waitFor();

			await editor.choose('contacts', 'Those With a Certain Value');
			await editor.parameter('email').waitFor({ state: 'detached' });
			await editor.choose('variableName', 'city');
			await editor.setParameter('variableValue', 'Berlin');
			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('copied').first().waitFor();
			await editor.screenshot(pictureFile('contact-move'));
			await eventually(
				async () => inBerlin.filter(({ email }) => testers!.contacts.get(email)).length,
				inBerlin.length,
			);
			expect(inBerlin.filter(({ email }) => customers!.contacts.get(email))).toEqual([]);
		});
	});
}
