import { setTimeout as wait } from 'node:timers/promises';

import type { Credential, Execution, WorkflowInput } from '../../host/client.mts';
import { CREDENTIAL_TYPE, openStage, type Stage } from '../../host/stage.mts';
import { MANUAL } from './workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const NODE_TYPE = 'n8n-nodes-sendpulse.sendPulseSmtp';
const FILE = 'To File';
const SMTP = 'SendPulse SMTP';
const POLL_MS = 100;
const POLL_BOUND_MS = 60_000;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ sandbox: { smtpInfoDelay: 100, campaignStep: 100 } });
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

const state = () => stage.sandbox.state;

/** Both ways in: client id and secret, and an API key. */
const keys: Array<[string, () => Record<string, unknown>]> = [
	['client ID and secret', () => ({})],
	[
		'an API key',
		() => ({
			authentication: 'apiKey',
			clientId: '',
			clientSecret: '',
			apiKey: state().account.apiKeys[0]?.key ?? '',
		}),
	],
];

/** Items become files, which travel with them into one SendPulse SMTP node. */
function smtpWorkflow(
	credential: Credential,
	parameters: Record<string, unknown>,
	items: Array<Record<string, unknown>> = [{}],
): WorkflowInput {
	const node = (number: number, name: string, type: string, typeVersion: number) => ({
		id: `7c1f0f4e-0000-4000-8000-00000000000${number}`,
		name,
		type,
		typeVersion,
		position: [number * 220, 0] as [number, number],
	});
	return {
		name: SMTP,
		nodes: [
			{ ...node(1, MANUAL, 'n8n-nodes-base.manualTrigger', 1), parameters: {} },
			{
				...node(2, FILE, 'n8n-nodes-base.convertToFile', 1.1),
				parameters: {
					operation: 'toText',
					sourceProperty: 'invoice',
					options: { fileName: 'Rechnung ß.txt' },
				},
			},
			{
				...node(3, SMTP, NODE_TYPE, 1),
				parameters,
				credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
			},
		],
		connections: {
			[MANUAL]: { main: [[{ node: FILE, type: 'main', index: 0 }]] },
			[FILE]: { main: [[{ node: SMTP, type: 'main', index: 0 }]] },
		},
		pinData: { [MANUAL]: items.map((json) => ({ json: { invoice: 'Summe: 19,90 €', ...json } })) },
	};
}

async function run(...given: Parameters<typeof smtpWorkflow>): Promise<Execution> {
	const workflow = await stage.client.createWorkflow(smtpWorkflow(...given));
	const execution = await stage.client.execute(workflow, MANUAL);
	expect(execution.error).toBeUndefined();
	return execution;
}

async function until(what: string, happened: () => boolean): Promise<void> {
	const deadline = Date.now() + POLL_BOUND_MS;
	while (!happened()) {
		if (Date.now() > deadline) throw new Error(`${what} did not happen`);
		await wait(POLL_MS);
	}
}

const letter = {
	resource: 'email',
	operation: 'send',
	senderName: 'Holm & Sons',
	senderEmail: { __rl: true, mode: 'list', value: 'hello@shop.example' },
	toEmail: `={{ $('${MANUAL}').item.json.to }}`,
	subject: `=Order {{ $('${MANUAL}').item.json.order }}`,
	contentSource: 'html',
	html: '<h1>Größe 名</h1>',
	options: {},
};

