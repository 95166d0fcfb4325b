import { pictureFile } from '../../../host/pictures.mts';
import { CHATBOT_EVENTS } from '../../../nodes/SendPulseChatbotTrigger/events';
import { resources } from '../../../nodes/SendPulseChatbot/operations';
import { filledIn } from '../exampleFiles.mts';
import { executions } from '../triggers.mts';
import { MANUAL } from '../workflows.mts';
import { eventually } from './eventually.mts';
import type { Scene } from './scene.mts';

const NODE = 'SendPulse Chatbot';
const TRIGGER = 'SendPulse Chatbot Trigger';

const QUESTION = 'Are you open on Sunday?';
const ANSWER = 'Hello Anna, yes: we are open on Sunday from ten to four.';

export function chatbotTests(scene: Scene): void {
	const chatbots = () => scene.stage.sandbox.state.chatbots;
	/** What bots said because n8n told them to. */
	const said = () =>
		chatbots()
			.outbox.filter(({ source }) => source === 'api')
			.map(({ contact: { bot, person }, text }) => ({ bot: bot.name, person: person.name, text }));

	describe('the chatbot node', () => {
		it('is found in the panel, with all that it can do and what it can be told of', async () => {
			const { editor } = scene;
			await scene.openTrigger();
			await editor.openNodePanel({ after: MANUAL });
			await editor.searchNodes('sendpulse chatbot');
			await editor.openPanelEntry(NODE);

			const actions = resources.flatMap(({ operations }) =>
				operations.map(({ option }) => option.action),
			);
			await eventually(async () => (await editor.panelEntries()).sort(), actions.sort());

			await editor.toggleCategory('Actions');
			await editor.toggleCategory('Triggers');

			const events = ['all events', ...CHATBOT_EVENTS.map(({ name }) => name.toLowerCase())];
			const triggers = events.map((name) => `On ${name}`);
			await eventually(async () => (await editor.panelEntries()).sort(), triggers.sort());
		});

		it('writes to a contact that is picked by name', async () => {
			const { editor } = scene;
			await addNode('Send a message to a contact');
			await editor.choose('channel', 'Telegram');
			await editor.pickFromList('contactId', 'Anna Lindström (Holm Telegram)');
			await editor.setParameter('text', ANSWER);

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.showOutputAs('json');
			await editor.screenshot(pictureFile('chatbot-send'));
			expect(said()).toEqual([{ bot: 'Holm Telegram', person: 'Anna Lindström', text: ANSWER }]);
		});

		it('says what a channel can not do, and sends nothing', async () => {
			const { editor, stage } = scene;
			await addNode('Send a message to a contact');
			await editor.choose('channel', 'TikTok');
			await editor.pickFromList('contactId', 'Anna Lindström (Holm TikTok)');
			await editor.choose('messageType', 'Image');
			await editor.setParameter('imageUrl', 'https://shop.example/tulips.png');
			const before = stage.sandbox.log.length;

			await editor.runNode();

			await editor.error
				.getByText(
					/TikTok can't send images through SendPulse's API\. Choose another 'Message Type'/,
				)
				.waitFor();
			expect(stage.sandbox.log).toHaveLength(before);
		});

		it('asks for what a WhatsApp template leaves open', async () => {
			const { editor } = scene;
			await addNode('Send a WhatsApp template to a phone number');
			await editor.pickFromList('botId', 'Holm WhatsApp');
			await editor.setParameter('phone', '+380 93 111 22 30');
			await editor.pickFromList('template', 'order_shipped (en)');
			await editor.setParameter('body_1', 'Anna');
			await editor.setParameter('body_2', '1001');

			expect(await editor.runNode()).toContain('executed successfully');

			await editor.showOutputAs('json');
			await editor.screenshot(pictureFile('chatbot-whatsapp-template'));
			expect(said()).toEqual([
				{
					bot: 'Holm WhatsApp',
					person: 'Anna Lindström',
					text: 'Hello Anna, your order 1001 is on its way.',
				},
			]);
		});

		/** Adds the node behind the trigger of a new workflow. */
		async function addNode(action: string): Promise<void> {
			await scene.openTrigger();
			await scene.editor.addNode(NODE, { action, after: MANUAL });
		}
	});

	describe('the chatbot trigger', () => {
		it('says where to paste its address, and is started there', async () => {
			const { editor, stage } = scene;
			const { client, sandbox } = stage;
			await editor.newWorkflow();
			await editor.addNode(NODE, { action: 'On message received' });

			await editor.page.getByText('In SendPulse open Chatbots, the bot, Bot Settings').waitFor();
			const url = await editor.productionUrl();
			await editor.screenshot(pictureFile('chatbot-trigger'));
			await editor.closeNode();
			await editor.publish();
			const contact = chatbots().contacts[0]!;
			contact.bot.webhooks.push({ url, events: ['incoming_message'] });
			sandbox.state.talk.receive(contact, QUESTION);

			const [execution] = await executions(client, editor.workflowId, 1);
			expect(execution?.json(TRIGGER)).toEqual([
				expect.objectContaining({ event: 'incoming_message', text: QUESTION }),
			]);
			await client.unpublish(editor.workflowId);
		});

		it('stands before an AI agent and a reply in an example that lacks nothing', async () => {
			const { editor, stage, credential } = scene;
			const model = await stage.client.createCredential({
				name: 'Model',
				type: 'openAiApi',
				data: { apiKey: 'any' },
			});
			const example = filledIn('chatbot-ai-reply', { sendPulse: credential, model });
			const { id } = await stage.client.createWorkflow(example);

			await editor.openWorkflow(id);
			await editor.zoomToFit();

			for (const name of [TRIGGER, 'AI Agent', 'Model', 'Reply']) await editor.node(name).waitFor();
			expect(await editor.page.getByTestId('node-issues').count()).toBe(0);
			await editor.screenshot(pictureFile('chatbot-agent'));
		});
	});
}
