/** The CRM in a real n8n: examples as a user has them, and what a run says that stopped half-way. */
import type { Workflow } from '../../host/client.mts';
import { CREDENTIAL_TYPE, openStage, type Stage } from '../../host/stage.mts';
import { filledIn, picked } from './exampleFiles.mts';
import { executions, publishedByTest } from './triggers.mts';
import { MANUAL } from './workflows.mts';

const CRM = 'n8n-nodes-sendpulse.sendPulseCrm';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
let stage: Stage;
const published = publishedByTest(() => stage.client);

beforeAll(async () => {
	stage = await openStage({ sandbox: { crmSearchLag: 500 } });
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

const crm = () => stage.sandbox.state.crm;

/** Publishes an example with its blanks filled in. */
async function live(name: string, picks: Record<string, unknown> = {}): Promise<Workflow> {
	const sendPulse = await stage.credential(`For ${name}`);
	const workflow = await stage.client.createWorkflow(filledIn(name, { sendPulse, picks }));
	published.add(workflow.id);
	expect((await stage.client.publish(workflow)).status).toBe('published');
	return workflow;
}

const names = (ids: ReadonlySet<number>) => [...ids].map((id) => crm().tags.get(id)?.name);

it('a lead form becomes a contact and a deal; who fills it in twice is one contact', async () => {
	const pipeline = crm().pipelines.all()[0]!;
	const [contacts, deals] = [crm().contacts.size, crm().deals.size];
	const workflow = await live('crm-lead-form', { pipelineId: picked(String(pipeline.id)) });
	const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	for (const [number, question] of [
		['', 'Do you have it in blue?'],
		['+49 151 12345678', 'And in green?'],
	]) {
		const form = new FormData();
		const fields = ['Greta Garbo Weber', 'greta@mail.example', number!, question!];
		fields.forEach((value, index) => form.set(`field-${index}`, value));
		const address = `${stage.client.url}/form/${trigger?.webhookId}`;
		expect((await fetch(address, { method: 'POST', body: form })).status).toBe(200);
		const runs = await executions(stage.client, workflow.id, question === 'And in green?' ? 2 : 1);
		expect(runs.map(({ error }) => error?.message)).toEqual(runs.map(() => undefined));
		// By then the search shows who is new.
		await new Promise((resolve) => setTimeout(resolve, 600));
	}

	expect(crm().contacts.size).toBe(contacts + 1);
	const greta = crm().contacts.all().at(-1)!;
	expect([greta.firstName, greta.lastName]).toEqual(['Greta', 'Garbo Weber']);
	expect(greta.phones.map(({ phone }) => phone)).toEqual(['+4915112345678']);
	expect(names(greta.tagIds)).toEqual(['web form']);
	expect(crm().deals.size).toBe(deals + 2);
	const [deal] = crm().deals.all().slice(-1);
	expect(deal).toMatchObject({ name: 'Form: Greta Garbo Weber', pipelineId: pipeline.id });
	expect([...deal!.contactIds]).toEqual([greta.id]);
	expect(deal!.notes.map(({ text }) => text)).toEqual(['And in green?']);
});

it('what chats ask for stands on the CRM contact; who is new there and has a number is made', async () => {
	const { chatbots, talk } = stage.sandbox.state;
	const known = crm()
		.contacts.all()
		.find(({ messengers }) => messengers.some(({ contactId }) => contactId))!;
	const ann = chatbots.contacts.find(({ id }) => id === known.messengers[0]!.contactId)!;
	const stranger = chatbots.contacts.find(({ bot, person }) => bot !== ann.bot && person.phone)!;
	const before = crm().contacts.size;
	const workflow = await live('crm-chat-contact');
	const trigger = workflow.nodes.find(({ type }) => type.endsWith('ChatbotTrigger'))!;
	const url = `${stage.n8n.url}/webhook/${trigger.webhookId}/webhook`;
	for (const { bot } of [ann, stranger]) bot.webhooks.push({ url, events: ['incoming_message'] });

	talk.receive(ann, 'What is the price of two?');
	talk.receive(stranger, 'I want to order');
	talk.receive(ann, 'Good morning');
	const runs = await executions(stage.client, workflow.id, 3);

	expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined, undefined]);
	expect(known.notes.map(({ text }) => text)).toContain('telegram: What is the price of two?');
	expect(known.notes.map(({ text }) => text)).not.toContain('telegram: Good morning');
	expect(names(known.tagIds)).toContain('wants to buy');
	expect(crm().contacts.size).toBe(before + 1);
	const made = crm().contacts.all().at(-1)!;
	expect(made.phones[0]?.phone.replace(/\D/g, '')).toBe(stranger.person.phone?.replace(/\D/g, ''));
});