describe.each(keys)('with %s', (name, data) => {
	it('sends with a file and with a template, and sees what became of it', async () => {
		const credential = await stage.credential(`SMTP: ${name}`, data());
		const template = state().templates.add({
			name: 'Receipt',
			lang: 'en',
			createdAt: Date.now(),
			body: '<p>Thank you, {{name}}</p>',
		});
		state().fates.decide('nobody@gone.example', { delivery: 'hardBounce' });

		const withFile = await run(
			credential,
			{ ...letter, options: { attachmentsBinaryProperties: 'data' } },
			[
				{ to: '"Lindström, Anna" <anna.lindstrom@mail.example>', order: 1 },
				{ to: 'nobody@gone.example', order: 2 },
			],
		);
		const fromTemplate = await run(
			credential,
			{
				...letter,
				contentSource: 'template',
				templateId: { __rl: true, mode: 'list', value: String(template.realId) },
				templateVariables: {
					mappingMode: 'defineBelow',
					value: { name: 'Zoë' },
					schema: [{ id: 'name', displayName: 'name', type: 'string', display: true }],
				},
			},
			[{ to: 'dmytro@mail.example', order: 3 }],
		);

		const sent = [...withFile.json(SMTP), ...fromTemplate.json(SMTP)];
		expect(sent.map(({ success, to, subject }) => [success, to, subject])).toEqual([
			[true, ['anna.lindstrom@mail.example'], 'Order 1'],
			[true, ['nobody@gone.example'], 'Order 2'],
			[true, ['dmytro@mail.example'], 'Order 3'],
		]);
		const mails = sent.map(({ id }) => state().smtp.mails.get(String(id)));
		expect(mails[0]).toMatchObject({
			to: [{ email: 'anna.lindstrom@mail.example', name: 'Lindström, Anna' }],
			html: '<h1>Größe 名</h1>',
			text: 'Größe 名',
			attachments: [{ name: 'Rechnung ß.txt', bytes: Buffer.byteLength('Summe: 19,90 €') }],
		});
		expect(mails[2]?.html).toBe('<p>Thank you, Zoë</p>');
		await until('an answer to each', () =>
			mails.every((mail) => mail?.recipients.every(({ answer }) => answer !== null)),
		);

		const found = await run(
			credential,
			{
				resource: 'email',
				operation: 'get',
				emailId: { __rl: true, mode: 'id', value: `={{ $('${MANUAL}').item.json.id }}` },
				simplify: true,
			},
			sent.map(({ id }) => ({ id })),
		);
		expect(found.json(SMTP).map(({ id, delivered }) => [id, delivered])).toEqual(
			sent.map(({ id }, index) => [id, index !== 1]),
		);
		const bounces = await run(credential, {
			resource: 'bounce',
			operation: 'getMany',
			returnAll: true,
			filters: {},
		});
		expect(bounces.json(SMTP)).toEqual([
			expect.objectContaining({ email_to: 'nobody@gone.example', subject: 'Order 2' }),
		]);
	});

	it('leaves out who has unsubscribed', async () => {
		const credential = await stage.credential(`Unsubscribed: ${name}`, data());
		const [enough, other] = ['enough@mail.example', 'anna.lindstrom@mail.example'];
		const onList = (operation: string, more = {}) => ({
			resource: 'unsubscribeList',
			operation,
			email: enough,
			...more,
		});

		await run(credential, onList('add', { options: { comment: 'Asked by phone' } }));
		const checked = await run(credential, onList('check'));
		const mailed = await run(credential, { ...letter, options: { ifUnsubscribed: 'skip' } }, [
			{ to: enough, order: 1 },
			{ to: [other, enough], order: 2 },
		]);
		await run(credential, onList('delete', { options: {} }));

		expect(checked.json(SMTP)).toEqual([{ email: enough, unsubscribed: true }]);
		expect(mailed.json(SMTP)).toEqual([
			{ success: false, skipped: true, unsubscribed: [enough], subject: 'Order 1' },
			{
				success: true,
				id: expect.any(String),
				to: [other],
				subject: 'Order 2',
				unsubscribed: [enough],
			},
		]);
		expect(mailed.hints(SMTP)).toEqual([
			'One e-mail is not sent, because its recipients are on the unsubscribe list.',
		]);
		expect(state().smtp.unsubscribed.has(enough)).toBe(false);
		expect(
			stage.sandbox.log.filter(({ method, path }) => method === 'POST' && path === '/smtp/emails'),
		).toHaveLength(1);
	});
});

it('sends once where the answer gets lost, and says so', async () => {
	const credential = await stage.credential('Lost answer');
	const match = { method: 'POST', path: '/smtp/emails' };
	stage.sandbox.faults.add({ kind: 'reset', match, acted: true, times: 1 });
	const before = state().smtp.mails.all().length;
	const workflow = smtpWorkflow(credential, letter, [{ to: 'anna@mail.example', order: 1 }]);

	const execution = await stage.client.execute(await stage.client.createWorkflow(workflow), MANUAL);

	expect(execution.error?.message).toContain('It was not sent again');
	expect(state().smtp.mails.all()).toHaveLength(before + 1);
});
