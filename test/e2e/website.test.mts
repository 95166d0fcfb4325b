import type { Credential, Execution, Workflow, WorkflowInput } from '../../host/client.mts';
import { CREDENTIAL_TYPE, openStage, type Stage } from '../../host/stage.mts';
import { filledIn, picked } from './exampleFiles.mts';
import { MANUAL } from './workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const FILE = 'To File';
const NODE = 'Website';
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ sandbox: { campaignStep: 100 } });
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

const state = () => stage.sandbox.state;

type Type = 'sendPulsePush' | 'sendPulsePopup';

/** A workflow that hands a picture to one node. */
function workflowOf(
	type: Type,
	credential: Credential,
	parameters: Record<string, unknown>,
): WorkflowInput {
	const node = (number: number, name: string, nodeType: string, typeVersion: number) => ({
		id: `9a1f0f4e-0000-4000-8000-00000000000${number}`,
		name,
		type: nodeType,
		typeVersion,
		position: [number * 220, 0] as [number, number],
	});
	return {
		name: NODE,
		nodes: [
			{ ...node(1, MANUAL, 'n8n-nodes-base.manualTrigger', 1), parameters: {} },
			{
				...node(2, FILE, 'n8n-nodes-base.convertToFile', 1.1),
				parameters: {
					operation: 'toBinary',
					sourceProperty: 'picture',
					binaryPropertyName: 'rose',
					options: { fileName: 'rose.gif', mimeType: 'image/gif' },
				},
			},
			{
				...node(3, NODE, `n8n-nodes-sendpulse.${type}`, 1),
				parameters,
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
			},
		],
		connections: {
			[MANUAL]: { main: [[{ node: FILE, type: 'main', index: 0 }]] },
			[FILE]: { main: [[{ node: NODE, type: 'main', index: 0 }]] },
		},
		pinData: { [MANUAL]: [{ json: { picture: GIF } }] },
	};
}

const execute = async (...given: Parameters<typeof workflowOf>): Promise<Execution> =>
	await stage.client.execute(await stage.client.createWorkflow(workflowOf(...given)), MANUAL);

async function run(...given: Parameters<typeof workflowOf>) {
	const execution = await execute(...given);
	expect(execution.error).toBeUndefined();
	return execution.json(NODE);
}

describe('SendPulse Web Push', () => {
	const notification = () => ({
		resource: 'campaign',
		operation: 'create',
		websiteId: picked(String(state().push.websites[0]?.id)),
		title: 'Rosen 🌹',
		text: 'Sie sind wieder da',
		sendMode: 'now',
		audience: {
			countries: 'DE',
			variable: {
				filter: {
					variableName: 'interest',
					operator: 'or',
					conditions: {
						condition: [
							{ condition: 'equal', value: 'roses' },
							{ condition: 'equal', value: 'tulips' },
						],
					},
				},
			},
		},
		options: {
			buttons: { button: [{ text: 'Zum Laden', link: 'https://shop.example/roses' }] },
			imageBinaryProperty: 'rose',
			stretchSeconds: 0,
		},
	});
	const made = () => state().push.campaigns.slice(1);

	it('shows a picture and a button to a few, once, and sees what came of it', async () => {
		const credential = await stage.credential('Push');

		const [sent] = await run('sendPulsePush', credential, notification());

		expect(sent).toMatchObject({ success: true, id: made()[0]?.id });
		expect(made()).toMatchObject([
			{
				title: 'Rosen 🌹',
				buttons: [{ text: 'Zum Laden', link: 'https://shop.example/roses' }],
				image: { name: 'rose.gif', bytes: Buffer.from(GIF, 'base64').length },
			},
		]);
		const again = await execute('sendPulsePush', credential, {
			...notification(),
			title: 'Tulpen',
		});
		expect(again.error?.message).toMatch(/takes one push campaign in 15 minutes for a website/);

		const [seen] = await run('sendPulsePush', credential, {
			resource: 'campaign',
			operation: 'get',
			pushCampaignId: { __rl: true, mode: 'id', value: String(sent?.id) },
		});
		expect(seen).toMatchObject({ send: expect.any(Number), deliveryRate: expect.anything() });
		const shown = made()[0]!.shown.map(({ subscriber }) => subscriber);
		expect(shown.length).toBeGreaterThan(0);
		expect(new Set(shown.map(({ country }) => country))).toEqual(new Set(['DE']));
	});

	it('sends once where the answer gets lost, and nothing where a condition is empty', async () => {
		const credential = await stage.credential('Lost push');
		const empty = await execute('sendPulsePush', credential, {
			...notification(),
			audience: { countries: '={{ $json.nothing }}' },
		});
		expect(empty.error?.message).toContain("'Countries' was added but is empty for this item");
		expect(made()).toEqual([]);

		const match = { method: 'POST', path: '/push/tasks' };
		stage.sandbox.faults.add({ kind: 'reset', match, acted: true, times: 1 });
		const lost = await execute('sendPulsePush', credential, notification());
		expect(lost.error?.message).toContain('It was not sent again');
		expect(made()).toHaveLength(1);
	});
});

