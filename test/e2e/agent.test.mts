import type { Credential, Execution, WorkflowInput } from '../../host/client.mts';
import { resultsIn, startModel, steps, type ScriptedModel } from '../../host/model.mts';
import { openStage, type Stage } from '../../host/stage.mts';
import type { MailingList } from '../../sandbox/index.mts';
import { AGENT, agentWorkflow, fromAi, type Tool } from './agents.mts';
import { filledIn, picked } from './exampleFiles.mts';
import { MANUAL } from './workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
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

const addByFields: Tool = {
	name: 'Add a customer',
	parameters: {
		...add.parameters,
		variables: {
			mappingMode: 'defineBelow',
			value: {
				city: fromAi('city', 'Where the contact lives'),
				orders: fromAi('orders', 'Number of orders', 'number'),
			},
			matchingColumns: [],
			schema: [variable('city', 'string'), variable('orders', 'number')],
		},
		options: {},
	},
};

/** Of a list, as the mapper keeps it. */
function variable(id: string, type: string) {
	return { id, displayName: id, required: false, defaultMatch: false, display: true, type };
}

const listContacts: Tool = {
	name: 'List contacts',
	parameters: {
		resource: 'contact',
		operation: 'getMany',
		mailingListId: { __rl: true, mode: 'id', value: listGiven },
		returnAll: false,
		limit: fromAi('limit', 'How many contacts', 'number'),
	},
};

/** Has the agent work; it must come to an end, whatever its tools say. */
async function ask(request: string, tools: readonly Tool[]): Promise<Execution> {
	return await run(agentWorkflow(credentials, request, tools), MANUAL);
}

async function run(workflow: WorkflowInput, trigger: string): Promise<Execution> {
	const execution = await stage.client.execute(
		await stage.client.createWorkflow(workflow),
		trigger,
	);
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
		'Add or update a contact in a mailing list in SendPulse',
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
			{ use: 'Look_up_and_go_on', with: { mailing_list_id: '404404', email } },
			{ say: 'I can not find her.' },
		),
	);
	const goingOn = {
		...lookUp,
		name: 'Look up and go on',
		onError: 'continueRegularOutput',
	} as const;
	const execution = await ask(`Who is ${email}?`, [lookUp, goingOn]);

	const [unknownList, noId, noAddress, asItem] = told();
	expect(unknownList).toContain(
		'There is no such mailing list. Pick the mailing list again, or check its ID.',
	);
	expect(noId).toContain(
		"'Mailing List' has to be an ID, a whole number like 123456, not 'Customers'.",
	);
	expect(noAddress).toContain("'Email' is not an e-mail address: 'Ann'.");
	expect(JSON.parse(asItem!)).toEqual([
		{ error: expect.stringContaining('There is no such mailing list.') as string },
	]);
	expect(execution.json(AGENT)).toEqual([{ output: 'I can not find her.' }]);
	const { clientSecret } = stage.sandbox.state.account;
	expect(JSON.stringify(model.asked)).not.toContain(clientSecret);
});

it('fills in the variables of a list one by one, and is told which of them is wrong', async () => {
	const list = customers();
	const known = { mailing_list_id: String(list.id), email: 'fields@example.com' };
	model.play(
		steps(
			{ use: 'Add_a_customer', with: { ...known, city: 'Lviv', orders: 'a lot' } },
			{ use: 'Add_a_customer', with: { ...known, city: 'Lviv', orders: 7 } },
		),
	);
	await ask('Add fields@example.com from Lviv, seven orders', [addByFields]);

	expect(model.asked[0]?.tools[0]?.parameters.properties).toMatchObject({
		city: { type: 'string', description: 'Where the contact lives' },
		orders: { type: 'number', description: 'Number of orders' },
	});
	expect(told()).toEqual([
		expect.stringContaining("The variable 'orders' wants a number, not 'a lot'."),
		expect.stringContaining('"success":true'),
	]);
	expect(Object.fromEntries(list.contacts.get(known.email)!.variables)).toEqual({
		city: 'Lviv',
		orders: 7,
	});
});

