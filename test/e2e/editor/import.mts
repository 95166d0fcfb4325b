import type { Locator } from 'playwright-core';

import { openEditor } from '../../../host/editor.mts';
import { Recording } from '../../../host/recording.mts';
import type { Scene } from './scene.mts';

const FORM = 'On form submission';
const IMPORT = 'Import contacts from a CSV file';

/** So large that n8n's panels show what they hold, scaled to the width of a page of text. */
const SCREEN = { viewport: { width: 1240, height: 800 }, deviceScaleFactor: 0.875 };

const PEOPLE = 2_000;
const NAMES = ['Nora', 'Dmytro', 'Lena', 'Piotr', 'Inès', 'Ahmet', 'Sofia', 'Tom', 'Maja'];
const COMPANIES = ['Holm & Sons', 'Bikes & More', 'Café Sol', 'Blumen Weiß'];

/** As a shop exports its customers. */
const file = () => ({
	name: 'customers.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from(
		[
			'email,name,company,visits',
			...Array.from({ length: PEOPLE }, (_, index) => {
				const name = NAMES[index % NAMES.length] ?? '';
				const local = name
					.normalize('NFD')
					.replace(/[^a-z]/gi, '')
					.toLowerCase();
				const company = COMPANIES[index % COMPANIES.length];
				return `${local}${index + 1}@mail.example,${name},${company},${(index * 7) % 50}`;
			}),
			'',
		].join('\r\n'),
	),
});

/** The main job, from nothing to done: the moving picture at the top of the README. */
export function importTests(scene: Scene): void {
	describe('an import, on its whole way', () => {
		it('goes from an empty canvas to 2,000 contacts in the mailing list', async () => {
			const { browser, stage } = scene;
			const list = stage.sandbox.state.lists.getByName('Newsletter')!;
			const editor = await openEditor(browser, stage.client, SCREEN);
			const { page } = editor;
			const recording = new Recording();
			const show = async (seconds: number, where?: Locator) => {
				await editor.dismissToasts();
				await recording.take(page, seconds, where);
			};
			try {
				await editor.newWorkflow();
				await show(1.5, page.getByTestId('canvas-add-button'));
				await editor.openNodePanel();
				await editor.searchNodes('form');
				await show(1.6, editor.panelEntry('n8n Form'));
				await editor.openPanelEntry('n8n Form');
				await editor.openPanelEntry('On new n8n Form event');
				await editor.setParameter('formTitle', 'Import contacts');
				const addElement = page.getByRole('button', { name: 'Add Form Element' });
				await show(1.8, addElement);
				await addElement.click();
				await editor.choose('fieldType', 'File');
				await editor.setParameter('fieldLabel', 'File');
				await show(2, page.getByTestId('ndv-close-button'));
				await editor.closeNode();
				await show(1.5, editor.node(FORM).getByTestId('canvas-handle-plus'));

				await editor.openNodePanel({ after: FORM });
				await editor.searchNodes('sendpulse');
				await show(2, editor.panelEntry('SendPulse'));
				await editor.openPanelEntry('SendPulse');
				await show(2, editor.panelEntry(IMPORT));
				await editor.openPanelEntry(IMPORT);
				await editor.openList('mailingListId');
				await editor.searchList('news');
				const newsletter = editor.listEntries.getByText('Newsletter', { exact: true });
				await newsletter.waitFor();
				await show(2, newsletter);
				await newsletter.click();
				await editor.setParameter('fileBinaryProperty', 'File');
				await show(2, page.getByTestId('node-execute-button'));

				const opened = page.waitForEvent('popup');
				const ran = editor.runNode();
				const form = await opened;
				// A small window of its own.
				await form.setViewportSize(SCREEN.viewport);
				await form.locator('input[type="file"]').setInputFiles(file());
				const submit = form.getByRole('button', { name: 'Submit' });
				await recording.take(form, 2, submit);
				await submit.click();
				await form.getByText('Form Submitted').waitFor();
				await form.close();
				expect(await ran).toContain('executed successfully');
				await editor.output.getByText('2,000 contacts imported in 20 requests').waitFor();
				await editor.showOutputAs('schema');
				await show(3);
				await editor.closeNode();
				await editor.zoomToFit();
				await show(1.8);

				const sandbox = await page.context().newPage();
				await sandbox.goto(`${stage.sandboxUrl}/?list=${list.id}`);
				await recording.take(sandbox, 2.2);
				const contacts = sandbox.getByRole('heading', { name: 'Contacts of “Newsletter”' });
				await contacts.evaluate((element) => element.closest('section').scrollIntoView());
				await recording.take(sandbox, 4);
				await recording.save('import');
				expect(list.contacts.size).toBe(PEOPLE);
				expect(editor.takeComplaints()).toEqual([]);
			} finally {
				await editor.close();
			}
		});
	});
}
