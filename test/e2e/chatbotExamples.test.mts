import type { Credential, Workflow } from '../../host/client.mts';
import { startModel, type ChatMessage, type ScriptedModel } from '../../host/model.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import type { Bot, BotContact } from '../../sandbox/index.mts';
import { filledIn, picked } from './exampleFiles.mts';
import { executions, publishedByTest } from './triggers.mts';

const MANUAL = 'When clicking ‘Execute workflow’';
const TRIGGER_TYPE = 'n8n-nodes-sendpulse.sendPulseChatbotTrigger';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
let stage: Stage;
let model: ScriptedModel;
let credential: Credential;
let modelCredential: Credential;
const published = publishedByTest(() => stage.client);

beforeAll(async () => {
	[stage, model] = await Promise.all([openStage(), startModel()]);
	modelCredential = await stage.client.createCredential({
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'any', url: model.url },
	});
}, INSTALL_MS);

afterAll(async () => {
	await Promise.all([stage?.close(), model?.close()]);
});

beforeEach(async () => {
	stage.sandbox.reset();
	credential = await stage.credential('For the bots');
});

const chatbots = () => stage.sandbox.state.chatbots;

function botOf(channel: Bot['channel']): Bot {
	const bot = chatbots().bots.find((candidate) => candidate.channel === channel);
	if (!bot) throw new Error(`The sandbox has no bot on ${channel}`);
	return bot;
}

const contactsOf = (bot: Bot) => chatbots().contacts.filter((contact) => contact.bot === bot);

/** What the bot said to a contact, in the channel's own form; nothing of its flows. */
const saidTo = (contact: BotContact) =>
	chatbots()
		.outbox.filter((message) => message.contact === contact && message.source === 'api')
		.map(({ data }) => data);

interface Stored {
	workflow: Workflow;
	/** Where its trigger listens, if it has one. */
	url: string;
}

/** Stores an example as a user has it after following its note. */
async function stored(name: string, picks: Record<string, unknown>): Promise<Stored> {
	const filled = filledIn(name, { sendPulse: credential, model: modelCredential, picks });
	const trigger = filled.nodes.find(({ type }) => type === TRIGGER_TYPE);
	const url = trigger ? `${stage.n8n.url}/webhook/${trigger.webhookId}/webhook` : '';
	return { workflow: await stage.client.createWorkflow(filled), url };
}

/** Publishes an example and enters its address in the settings of the bots. */
async function live(name: string, bots: Bot[], picks: Record<string, unknown> = {}) {
	const { workflow, url } = await stored(name, picks);
	published.add(workflow.id);
	expect((await stage.client.publish(workflow)).status).toBe('published');
	// The bot's own messages as well, so that what it answers could start the workflow again.
	const events = ['incoming_message', 'outgoing_message'];
	for (const bot of bots) bot.webhooks.push({ url, events });
	return workflow;
}

it('sends a photo with a caption to a Telegram contact', async () => {
	const [contact] = contactsOf(botOf('telegram'));
	const { workflow } = await stored('chatbot-send-photo', {
		contactId: picked(contact!.id),
		imageUrl: 'https://shop.example/photo.png',
	});
	const execution = await stage.client.execute(workflow, MANUAL);

	expect(execution.error).toBeUndefined();
	expect(saidTo(contact!)).toEqual([
		{ type: 'photo', photo: 'https://shop.example/photo.png', caption: 'Our new collection' },
	]);
});

it('answers with an AI agent on the channel that a message came from, and remembers who said what', async () => {
	model.play(({ messages }) => ({ say: `You asked: ${asked(messages).join(' ')}` }));
	const [telegram, viber] = [botOf('telegram'), botOf('viber')];
	const [ann] = contactsOf(telegram);
	const [, bob] = contactsOf(viber);
	const workflow = await live('chatbot-ai-reply', [telegram, viber]);
	const { talk } = stage.sandbox.state;

	talk.receive(ann!, 'Are you open on Sunday?');
	talk.receive(bob!, 'Do you ship to Lviv?');
	await executions(stage.client, workflow.id, 2);
	talk.receive(ann!, 'And on Monday?');
	const runs = await executions(stage.client, workflow.id, 3);
	// The answers are events as well, and must not start the workflow again.
	await stage.sandbox.chatbotCourier.settle();

	expect(await stage.client.executions(workflow.id)).toHaveLength(3);
	expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined, undefined]);
	expect(saidTo(ann!)).toEqual([
		{ type: 'text', text: 'You asked: Are you open on Sunday?' },
		{ type: 'text', text: 'You asked: Are you open on Sunday? And on Monday?' },
	]);
	expect(saidTo(bob!)).toEqual([
		{ type: 'text', text: { text: 'You asked: Do you ship to Lviv?' } },
	]);
});

/** What the people in a conversation wrote, as the model is told. */
const asked = (messages: readonly ChatMessage[]) =>
	messages.filter(({ role }) => role === 'user').map(({ content }) => content);

