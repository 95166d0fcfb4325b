import { pictureFile } from '../../../host/pictures.mts';
import { CampaignStatus } from '../../../sandbox/index.mts';
import type { Scene } from './scene.mts';

const TRIGGER = 'When clicking ‘Execute workflow’';
const ADD = 'Add or update a contact in a mailing list';
const CREATE = 'Create a campaign';

const HTML = '<h1>Hello {{name}}</h1>\n<p>Look what is new.</p>';

/** What somebody might have copied from a spreadsheet. */
const ROWS = [
	{ email: 'ann@example.com', name: 'Ann', company: 'Flowers', visits: 3 },
	{ email: 'bo@example.com', name: 'Bo', company: 'Bikes', visits: 12 },
	{ email: 'cleo@example.com', name: 'Cléo', company: 'Cakes', visits: 1 },
];

export function storyTests(scene: Scene): void {
	describe('with mouse and keyboard alone', () => {
		it('people come from an empty canvas to imported contacts and a draft of a campaign', async () => {
			const { editor, stage } = scene;
			const { lists, campaigns } = stage.sandbox.state;
			const list = lists.getByName('Newsletter');
			const known = new Set(campaigns.all());

			await editor.newWorkflow();
			await editor.addNode('Manual Trigger');
			await editor.openNode(TRIGGER);
			await editor.pinOutput(ROWS);
			await editor.closeNode();

			await editor.addNode('SendPulse', { action: ADD, after: TRIGGER });
			await editor.pickFromList('mailingListId', 'Newsletter');
			await editor.dragInput('email', 'email');
			for (const field of ['name', 'company', 'visits']) await editor.dragInput(field, field);
			await editor.screenshot(pictureFile('contact-add'));
			await editor.runNode();
			await editor.output.getByText('3 contacts added in 1 request').waitFor();
			await editor.screenshot(pictureFile('contact-add-output'));
			await editor.closeNode();

			await editor.addNode('SendPulse', { action: CREATE, after: ADD });
			await editor.setParameter('senderName', 'Holm & Sons');
			await editor.pickFromList('senderEmail', 'Holm & Sons <hello@shop.example>');
			await editor.setParameter('subject', 'Spring is coming, {{name}}');
			// SendPulse fills in the name, not n8n.
			await editor.switchTo('fixed', 'subject');
			await editor.setCode('html', HTML);
			await editor.choose('mailingListIds', 'Newsletter');
			await editor.page.keyboard.press('Escape');
			await editor.screenshot(pictureFile('campaign-create'));
			// One campaign, not one for each contact.
			await editor.executeOnce();
			await editor.closeNode();

			await editor.runWorkflow();
			await editor.zoomToFit();
			await editor.screenshot(pictureFile('workflow'));

			expect(
				ROWS.map(({ email }) => Object.fromEntries(list?.contacts.get(email)?.variables ?? [])),
			).toEqual(ROWS.map(({ email: _, ...variables }) => variables));
			scene.forgiveEarlyQuestions();
			const made = campaigns.all().filter((campaign) => !known.has(campaign));
			expect(made).toMatchObject([
				{
					status: CampaignStatus.draft,
					senderEmail: 'hello@shop.example',
					listIds: [list?.id],
					subject: 'Spring is coming, {{name}}',
					body: HTML,
				},
			]);
		});
	});
}
