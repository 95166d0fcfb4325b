import type { Browser } from 'playwright-core';

import { openBrowser } from '../../host/browser.mts';
import type { Workflow } from '../../host/client.mts';
import { openEditor, type Editor } from '../../host/editor.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import {
	CONTACT_ID,
	EVENTS,
	event,
	MESSAGES,
	received,
} from '../SendPulseChatbotTrigger/samples.mts';
import { AFTER, executions, post, publishedByTest, triggerWorkflow, until } from './triggers.mts';

const NAME = 'SendPulse Chatbot Trigger';
const TYPE = 'n8n-nodes-sendpulse.sendPulseChatbotTrigger';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
let stage: Stage;
const published = publishedByTest(() => stage.client);

beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

/** A workflow with the trigger, without a credential. */
async function made(parameters: Record<string, unknown>) {
	const { path, ...input } = triggerWorkflow(undefined, parameters, { name: NAME, type: TYPE });
	const workflow = await stage.client.createWorkflow(input);
	return { workflow, url: `${stage.n8n.url}/webhook/${path}` };
}

async function publish(workflow: Workflow): Promise<void> {
	published.add(workflow.id);
	const { status, triggers } = await stage.client.publish(workflow);
	const messages = triggers.map(({ errorMessage }) => errorMessage).join();
	expect([status, messages]).toEqual(['published', '']);
}

async function live(parameters: Record<string, unknown>) {
	const it = await made(parameters);
	await publish(it.workflow);
	return it;
}

const deliver = async (url: string, events: unknown) =>
	(await post(url, JSON.stringify(events))).status;

const listOfBots = {
	nodeType: TYPE,
	typeVersion: 1.2,
	path: 'parameters.filters.botIds',
	methodName: 'getBots',
	parameters: { events: ['all'], filters: {} },
	credentials: {},
};

const asked = (date = 1_700_000_000_000) => received(...MESSAGES.telegram!, { date });

describe('the node', () => {
	it('is known to n8n', async () => {
		const types = await stage.client.nodeTypes();
		expect(types.find(({ name }) => name === TYPE)).toMatchObject({
			displayName: NAME,
			group: ['trigger'],
		});
	});

	it('says that its list of bots needs a credential', async () => {
		await expect(stage.client.options(listOfBots)).rejects.toThrow(
			'Choose a credential to see the bots',
		);
	});
});