describe('SendPulse Pop-Ups', () => {
	it('switches a pop-up off, and sees its results and who subscribed', async () => {
		const credential = await stage.credential('Pop-ups');
		const [project] = state().popups.projects;
		const letter = project!.popups[0]!;
		const popupId = { __rl: true, mode: 'id', value: letter.id };

		const [off] = await run('sendPulsePopup', credential, {
			resource: 'popup',
			operation: 'disable',
			popupId,
			options: {},
		});
		expect(off).toMatchObject({ id: letter.id, isEnabled: false, typeName: 'Modal Window' });
		expect(letter.isEnabled).toBe(false);

		const [results] = await run('sendPulsePopup', credential, {
			resource: 'popup',
			operation: 'getStatistics',
			popupId,
			filters: { dateFrom: '2025-06-01', dateTo: '2025-12-31' },
		});
		expect(results).toMatchObject({ peopleReached: 67, subscriptions: 7, subscriptionRate: 10.45 });

		const people = await run('sendPulsePopup', credential, {
			resource: 'subscriber',
			operation: 'getMany',
			from: 'project',
			projectId: picked(project!.id),
			returnAll: true,
			filters: { withEmail: true },
		});
		expect(people).toHaveLength(6);
	});
});

describe('the example', () => {
	async function stored(name: string, picks: Record<string, unknown>): Promise<Workflow> {
		const sendPulse = await stage.credential(`For ${name}`);
		return await stage.client.createWorkflow(filledIn(name, { sendPulse, picks }));
	}

	const start = async (workflow: Workflow) =>
		await stage.client.execute(workflow, 'When clicking ‘Execute workflow’');

	it('"a product is back" shows what it would send, then sends it to those interested', async () => {
		// Of the other one n8n knows that it has had its campaign: the next would wait for its turn.
		const workflow = await stored('push-back-in-stock', {
			websiteId: picked(String(state().push.websites[1]?.id)),
		});
		const sent = () => state().push.campaigns.slice(1);

		const shown = await start(workflow);
		expect(shown.error).toBeUndefined();
		expect(shown.json('Sent')).toMatchObject([
			{ preview: true, body: { title: expect.any(String) } },
		]);
		expect(sent()).toEqual([]);

		const node = workflow.nodes.find(({ name }) => name === 'Tell the Subscribers')!;
		Object.assign(node.parameters.options as object, { preview: false });
		const real = await start(await stage.client.saveWorkflow(workflow));
		expect(real.error).toBeUndefined();
		expect(real.json('Sent')).toMatchObject([{ success: true }]);
		expect(sent()).toMatchObject([
			{
				title: 'Red roses: back in stock',
				link: 'https://shop.example/roses',
				filters: { variable: { name: 'interest', conditions: [{ value: 'roses' }] } },
			},
		]);
	});

	it('"new leads" takes each into the list and the CRM, once', async () => {
		const { popups, lists, crm } = state();
		const customers = crm.contacts.size;
		const letter = popups.projects[0]!.popups[0]!;
		const list = lists.getByName('Newsletter')!;
		const subscribe = (email: string | null, name: string) =>
			popups.subscribe(
				letter,
				{ email, name, phone: '380671234501', gender: 0, city: null },
				Date.now(),
			);
		const workflow = await stored('popup-new-leads', {
			projectId: picked(popups.projects[0]!.id),
			mailingListId: picked(String(list.id)),
		});

		subscribe('ann@mail.example', 'Ann');
		subscribe(null, 'Somebody');
		const first = await start(workflow);
		expect(first.error).toBeUndefined();
		expect(first.json('In the List').map(({ email }) => email)).toEqual(['ann@mail.example']);
		expect(first.json('In the CRM')).toMatchObject([{ firstName: 'Ann', created: true }]);

		subscribe('bob@mail.example', 'Bob');
		const second = await start(workflow);
		expect(second.error).toBeUndefined();
		expect(second.json('In the List').map(({ email }) => email)).toEqual(['bob@mail.example']);
		expect([...list.contacts.values()].map(({ email }) => email)).toEqual([
			'ann@mail.example',
			'bob@mail.example',
		]);
		expect(crm.contacts.size).toBe(customers + 2);
	});
});
