import { pictureFile } from '../../../host/pictures.mts';
import { MANUAL } from '../workflows.mts';
import type { Scene } from './scene.mts';

const SMTP = 'SendPulse SMTP';
const SMS = 'SendPulse SMS';
const VIBER = 'SendPulse Viber Campaigns';
const VERIFIER = 'SendPulse Email Verifier';

const ORDERS = [
	{ email: 'anna.lindstrom@mail.example', name: 'Anna', order: '1001' },
	{ email: 'dmytro@mail.example', name: 'Дмитро', order: '1002' },
];

/** Products beside the e-mail service: the main job of a node, as the documents show it. */
export function transactionalTests(scene: Scene): void {
	const state = () => scene.stage.sandbox.state;

	describe('the SMTP node', () => {
		it('sends each order its receipt from a template whose variables are fields', async () => {
			const { editor } = scene;
			const known = state().smtp.mails.all().length;
			// A template whose content SendPulse does not show has no fields.
			scene.stage.sandbox.options.templateBody = 'base64';
			state().templates.add({
				name: 'Receipt',
				lang: 'en',
				createdAt: Date.UTC(2025, 8, 1),
				body: '<p>Thank you, {{name}}. Your order {{order}} is on its way.</p>',
			});
			await addNode(SMTP, 'Send an e-mail', ORDERS);
			await editor.setParameter('senderName', 'Holm & Sons');
			await editor.pickFromList('senderEmail', 'hello@shop.example');
			await editor.dragInput('email', 'toEmail');
			await editor.setParameter('subject', 'Thank you for your order');
			await editor.choose('contentSource', 'Template');
			await editor.pickFromList('templateId', 'Receipt [en]');
			for (const field of ['name', 'order']) await editor.dragInput(field, field);

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.output.getByText('2 items').waitFor();
			await editor.screenshot(pictureFile('smtp-send'));
			expect(
				state()
					.smtp.mails.all()
					.slice(known)
					.map(({ html }) => html),
			).toEqual(
				ORDERS.map(
					({ name, order }) => `<p>Thank you, ${name}. Your order ${order} is on its way.</p>`,
				),
			);
		});
	});

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

	describe('the verifier node', () => {
		it('gives each address its verdict', async () => {
			const { editor } = scene;
			const emails = ['anna.lindstrom@mail.example', 'info@catchall.example', 'no@gone.example'];
			scene.stage.sandbox.options.verifierStatusLanguage = 'en';
			for (const email of emails) {
				const delivery = email.endsWith('gone.example') ? 'hardBounce' : 'delivered';
				state().fates.decide(email, { delivery });
			}
			await addNode(
				VERIFIER,
				'Verify an e-mail address',
				emails.map((email) => ({ email })),
			);
			await editor.dragInput('email', 'email');
			await editor.addOption('Timeout');
			await editor.setParameter('timeout', '30');

			expect(await editor.runNode()).toContain('executed successfully');

			const { columns, rows } = await editor.outputTable();
			const verdict = columns.indexOf('verdict');
			expect(rows.map((row) => row[verdict])).toEqual(['valid', 'unconfirmed', 'invalid']);
			await editor.screenshot(pictureFile('verifier-verify'));
		});
	});

	describe('the Viber node', () => {
		it('writes to phone numbers, by SMS to whom Viber does not reach', async () => {
			const { editor } = scene;
			const known = state().viber.campaigns().length;
			await addNode(VIBER, 'Send a message to phone numbers');
			await editor.pickFromList('senderId', 'Holm & Sons (UA)');
			await editor.setParameter('phones', '+49 151 12345601, +380 67 1234501');
			await editor.setParameter('text', 'Spring is coming: 20% off all roses');
			await editor.parameter('resendAsSms').click();
			await editor.setParameter('smsText', '20% off all roses until Sunday. Holm & Sons');
			await editor.pickFromList('smsSenderName', 'HolmSons (DE, UA, GB)');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.screenshot(pictureFile('viber-send'));
			expect(state().viber.campaigns().slice(known)).toMatchObject([
				{ sms: { sender: 'HolmSons' }, recipients: [{}, {}] },
			]);
		});
	});

	/** Adds the node behind the trigger of a new workflow, which hands it items if there are any. */
	async function addNode(name: string, action: string, items?: object[]): Promise<void> {
		const { editor } = scene;
		await scene.openTrigger();
		if (items) {
			await editor.openNode(MANUAL);
			await editor.pinOutput(items);
			await editor.closeNode();
		}
		await editor.addNode(name, { action, after: MANUAL });
	}
}
