import { pictureFile } from '../../../host/pictures.mts';
import { call, deliver, executions, TRIGGER, triggerWorkflow } from '../triggers.mts';
import type { Scene } from './scene.mts';

export function triggerTests(scene: Scene): void {
	describe('the trigger', () => {
		it('is added from the panel, published, and started by SendPulse', async () => {
			const { editor, stage } = scene;
			const { sandbox, client } = stage;
			const list = sandbox.state.lists.getByName('Newsletter');

			await editor.newWorkflow();
			await editor.addNode('SendPulse', { action: 'On contact added' });
			await editor.page.getByTestId('parameter-input-events').getByText('Contact Added').waitFor();
			await editor.choose('events', 'Contact Unsubscribed');
			await editor.page.keyboard.press('Escape');
			await editor.screenshot(pictureFile('trigger'));
			await editor.closeNode();
			await editor.publish();

			await call(sandbox, stage.sandboxUrl, 'POST', `/addressbooks/${list?.id}/emails`, {
				emails: ['ann@example.com'],
			});
			await deliver(sandbox);

			const [execution] = await executions(client, editor.workflowId, 1);
			expect(execution?.json(TRIGGER)).toEqual([
				expect.objectContaining({ event: 'new_emails', email: 'ann@example.com' }),
			]);
			await client.unpublish(editor.workflowId);
		});
	});

	describe('the triggers whose address is pasted', () => {
		it('of e-mails says where, and is started from there', async () => {
			const { editor, stage } = scene;
			const { smtp, relay } = stage.sandbox.state;
			await editor.newWorkflow();
			await editor.addNode('SendPulse SMTP', { action: 'On hard bounce' });
			await editor.page.getByText('and there Create webhook').waitFor();
			await editor.choose('events', 'Not Delivered');
			await editor.page.keyboard.press('Escape');
			const url = await editor.productionUrl();
			await editor.screenshot(pictureFile('smtp-trigger'));
			await editor.closeNode();
			await editor.publish();

			smtp.webhooks.set(url, ['hard_bounces']);
			const [mail, recipient] = relay.mailTo('slip@example.com', 'Your order 7', Date.now());
			relay.act(mail, recipient, 'bounceHard', Date.now());
			await stage.sandbox.smtpCourier.deliver();

			const [execution] = await executions(stage.client, editor.workflowId, 1);
			expect(execution?.json('SendPulse SMTP Trigger')).toMatchObject([
				{ event: 'hard_bounces', email: 'slip@example.com', bounce: { kind: 'hard' } },
			]);
			await stage.client.unpublish(editor.workflowId);
		});

		it('of flows gives the key that was pasted back, so that each contact starts it', async () => {
			const { editor, stage } = scene;
			const { flowWebhooks, flows } = stage.sandbox.state;
			const [flow] = flows.all();
			const name = 'SendPulse Automation Trigger';
			const type = 'n8n-nodes-sendpulse.sendPulseAutomationTrigger';
			const { path: _, ...input } = triggerWorkflow(
				undefined,
				{},
				{ name, type, typeVersion: 1.1 },
			);
			await editor.openWorkflow((await stage.client.createWorkflow(input)).id);
			await editor.openNode(name);
			const url = await editor.productionUrl();
			const element = flowWebhooks.add(flow!, 'GoalReached', url);
			await editor.setParameter('confirmationKey', element.key);
			await editor.screenshot(pictureFile('automation-trigger'));
			await editor.closeNode();
			await editor.publish();

			for (const email of ['ann@example.com', 'bo@example.com'])
				flowWebhooks.reach(element, { email, phone: null, variables: {} }, Date.now());
			await stage.sandbox.flowCourier.settle();

			expect(flowWebhooks.deliveries.map(({ confirmed }) => confirmed)).toEqual([true, true]);
			const runs = await executions(stage.client, editor.workflowId, 2);
			expect(runs.flatMap((run) => run.json(name))).toMatchObject([
				{ name: 'GoalReached', email: 'ann@example.com' },
				{ name: 'GoalReached', email: 'bo@example.com' },
			]);
			await stage.client.unpublish(editor.workflowId);
		});
	});
}