describe('published without a credential', () => {
	it('starts with each delivery, one item for each event, and calls SendPulse never', async () => {
		stage.sandbox.log.clear();
		const { workflow, url } = await live({ events: ['all'] });

		expect(await deliver(url, EVENTS)).toBe(200);

		const [run] = await executions(stage.client, workflow.id, 1);
		expect(run?.json(AFTER).map(({ event: name }) => name)).toEqual(
			EVENTS.map(({ title }) => title),
		);
		expect(run?.json(AFTER)[0]).toMatchObject({
			channel: 'telegram',
			contact: { id: CONTACT_ID, variables: { city: 'Kyiv' } },
			text: 'Where is my order?',
			chatInput: 'Where is my order?',
			sessionId: CONTACT_ID,
			occurredAt: '2023-11-14T22:13:20.000Z',
		});
		expect(stage.sandbox.log.map(({ path }) => path)).toEqual([]);

		await stage.client.unpublish(workflow.id);
		await until('n8n to forget the address', async () =>
			(await deliver(url, [event('open_chat')])) === 404 ? true : undefined,
		);
	});

	it('drops what is not wanted, and hands the rest over untouched if told so', async () => {
		const { workflow, url } = await live({
			events: ['incoming_message', 'order paid'],
			simplify: false,
			filters: { channels: ['whatsapp'] },
		});
		const wanted = [
			received(...MESSAGES.whatsapp!),
			event('order paid', { service: 'whatsapp', own: { fields: [1, null] } }),
		];

		expect(await deliver(url, [asked(), event('open_chat')])).toBe(200);
		expect(await deliver(url, [asked(), ...wanted, event('bot_block')])).toBe(200);

		const [run] = await executions(stage.client, workflow.id, 1);
		expect(run?.json(NAME)).toEqual(wanted);
	});

	it('starts nothing for what comes again, even if all come at the same moment', async () => {
		const { workflow, url } = await live({ events: ['incoming_message'] });
		const bodies = Array.from({ length: 10 }, (_, number) => [asked(1_700_000_000_000 + number)]);

		await Promise.all(bodies.map(async (body) => await deliver(url, body)));
		await executions(stage.client, workflow.id, bodies.length);
		for (const body of bodies) expect(await deliver(url, body)).toBe(200);

		expect(await stage.client.executions(workflow.id, 100)).toHaveLength(bodies.length);
	});

	it('is refused with settings that deliveries could not be judged by', async () => {
		const { workflow } = await made({ events: ['all'], options: { ipAllowlist: 'my office' } });
		published.add(workflow.id);

		const { status, triggers } = await stage.client.publish(workflow);

		expect(status).toBe('failed');
		expect(triggers[0]?.errorMessage).toContain("'IP(s) Allowlist' has an entry");
	});

	it('answers whatever comes, and goes on', async () => {
		const { workflow, url } = await live({ events: ['all'] });
		const json = 'application/json';
		const form = 'application/x-www-form-urlencoded';
		const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
		const hostile: Array<[body: string | Buffer, type: string]> = [
			...['', '{}', '[]', 'null', '1', '"open_chat"', '[[[]]]', '{"title":1}'].map(
				(body) => [body, json] as [string, string],
			),
			['{"title":"open_chat"', json],
			[nested(200_000), json],
			[`{"title":"open_chat","info":${nested(50_000)}}`, json],
			['{"title":"open_chat","contact":{"__proto__":{"a":1},"variables":{"__proto__":1}}}', json],
			['{"title":"__proto__","service":"constructor","info":{"message":"toString"}}', json],
			[JSON.stringify(received('telegram', { text: 'x'.repeat(5_000_000) })), json],
			[Buffer.alloc(100_000, 0xff), json],
			['title=open_chat&'.repeat(100_000), form],
			[`title=open_chat&a${'[b]'.repeat(500_000)}=1`, form],
			['__proto__[polluted]=1&title=bot_block', form],
			['<title>open_chat</title>', 'application/xml'],
			['{"title":"open_chat"}', ''],
			['hello', 'text/plain'],
		];

		const answers = [];
		for (const [body, type] of hostile) {
			const { status } = await post(url, body, type).catch(() => ({ status: 0 }));
			answers.push([String(body).slice(0, 60), type, status]);
		}

		// n8n itself refuses broken JSON (422), the node what holds no event (400); nothing fails inside.
		const good = [200, 400, 422];
		expect(answers.filter(([, , status]) => !good.includes(Number(status)))).toEqual([]);
		expect(await deliver(url, [event('the last one')])).toBe(200);
		await until('the last delivery to arrive', async () => {
			const [newest] = await stage.client.executions(workflow.id, 1);
			if (!newest || ['new', 'running', 'waiting'].includes(newest.status)) return undefined;
			const run = await stage.client.finished(newest.id);
			return run.json(NAME).some(({ event: name }) => name === 'the last one') || undefined;
		});
		const runs = await stage.client.executions(workflow.id, 100);
		expect(runs.filter(({ status }) => status !== 'success')).toEqual([]);
	});
});

