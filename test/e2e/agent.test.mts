import type { Credential, Execution } from '../../host/client.mts';
import { resultsIn, startModel, steps, type ScriptedModel } from '../../host/model.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import type { MailingList } from '../../sandbox/index.mts';
import { AGENT, agentWorkflow, fromAi, type Tool } from './agents.mts';
import { MANUAL } from './workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
jest.setTimeout(180_000);

let stage: Stage;
let model: ScriptedModel;
let credentials: { sendPulse: Credential; model: Credential };

beforeAll(async () => {
	[stage, model] = await Promise.all([openStage(), startModel()]);
	credentials = {
		sendPulse: await stage.credential('For the agent'),
		model: await stage.client.createCredential({
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'any', url: model.url },
		}),
	};
}, INSTALL_MS);

afterAll(async () => {
	await Promise.all([stage?.close(), model?.close()]);
});

function customers(): MailingList {
	const list = stage.sandbox.state.lists.getByName('Customers');
	if (!list) throw new Error('The sandbox has no list "Customers"');
	return list;
}

const listGiven = fromAi('mailing_list_id', 'ID of the mailing list');
const addressGiven = fromAi('email', 'E-mail address of the contact');

const lookUp: Tool = {
	name: 'Look up a contact',
	parameters: {
		resource: 'contact',
		operation: 'get',
		mailingListId: { __rl: true, mode: 'id', value: listGiven },
		email: addressGiven,
	},
};

const add: Tool = {
	name: 'Add a contact',
	parameters: {
		resource: 'contact',
		operation: 'add',
		mailingListId: { __rl: true, mode: 'id', value: listGiven },
		email: addressGiven,
		options: {
			additionalVariables: fromAi('variables', 'What else is known, e.g. {"city": "Kyiv"}', 'json'),
		},
	},
};

const createCampaign: Tool = {
	name: 'Draft a campaign',
	parameters: {
		resource: 'campaign',
		operation: 'create',
		senderName: 'Holm & Sons',
		senderEmail: { __rl: true, mode: 'email', value: 'hello@shop.example' },
		subject: fromAi('subject', 'Subject of the e-mail'),
		contentSource: 'html',
		html: fromAi('html', 'Content of the e-mail'),
		recipients: 'mailingList',
		mailingListIds: listGiven,
		sendMode: 'draft',
		options: {},
	},
};

/** Has the agent work; it must come to an end, whatever its tools say. */
async function ask(request: string, tools: readonly Tool[]): Promise<Execution> {
	const workflow = await stage.client.createWorkflow(agentWorkflow(credentials, request, tools));
	const execution = await stage.client.execute(workflow, MANUAL);
	expect(execution.error).toBeUndefined();
	expect(execution.json(AGENT)).toHaveLength(1);
	return execution;
}

/** What the model was told by its tools in the end. */
const told = () => resultsIn(model.asked.at(-1)?.messages ?? []);

it('is told what each tool does and what it has to fill in', async () => {
	model.play(steps({ say: 'Nothing to do.' }));
	await ask('Hello', [lookUp, add]);

	const tools = new Map(model.asked[0]?.tools.map((tool) => [tool.name, tool]));
	expect([...tools.keys()].sort()).toEqual(['Add_a_contact', 'Look_up_a_contact']);
	expect(tools.get('Add_a_contact')?.description).toBe(
		'Add a contact to a mailing list in SendPulse',
	);
	const { description, parameters } = tools.get('Look_up_a_contact') ?? {};
	expect(description).toBe('Get a contact in SendPulse');
	expect(parameters?.properties).toMatchObject({
		mailing_list_id: { description: 'ID of the mailing list' },
		email: { description: 'E-mail address of the contact' },
	});
});

it('looks up a contact', async () => {
	const list = customers();
	const [contact] = list.contacts.values();
	const { email } = contact!;
	model.play(
		steps({ use: 'Look_up_a_contact', with: { mailing_list_id: String(list.id), email } }),
	);
	await ask(`Who is ${email}?`, [lookUp]);

	const [found] = JSON.parse(told()[0]!) as Array<Record<string, unknown>>;
	expect(found).toMatchObject({ email, statusName: 'Active' });
});

it('adds a contact with what it knows', async () => {
	const list = customers();
	model.play(
		steps({
			use: 'Add_a_contact',
			with: {
				mailing_list_id: String(list.id),
				email: 'agent@example.com',
				variables: { city: 'Kyiv', orders: 3 },
			},
		}),
	);
	await ask('Add agent@example.com from Kyiv', [add]);

	expect(told()).toEqual([
		JSON.stringify([{ success: true, mailingListId: list.id, email: 'agent@example.com' }]),
	]);
	expect(Object.fromEntries(list.contacts.get('agent@example.com')!.variables)).toEqual({
		city: 'Kyiv',
		orders: 3,
	});
});

it('gets usable errors without secrets, and goes on', async () => {
	const email = 'ann@example.com';
	model.play(
		steps(
			{ use: 'Look_up_a_contact', with: { mailing_list_id: '404404', email } },
			{ use: 'Look_up_a_contact', with: { mailing_list_id: 'Customers', email } },
			{ use: 'Look_up_a_contact', with: { mailing_list_id: String(customers().id), email: 'Ann' } },
			{ say: 'I can not find her.' },
		),
	);
	const execution = await ask(`Who is ${email}?`, [lookUp]);

	const [unknownList, noId, noAddress] = told();
	expect(unknownList).toContain(
		'There is no such mailing list. Pick the mailing list again, or check its ID.',
	);
	expect(noId).toContain(
		"'Mailing List' has to be an ID, a whole number like 123456, not 'Customers'.",
	);
	expect(noAddress).toContain("'Email' is not an e-mail address: 'Ann'.");
	expect(execution.json(AGENT)).toEqual([{ output: 'I can not find her.' }]);
	const { clientSecret } = stage.sandbox.state.account;
	expect(JSON.stringify(model.asked)).not.toContain(clientSecret);
});

it('drafts a campaign once', async () => {
	const before = stage.sandbox.state.campaigns.all().length;
	model.play(
		steps({
			use: 'Draft_a_campaign',
			with: { mailing_list_id: String(customers().id), subject: 'News', html: '<p>News</p>' },
		}),
	);
	await ask('Draft a campaign', [createCampaign]);

	expect(JSON.parse(told()[0]!)).toMatchObject([{ statusName: 'Draft' }]);
	expect(stage.sandbox.state.campaigns.all()).toHaveLength(before + 1);
});