it('reads no more than it asked for', async () => {
	const list = customers();
	const input = { mailing_list_id: String(list.id), limit: 3 };
	model.play(steps({ use: 'List_contacts', with: input }));
	await ask('Name three customers', [listContacts]);

	const contacts = JSON.parse(told()[0]!) as Array<Record<string, unknown>>;
	expect(contacts.map(({ email }) => email)).toEqual(
		[...list.contacts.values()].slice(0, 3).map(({ email }) => email),
	);
	expect(Object.keys(contacts[0]!).length).toBeLessThanOrEqual(10);
});

it('drafts a campaign once, and is told so when nobody knows', async () => {
	const { campaigns } = stage.sandbox.state;
	const before = campaigns.all().length;
	// SendPulse makes the campaign, and nobody hears of it.
	const match = { method: 'POST', path: '/campaigns' };
	stage.sandbox.faults.add({ kind: 'reset', match, acted: true, times: 1 });
	const html = '<p>Hello {{name}}</p>';
	model.play(
		steps({
			use: 'Draft_a_campaign',
			with: { mailing_list_id: String(customers().id), subject: 'News', html },
		}),
	);
	await ask('Draft a campaign', [createCampaign]);

	const [unclear] = told();
	expect(unclear).toContain('because SendPulse may have done it all the same. Look in SendPulse');
	expect(campaigns.all().slice(before)).toMatchObject([{ subject: 'News', body: html }]);
});

it('drafts a campaign', async () => {
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

describe('the example', () => {
	const CHAT = 'When chat message received';

	/** The example, and what somebody writes to the agent. */
	const written = (chatInput: string): WorkflowInput => ({
		...filledIn('agent-mailing-lists', {
			...credentials,
			picks: { senderEmail: picked('hello@shop.example') },
		}),
		pinData: { [CHAT]: [{ json: { sessionId: 'a', action: 'sendMessage', chatInput } }] },
	});

	it('tells the model what each tool is for, and what to fill in', async () => {
		model.play(steps({ say: 'Hello!' }));
		await run(written('Hello'), CHAT);

		const tools = model.asked[0]?.tools ?? [];
		expect(tools.map(({ name }) => name).sort()).toEqual([
			'Add_a_Contact',
			'Draft_a_Campaign',
			'Find_Mailing_Lists',
			'Look_Up_a_Contact',
		]);
		for (const { name, description, parameters } of tools) {
			expect([name, description]).toEqual([name, expect.stringMatching(/^.{20,}\.$/)]);
			for (const [field, { description: what }] of Object.entries(parameters.properties ?? {}))
				expect([field, what]).toEqual([field, expect.stringMatching(/^.{10,}$/)]);
		}
	});

	it('finds the list, adds a contact to it and drafts an e-mail, from what the tools say alone', async () => {
		const list = customers();
		const email = 'talked@example.com';
		const { campaigns } = stage.sandbox.state;
		const before = campaigns.all().length;
		model.play(({ messages }) => {
			const results = resultsIn(messages);
			const lists = JSON.parse(results[0] ?? '[]') as Array<{ id: number; name: string }>;
			const id = lists.find(({ name }) => name === 'Customers')?.id;
			const next = [
				{ use: 'Find_Mailing_Lists', with: {} },
				{ use: 'Look_Up_a_Contact', with: { mailing_list_id: id, email } },
				{
					use: 'Add_a_Contact',
					with: { mailing_list_id: id, email, variables: { city: 'Odesa' } },
				},
				{
					use: 'Draft_a_Campaign',
					with: { mailing_list_id: id, subject: 'Hello {{name}}', html: '<p>Welcome</p>' },
				},
			];
			return next[results.length] ?? { say: 'Added, and drafted.' };
		});
		const execution = await run(written(`Add ${email} from Odesa, and draft a welcome`), CHAT);

		expect(execution.json(AGENT)).toEqual([{ output: 'Added, and drafted.' }]);
		const [, nobody, added, drafted] = told();
		expect(nobody).toContain("can't find the address there. Check the spelling");
		expect(JSON.parse(added!)).toMatchObject([{ success: true, email }]);
		expect(JSON.parse(drafted!)).toMatchObject([{ statusName: 'Draft' }]);
		expect(Object.fromEntries(list.contacts.get(email)!.variables)).toEqual({ city: 'Odesa' });
		expect(campaigns.all().slice(before)).toMatchObject([
			{ subject: 'Hello {{name}}', listIds: [list.id], senderEmail: 'hello@shop.example' },
		]);
	});
});