describe('with the bots of the sandbox', () => {
	beforeEach(() => stage.sandbox.reset());

	/** An active bot of each channel, and somebody who has a chat with it. */
	const chats = () => {
		const { bots, contacts } = stage.sandbox.state.chatbots;
		return bots
			.filter(({ active }) => active)
			.map((bot) => {
				const contact = contacts.find((one) => one.bot === bot);
				if (!contact) throw new Error(`Nobody knows ${bot.name}`);
				return { bot, contact };
			});
	};

	it('offers them to choose from', async () => {
		const { id, name } = await stage.credential('Bots');
		const options = await stage.client.options({
			...listOfBots,
			credentials: { sendPulseRestApi: { id, name } },
		});
		expect(options.map(({ value }) => value).sort()).toEqual(
			stage.sandbox.state.chatbots.bots.map((bot) => bot.id).sort(),
		);
	});

	it('lets the chatbot node answer on every channel, with nothing between them', async () => {
		const { id, name } = await stage.credential('Answers');
		const { path, ...input } = triggerWorkflow(
			undefined,
			{ events: ['incoming_message'] },
			{ name: NAME, type: TYPE },
		);
		const answering = input.nodes.map((node) =>
			node.name === AFTER
				? {
						...node,
						type: 'n8n-nodes-sendpulse.sendPulseChatbot',
						parameters: {
							resource: 'message',
							operation: 'send',
							channel: '={{ $json.channel }}',
							contactId: { __rl: true, mode: 'id', value: '={{ $json.contact.id }}' },
							messageType: 'text',
							text: '={{ $json.contact.name }} asked: {{ $json.text }}',
						},
						credentials: { sendPulseRestApi: { id, name } },
					}
				: node,
		);
		const workflow = await stage.client.createWorkflow({ ...input, nodes: answering });
		await publish(workflow);
		const url = `${stage.n8n.url}/webhook/${path}`;
		const all = chats();
		expect(all).toHaveLength(Object.keys(MESSAGES).length);

		for (const { bot, contact } of all) {
			bot.webhooks.push({ url, events: ['incoming_message', 'open_chat'] });
			stage.sandbox.state.talk.receive(contact, `Hello ${bot.channel}`);
			stage.sandbox.state.talk.openChat(contact);
		}
		await stage.sandbox.chatbotCourier.settle();

		const runs = await executions(stage.client, workflow.id, all.length);
		expect(runs.map(({ error }) => error?.message)).toEqual(runs.map(() => undefined));
		for (const { bot, contact } of all) {
			const answers = stage.sandbox.state.chatbots.outbox.filter(
				(message) => message.contact === contact && message.source === 'api',
			);
			expect(answers.at(-1)?.text).toBe(`${contact.person.name} asked: Hello ${bot.channel}`);
		}
		expect(stage.sandbox.chatbotCourier.deliveries.map(({ status }) => status)).toEqual(
			Array(2 * all.length).fill(200),
		);
	});
});

describe('in the editor', () => {
	let browser: Browser;
	let editor: Editor;

	beforeAll(async () => {
		browser = await openBrowser();
	});

	afterAll(async () => {
		await browser?.close();
	});

	beforeEach(async () => {
		editor = await openEditor(browser, stage.client);
	});

	afterEach(async () => {
		await editor.close();
	});

	/** What the node shows under "Webhook URLs", once they are unfolded. */
	async function shownUrl(kind: 'test' | 'production'): Promise<string> {
		const urls = editor.page.locator('.webhooks');
		await urls.getByTestId(`radio-button-${kind}`).click();
		return (await urls.locator('.webhook-url').innerText()).trim();
	}

	it('shows the addresses to be pasted and says where, and they are those that work', async () => {
		const { workflow } = await live({ events: ['incoming_message'] });
		await editor.openWorkflow(workflow.id);
		await editor.openNode(NAME);
		await editor.page.getByText('Webhook URLs', { exact: true }).click();

		await editor.page.getByText('the bot, Bot Settings > Webhooks').waitFor();
		expect(await deliver(await shownUrl('production'), [asked()])).toBe(200);
		const [run] = await executions(stage.client, workflow.id, 1);
		expect(run?.json(NAME)).toMatchObject([{ text: 'Where is my order?' }]);

		const testUrl = await shownUrl('test');
		expect(await deliver(testUrl, [asked()])).toBe(404);
		await editor.page.getByTestId('node-execute-button').click();
		await editor.page.getByText('Listening for test event').waitFor();
		expect(await deliver(testUrl, [asked()])).toBe(200);
		await editor.output.getByText('Where is my order?').first().waitFor();

		expect(editor.takeComplaints()).toEqual([]);
	});
});
