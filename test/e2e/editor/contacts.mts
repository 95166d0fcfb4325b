import { pictureFile } from '../../../host/pictures.mts';
import { MANUAL, NODE, sendPulseWorkflow } from '../workflows.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

/** As a spreadsheet of somebody's own writes it; the last row is a slip. */
const FILE = [
	'E-Mail;First Name;Company;Visits',
	'lin@example.com;Lin;"Flowers; Trees";7',
	'max@example.com;Max;Bikes;12',
	'nora(at)example.com;Nora;Cakes;1',
	'',
].join('\r\n');

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
			await scene.openNode({ resource: 'contact', operation: 'sync' }, items);
			await editor.pickFromList('mailingListId', 'Beta testers');
			await editor.dragInput('email', 'email');
			await editor.mapAutomatically();
			await editor.page.getByText('Variables of this mailing list: name, since').waitFor();
			await editor.choose('missingContacts', 'Unsubscribe');
			await editor.addOption('Most Removals in Percent');
			await editor.setParameter('maxRemovalPercent', '50');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('new@mail.example').first().waitFor();
			await editor.page
				.getByRole('region')
				.filter({ hasText: 'can start automations there' })
				.waitFor();
			await editor.screenshot(pictureFile('contact-sync'));
			expect(list.contacts.get('new@mail.example')).toBeUndefined();

			await editor.choose('mode', 'Apply');
			expect(await editor.runNode()).toContain('executed successfully');
			await eventually(async () => list.contacts.get('new@mail.example')?.status, 0);
			expect(list.contacts.get(others[0]!.email)?.status).toBe(4);
			expect(list.contacts.get(first!.email)?.variables.get('name')).toBe('Nora Berg');
		});
	});
	describe('a CSV file', () => {
		it('is looked at, and then imported', async () => {
			const { editor } = scene;
			const list = scene.stage.sandbox.state.lists.getByName('Newsletter')!;
			const input = sendPulseWorkflow(
				scene.credential,
				{ resource: 'contact', operation: 'importFile', fileBinaryProperty: 'data' },
				{ items: [{ text: FILE }] },
			);
			input.nodes.push({
				id: '3d1f0f4e-0000-4000-8000-000000000004',
				name: 'Make a CSV File',
				type: 'n8n-nodes-base.convertToFile',
				typeVersion: 1.1,
				position: [110, 0],
				parameters: {
					operation: 'toText',
					sourceProperty: 'text',
					options: { fileName: 'people.csv' },
				},
			});
			const { id } = await scene.stage.client.createWorkflow({
				...input,
				connections: {
					[MANUAL]: { main: [[{ node: 'Make a CSV File', type: 'main', index: 0 }]] },
					'Make a CSV File': { main: [[{ node: NODE, type: 'main', index: 0 }]] },
				},
			});
			await editor.openWorkflow(id);
			await editor.openNode(NODE);
			await editor.pickFromList('mailingListId', 'Newsletter');
			await editor.addOption('Preview Only');
			await editor.addOption('Most Rejected in Percent');
			await editor.setParameter('maxRejectedPercent', '50');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('2 contacts would be imported').first().waitFor();
			await editor.screenshot(pictureFile('contact-import-file'));
			expect(list.contacts.get('lin@example.com')).toBeUndefined();

			await editor.parameter('preview').click();
			expect(await editor.runNode()).toContain('executed successfully');
			await eventually(
				async () => list.contacts.get('lin@example.com')?.variables.get('visits'),
				7,
			);
			expect(list.contacts.get('max@example.com')?.variables.get('First_Name')).toBe('Max');
		});
	});
}
