import { glimpseFile } from '../../../host/pictures.mts';
import { call } from '../triggers.mts';
import { MANUAL } from '../workflows.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

export function listTests(scene: Scene): void {
	describe('a searchable list', () => {
		const state = () => scene.stage.sandbox.state;

		it('of mailing lists goes on while it is scrolled, and searches beyond its first page', async () => {
			const { editor } = scene;
			await scene.openNode({ resource: 'contact', operation: 'count' });

			await editor.openList('mailingListId');
			await eventually(async () => {
				await editor.listEntries.last().scrollIntoViewIfNeeded();
				return await editor.listEntries.count();
			}, state().lists.all().length);
			await editor.searchList('archive 130');
			await eventually(entries, ['Archive 130']);
			await editor.searchList('news');
			await eventually(entries, ['Newsletter']);
			await editor.listEntries.first().click();

			await eventually(
				async () => await editor.parameter('mailingListId').locator('input').last().inputValue(),
				'Newsletter',
			);
		});

		it.each([
			['campaigns', 'campaign', 'get', 'campaignId', 'autumn', ['Autumn preview (Draft)']],
			['templates', 'template', 'get', 'templateId', 'catal', ['Catalogue [en]']],
			['senders', 'sender', 'delete', 'senderEmail', 'holm', ['Holm & Sons <hello@shop.example>']],
			['tags', 'tag', 'delete', 'tagId', 'vip', ['VIP']],
			[
				'webhooks',
				'webhook',
				'get',
				'webhookId',
				'open',
				['Campaign Opened: https://shop.example/hook'],
			],
		])(
			'of %s says what can be picked, and searches',
			async (what, resource, operation, ...rest) => {
				const [field, text, found] = rest;
				const { editor, stage } = scene;
				await call(stage.sandbox, stage.sandboxUrl, 'POST', '/v2/email-service/webhook/', {
					url: 'https://shop.example/hook',
					actions: ['open', 'spam'],
				});
				await scene.openNode({ resource, operation });

				await editor.openList(field);
				await editor.screenshot(glimpseFile(`list-${what}`));
				await editor.searchList(text);

				await eventually(entries, found);
			},
		);

		it('can be left for an ID, and what can be none is marked', async () => {
			const { editor } = scene;
			await scene.openNode({ resource: 'contact', operation: 'count' });

			await editor.setLocator('mailingListId', 'By ID', 'Newsletter');

			const issue = editor.issue('mailingListId');
			await issue.hover();
			await editor.page.getByText('The ID is a whole number').waitFor();
			await editor.setLocator('mailingListId', 'By ID', '123');
			await issue.waitFor({ state: 'detached' });
		});
	});

	describe('a list to choose several from', () => {
		it('is there for a node that was just added', async () => {
			const { editor } = scene;
			await scene.openTrigger();
			await editor.addNode('SendPulse', { action: 'Assign tags to a contact', after: MANUAL });
			await editor.setParameter('email', 'ann@example.com');

			await editor.choose('tagIds', 'VIP');

			await editor.parameter('tagIds').getByText('VIP').waitFor();
			scene.forgiveEarlyQuestions();
		});
	});

	describe('the mapper', () => {
		it('shows the variables of the mailing list that is picked', async () => {
			const { editor } = scene;
			await scene.openNode({ resource: 'contact', operation: 'add' }, [
				{ email: 'ann@example.com', name: 'Ann' },
			]);
			const mapper = editor.page.getByTestId('resource-mapper-container');
			await mapper.getByText('Choose a mailing list to see its variables').waitFor();

			await editor.pickFromList('mailingListId', 'Newsletter');
			await eventually(mapped, ['name', 'company', 'visits', 'birthday']);

			await editor.pickFromList('mailingListId', 'Customers');
			await eventually(mapped, ['name', 'city', 'orders', 'birthday']);

			await editor.pickFromList('mailingListId', 'Archive 001');
			await mapper.getByText('This mailing list has no variables yet').waitFor();
		});

		it('has all that double opt-in needs below its one option', async () => {
			const { editor } = scene;
			await scene.openNode({ resource: 'contact', operation: 'add' });

			await editor.addOption('Double Opt-In');

			for (const name of ['senderEmail', 'confirmationLanguage', 'confirmationTemplateId'])
				await editor.parameter(name).waitFor();
			await editor.screenshot(glimpseFile('double-opt-in'));
		});

		async function mapped(): Promise<string[]> {
			const fields = scene.editor.page.getByTestId('mapping-fields-container');
			const texts = await fields.getByTestId('input-label').allInnerTexts();
			// The first one is that of the mapper itself.
			return texts.slice(1).map((text) => text.split('\n')[0]?.trim() ?? '');
		}
	});

	async function entries(): Promise<string[]> {
		const texts = await scene.editor.listEntries.allInnerTexts();
		return texts.map((text) => text.trim());
	}
}