it('sends a WhatsApp template to each number that is one, once', async () => {
	const bot = botOf('whatsapp');
	const { workflow } = await stored('chatbot-whatsapp-template', { botId: picked(bot.id) });
	const execution = await stage.client.execute(workflow, MANUAL);

	expect(execution.error).toBeUndefined();
	const texts = chatbots()
		.outbox.filter(({ contact, source }) => contact.bot === bot && source === 'api')
		.map(({ contact, text }) => [contact.person.phone, text]);
	expect(texts.map(([phone]) => phone)).toEqual(['380931112230', '380931112231']);
	expect(texts[0]?.[1]).toContain('Hello Anna, your order 1001 is on its way.');
	expect(execution.json('Sent')).toHaveLength(2);
	expect(execution.json('Not Sent')).toMatchObject([
		{ error: expect.stringContaining("is not a phone number: 'not known'") },
	]);
});

it('hands a chat over to a person, only when somebody asks for one', async () => {
	const bot = botOf('instagram');
	const [asking, chatting] = contactsOf(bot);
	const [operator] = stage.sandbox.state.account.users();
	const workflow = await live('chatbot-ask-for-human', [bot], { operatorId: operator!.id });

	stage.sandbox.state.talk.receive(chatting!, 'Thank you!');
	stage.sandbox.state.talk.receive(asking!, 'Can I talk to a Human, please?');
	const runs = await executions(stage.client, workflow.id, 2);

	expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
	expect([asking!.isChatOpened, asking!.operatorId]).toEqual([true, operator!.id]);
	expect(asking!.pausedUntil).not.toBeNull();
	expect(saidTo(asking!)).toEqual([
		{ type: 'text', message: { text: 'A colleague will answer you here shortly.' } },
	]);
	expect([chatting!.isChatOpened, chatting!.operatorId, saidTo(chatting!)]).toEqual([
		false,
		null,
		[],
	]);
});

it('answers with buttons, and then to the button that was pressed', async () => {
	const bot = botOf('telegram');
	const { talk } = stage.sandbox.state;
	const [ann, bo] = contactsOf(bot);
	const names = ['order_status', 'opening_hours', 'talk_to_us'];
	// A flow for each button, which does nothing but call n8n.
	const calls = new Map(names.map((name) => [chatbots().addFlow(bot, name, []).id, name]));
	const filled = filledIn('chatbot-buttons', { sendPulse: credential });
	const { parameters } = filled.nodes.find(({ name }) => name === 'Show the Buttons')!;
	const { button } = parameters.buttons as { button: Array<{ flowId: string }> };
	[...calls.keys()].forEach((id, index) => (button[index]!.flowId = id));
	const workflow = await stage.client.createWorkflow(filled);
	published.add(workflow.id);
	expect((await stage.client.publish(workflow)).status).toBe('published');
	const trigger = workflow.nodes.find(({ type }) => type === TRIGGER_TYPE);
	const url = `${stage.n8n.url}/webhook/${trigger?.webhookId}/webhook`;
	bot.webhooks.push({ url, events: ['incoming_message', 'outgoing_message', ...names] });
	/** Presses a button of the last message that has any. */
	const press = (contact: BotContact, label: string) => {
		const [shown] = saidTo(contact).filter((data) => 'reply_markup' in (data as object)) as Array<{
			reply_markup: {
				inline_keyboard: Array<Array<{ text: string; data: { to_chain_id: string } }>>;
			};
		}>;
		const pressed = shown?.reply_markup.inline_keyboard.flat().find(({ text }) => text === label);
		talk.callFromFlow(contact, calls.get(pressed?.data.to_chain_id ?? ''));
	};
	ann!.person.name = 'Ann <3';

	talk.receive(ann!, '/start');
	talk.receive(bo!, 'Where do I find the price of a rose?');
	await executions(stage.client, workflow.id, 2);
	press(ann!, 'Opening hours');
	await executions(stage.client, workflow.id, 3);
	press(ann!, 'Talk to us');
	await executions(stage.client, workflow.id, 4);
	press(ann!, 'Where is my order?');
	const runs = await executions(stage.client, workflow.id, 5);
	await stage.sandbox.chatbotCourier.settle();

	expect(runs.map(({ error }) => error?.message)).toEqual(runs.map(() => undefined));
	expect(await stage.client.executions(workflow.id)).toHaveLength(5);
	expect(saidTo(ann!)).toMatchObject([
		{
			text: 'Hello Ann <3, what can we do for you?',
			reply_markup: {
				inline_keyboard: [...calls.keys()].map((id) => [{ data: { to_chain_id: id } }]),
			},
		},
		{ text: expect.stringContaining('from Monday to Saturday') },
		{ text: 'A colleague will answer you here shortly.' },
		{ text: expect.stringContaining('the number of your order') },
	]);
	expect(ann!.isChatOpened).toBe(true);
	expect([saidTo(bo!), bo!.isChatOpened]).toEqual([[], false]);
});