it('a contact that was made by half is named, and finished by running again', async () => {
	const credential = await stage.credential('For half a contact');
	const node = (number: number, name: string, type: string, parameters: object) => ({
		id: `9b2c0f4e-0000-4000-8000-00000000000${number}`,
		name,
		type,
		typeVersion: 1,
		position: [number * 220, 0] as [number, number],
		parameters: parameters as Record<string, unknown>,
	});
	const contact = {
		resource: 'contact',
		operation: 'upsert',
		matchBy: ['externalId'],
		firstName: 'Half',
		phones: '+4915112345699',
		emails: 'half@mail.example',
		options: { externalId: '8800' },
	};
	const workflow = await stage.client.createWorkflow({
		name: 'Half',
		nodes: [
			node(1, MANUAL, 'n8n-nodes-base.manualTrigger', {}),
			{
				...node(2, 'Contact', CRM, contact),
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
			},
		],
		connections: { [MANUAL]: { main: [[{ node: 'Contact', type: 'main', index: 0 }]] } },
		pinData: { [MANUAL]: [{ json: {} }] },
	});
	const run = async () => await stage.client.execute(workflow, MANUAL);
	const before = crm().contacts.size;
	stage.sandbox.faults.add({
		kind: 'falseResult',
		match: { method: 'POST', path: '/crm/v1/contacts/*/phones' },
	});

	const half = await run();
	stage.sandbox.faults.clear();
	const whole = await run();

	const made = crm().contacts.all().at(-1)!;
	expect(half.error?.message).toMatch(
		new RegExp(
			`^Contact ${made.id} exists and its e-mail address 'half@mail\\.example' is there, but its phone number '\\+4915112345699' was refused`,
		),
	);
	expect(whole.error).toBeUndefined();
	expect(crm().contacts.size).toBe(before + 1);
	expect(whole.json('Contact')).toMatchObject([
		{ externalContactId: '8800', created: false, phones: ['+4915112345699'] },
	]);
	expect(made.emails).toHaveLength(1);
});

/** The manual trigger of examples. */
const BY_CLICK = 'When clicking ‘Execute workflow’';

describe('deals', () => {
	// What is made is found at once: else a second run would have to wait for it.
	beforeEach(() => (stage.sandbox.options.crmSearchLag = 0));

	const stored = async (name: string, picks: Record<string, unknown>) => {
		const sendPulse = await stage.credential(`For ${name}`);
		return await stage.client.createWorkflow(filledIn(name, { sendPulse, picks }));
	};

	it('of orders are made once, and won when they are paid, whatever is sent again', async () => {
		const [sales] = crm().pipelines.all();
		const [first] = sales!.stages;
		const known = crm().deals.size;
		const workflow = await stored('crm-paid-order', { pipelineId: picked(String(sales!.id)) });
		const made = () => crm().deals.all().slice(known);
		const states = () => made().map(({ sourceId, status, price }) => [sourceId, status, price]);

		const execution = await stage.client.execute(workflow, BY_CLICK);

		expect(execution.error).toBeUndefined();
		expect(execution.json('Deal of the Order').map(({ created }) => created)).toEqual([
			true,
			true,
			false,
		]);
		expect(states()).toEqual([
			[100245, 3, 1200.5],
			[100246, 1, 89],
		]);
		expect(made().map(({ stageId }) => stageId)).toEqual([first!.id, first!.id]);
		expect(execution.json('Win the Deal').map(({ statusName }) => statusName)).toEqual([
			'Successful',
			'Successful',
		]);

		// Meanwhile somebody of the team has moved it on.
		const offer = sales!.stages[2]!;
		crm().move(made()[0]!, sales!.id, offer.id);
		const again = await stage.client.execute(workflow, BY_CLICK);

		expect(again.error).toBeUndefined();
		expect(states()).toEqual([
			[100245, 3, 1200.5],
			[100246, 1, 89],
		]);
		expect(made()[0]?.stageId).toBe(offer.id);
	});

	it('of a week are a table and a page with bars, in all pages of the list', async () => {
		const touched = crm()
			.deals.all()
			.filter(({ status, id }) => status !== 0 && id % 4 !== 0);
		for (const deal of touched) crm().touch(crm().deals, deal);
		const workflow = await stored('crm-pipeline-report', {});

		const execution = await stage.client.execute(workflow, BY_CLICK);

		expect(execution.error).toBeUndefined();
		const rows = execution.json('Table');
		const sum = (values: unknown[]) => values.reduce<number>((all, one) => all + Number(one), 0);
		expect(sum(rows.map(({ deals }) => deals))).toBe(touched.length);
		for (const currency of ['USD', 'EUR']) {
			const wanted = touched.filter((deal) => deal.currency === currency).map(({ price }) => price);
			const counted = rows.filter((row) => row.currency === currency).map(({ value }) => value);
			expect(sum(counted)).toBeCloseTo(sum(wanted), 2);
		}
		expect(rows).toContainEqual(
			expect.objectContaining({ pipeline: 'Sales', stage: 'Offer', status: 'Active' }),
		);
		expect(String(execution.json('Page with Bars')[0]?.html)).toContain('<td>Contacted</td>');
		const [file] = execution.items('Make an HTML File');
		const { fileName } =
			((file as { binary?: { data?: { fileName?: string } } }).binary ?? {}).data ?? {};
		expect(fileName).toBe('pipeline.html');
	});
});
