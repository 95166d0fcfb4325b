import type { Credential, Execution, WorkflowInput } from '../../host/client.mts';
import { CREDENTIAL_TYPE, openStage, type Stage } from '../../host/stage.mts';
import { verifierTests } from './verifier.mts';
import { MANUAL } from './workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const NODE = 'Messages';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ sandbox: { smsNumberDelay: 1_500, campaignStep: 100 } });
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

const state = () => stage.sandbox.state;
const list = () => ({
	mailingListId: {
		__rl: true,
		mode: 'list',
		value: String(state().lists.getByName('Beta testers')?.id),
	},
});

/** A workflow that hands these items to one node. */
function workflowOf(
	type: 'sendPulseSms' | 'sendPulseViber',
	credential: Credential,
	parameters: Record<string, unknown>,
	items: Array<Record<string, unknown>> = [{}],
): WorkflowInput {
	const node = (number: number, name: string, nodeType: string) => ({
		id: `8c1f0f4e-0000-4000-8000-00000000000${number}`,
		name,
		type: nodeType,
		typeVersion: 1,
		position: [number * 220, 0] as [number, number],
	});
	return {
		name: NODE,
		nodes: [
			{ ...node(1, MANUAL, 'n8n-nodes-base.manualTrigger'), parameters: {} },
			{
				...node(2, NODE, `n8n-nodes-sendpulse.${type}`),
				parameters,
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
			},
		],
		connections: { [MANUAL]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		pinData: { [MANUAL]: items.map((json) => ({ json })) },
	};
}

const execute = async (...given: Parameters<typeof workflowOf>): Promise<Execution> =>
	await stage.client.execute(await stage.client.createWorkflow(workflowOf(...given)), MANUAL);

async function run(...given: Parameters<typeof workflowOf>): Promise<Execution> {
	const execution = await execute(...given);
	expect(execution.error).toBeUndefined();
	return execution;
}

const newest = () => state().sms.campaigns.all().at(-1);

const message = {
	resource: 'message',
	operation: 'send',
	senderName: { __rl: true, mode: 'list', value: 'HolmSons' },
	phones: '={{ $json.phones }}',
	text: '=Order {{ $json.order }} is ready',
	sendMode: 'now',
	options: {},
};
const route = { route: [{ countryCode: 'ua', routeType: 'national' }] };

describe('SendPulse SMS', () => {
	it('sends to numbers, under a price, and says which campaign it was', async () => {
		const credential = await stage.credential('SMS');
		const before = state().sms.campaigns.all().length;
		const items = [
			{ phones: '+380 67 123 45 01', order: 1 },
			{ phones: ['380671234502', '447700900123'], order: 1 },
			{ phones: '380671234501', order: 2 },
		];

		const dear = await execute(
			'sendPulseSms',
			credential,
			{ ...message, options: { maxPrice: 0.0001 } },
			items,
		);
		expect(dear.error?.message).toMatch(/^Item 1: This would cost .* Nothing was sent\.$/);
		expect(state().sms.campaigns.all()).toHaveLength(before);

		const sent = await run(
			'sendPulseSms',
			credential,
			{ ...message, options: { maxPrice: 1_000, routes: route } },
			items,
		);
		expect(sent.json(NODE).map(({ success, phones }) => [success, phones])).toEqual([
			[true, ['380671234501']],
			[true, ['380671234502', '447700900123']],
			[true, ['380671234501']],
		]);
		const made = state().sms.campaigns.all().slice(before);
		expect(made.map(({ body, messages }) => [body, messages.length])).toEqual([
			['Order 1 is ready', 3],
			['Order 2 is ready', 1],
		]);
		expect(sent.json(NODE).map(({ campaign_id }) => campaign_id)).toEqual([
			made[0]?.id,
			made[0]?.id,
			made[1]?.id,
		]);
	});

	it('sends once where the answer gets lost, and says so', async () => {
		const credential = await stage.credential('Lost SMS');
		const match = { method: 'POST', path: '/sms/send' };
		stage.sandbox.faults.add({ kind: 'reset', match, acted: true, times: 1 });
		const before = state().sms.campaigns.all().length;

		const { error } = await execute('sendPulseSms', credential, message, [
			{ phones: '380671234501', order: 1 },
		]);

		expect(error?.message).toContain('It was not sent again');
		expect(state().sms.campaigns.all()).toHaveLength(before + 1);
	});

	it('adds numbers with their variables, and waits for them before a campaign', async () => {
		const credential = await stage.credential('SMS to a list');
		const { value } = list().mailingListId;
		const { phoneBook } = state().lists.get(Number(value))!;

		const added = await run(
			'sendPulseSms',
			credential,
			{
				resource: 'phoneNumber',
				operation: 'add',
				...list(),
				phone: '={{ $json.phone }}',
				variables: { mappingMode: 'autoMapInputData', value: null, schema: [] },
				options: {},
			},
			[
				{ phone: '+380 67 123 45 77', name: 'Тарас' },
				{ phone: '+380 67 123 45 78', name: 'Леся' },
			],
		);
		expect(added.json(NODE).map(({ success }) => success)).toEqual([true, true]);
		expect(phoneBook.get('380671234577')?.variables.get('name')).toBe('Тарас');

		const campaign = {
			resource: 'campaign',
			operation: 'create',
			senderName: 'HolmSons',
			...list(),
			text: '{{name}}, the beta is out',
			options: {},
		};
		const test = await run('sendPulseSms', credential, campaign);
		expect(test.json(NODE)).toMatchObject([{ success: true, test: true }]);
		expect(test.hints(NODE)).toEqual([expect.stringMatching(/^This is a test/)]);

		await run('sendPulseSms', credential, { ...campaign, sendMode: 'now' });
		const texts = newest()?.messages.map(({ text }) => text);
		expect(texts).toEqual(
			expect.arrayContaining(['Тарас, the beta is out', 'Леся, the beta is out']),
		);
	});
});

describe('SendPulse Viber Campaigns', () => {
	it('sends a picture and a button, with SMS behind them, and sees who it went to', async () => {
		const credential = await stage.credential('Viber');
		const [sender] = state().viber.senders;
		const before = state().viber.campaigns().length;

		const sent = await run(
			'sendPulseViber',
			credential,
			{
				resource: 'message',
				operation: 'send',
				senderId: { __rl: true, mode: 'list', value: String(sender?.id) },
				phones: '={{ $json.phones }}',
				messageType: 'promo',
				content: 'textButtonAndImage',
				text: 'Spring is coming 🌷',
				buttonText: 'To the shop',
				buttonUrl: 'https://shop.example',
				imageUrl: 'https://shop.example/rose.jpg',
				sendMode: 'now',
				resendAsSms: true,
				smsText: 'Spring is coming',
				smsSenderName: { __rl: true, mode: 'name', value: 'HolmSons' },
				options: { lifetime: 600 },
			},
			[{ phones: '380671234501' }, { phones: '+44 7700 900123' }],
		);

		expect(state().viber.campaigns()).toHaveLength(before + 1);
		const [{ task_id: id }] = sent.json(NODE) as [Record<string, unknown>];
		const recipients = await run('sendPulseViber', credential, {
			resource: 'campaign',
			operation: 'getRecipients',
			viberCampaignId: { __rl: true, mode: 'id', value: String(id) },
			returnAll: true,
		});
		expect(recipients.json(NODE).map(({ phone, task_id }) => [phone, task_id])).toEqual([
			['380671234501', id],
			['447700900123', id],
		]);
	});

	it('goes to a mailing list later, not to who wants none, and once where the answer gets lost', async () => {
		const credential = await stage.credential('Viber to a list');
		const before = state().viber.campaigns().length;
		const [stop, other] = ['380671234501', '447700900123'];
		const message = {
			senderId: { __rl: true, mode: 'list', value: String(state().viber.senders[0]?.id) },
			messageType: 'promo',
			content: 'text',
			text: 'Spring is coming',
			resendAsSms: false,
			options: {},
		};

		await run('sendPulseViber', credential, {
			resource: 'blacklist',
			operation: 'add',
			phone: '+380 67 123 45 01',
			options: { description: 'Asked by phone' },
		});
		const blocked = await run('sendPulseViber', credential, {
			resource: 'blacklist',
			operation: 'getMany',
			returnAll: true,
		});
		expect(blocked.json(NODE).map(({ phone }) => phone)).toContain(stop);

		const scheduled = await run('sendPulseViber', credential, {
			resource: 'campaign',
			operation: 'create',
			...message,
			...list(),
			sendMode: 'schedule',
			sendDate: '2097-01-01T10:00:00Z',
		});
		expect(scheduled.json(NODE)).toMatchObject([
			{ success: true, mailingListId: Number(list().mailingListId.value) },
		]);

		const match = { method: 'POST', path: '/viber' };
		stage.sandbox.faults.add({ kind: 'reset', match, acted: true, times: 1 });
		const { error } = await execute('sendPulseViber', credential, {
			resource: 'message',
			operation: 'send',
			...message,
			phones: `${stop}, ${other}`,
			sendMode: 'now',
		});
		expect(error?.message).toContain('It was not sent again');
		const [toList, toNumbers, ...more] = state().viber.campaigns().slice(before);
		expect([toList?.sendAt, more]).toEqual([Date.UTC(2097, 0, 1, 10), []]);
		expect(toNumbers?.recipients).toMatchObject([{ phone: other }]);
	});
});

describe('SendPulse Email Verifier', () => verifierTests(() => stage));
