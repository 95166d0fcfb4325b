/**
 * Secrets in what n8n has written after much has gone well and much has failed: its log at the finest level,
 * its database, its other files, and every answer of its REST interface.
 */
import { relative } from 'node:path';

import type { Credential, Execution } from '../../host/client.mts';
import { CREDENTIAL_TYPE, NODE_TYPE, openStage, type Stage } from '../../host/stage.mts';
import type { FaultRule, MailingList } from '../../sandbox/index.mts';
import { filesIn, leaksIn, written, type Written } from './leaks.mts';
import { post, registered, triggerWorkflow, called, executions } from './triggers.mts';
import { byId, MANUAL, NODE, sendPulseWorkflow } from './workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
// n8n tries to publish up to five times, and waits between.
const FIVE_ATTEMPTS_MS = 90_000;
/** With characters that look different in URLs, in forms and in JSON. */
const CLIENT_SECRET = 'Hush/a+b&c="d"%e 0123456789';
const WRONG_SECRET = 'Wrong/a+b&c="d"%e 9876543210';
const WRONG_KEY = 'sp_wrong_0123456789abcdef';

let stage: Stage;
/** Whatever must not be found, by what it is. */
const secrets = new Map<string, string>([
	['client secret', CLIENT_SECRET],
	['mistyped secret', WRONG_SECRET],
	['mistyped key', WRONG_KEY],
]);
/** What n8n and the sandbox have answered, by what was asked. */
const answers: Written[] = [];

beforeAll(async () => {
	recordAnswers();
	stage = await openStage({
		n8n: { env: { N8N_LOG_LEVEL: 'debug' } },
	});
	const { account } = stage.sandbox.state;
	account.clientSecret = CLIENT_SECRET;
	for (const { key, name } of account.apiKeys) secrets.set(`API key ${name}`, key);
	const fetchToken = account.fetchToken.bind(account);
	account.fetchToken = (...args) => {
		const issued = fetchToken(...args);
		secrets.set(`token ${account.tokenFetches}`, issued.token);
		return issued;
	};
}, INSTALL_MS);

afterAll(async () => {
	jest.restoreAllMocks();
	await stage?.close();
});

function recordAnswers(): void {
	const { fetch } = globalThis;
	jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
		const response = await fetch(input, init);
		const place = `answer to ${init?.method ?? 'GET'} ${String(input)}`;
		answers.push({ place, text: await response.clone().text() });
		return response;
	});
}

/** Where which secret stands in all that was written. */
const leaks = () => leaksIn([...answers, ...written(stage)], secrets);

type Way = [name: string, data: () => Record<string, unknown>];

const WAYS: Way[] = [
	['client id and secret', () => ({})],
	[
		'API key',
		() => ({
			authentication: 'apiKey',
			apiKey: stage.sandbox.state.account.apiKeys[0]?.key,
			clientSecret: '',
		}),
	],
];

const FAULTS: Array<Omit<FaultRule, 'match'>> = [
	{ kind: 'unauthorized' },
	{ kind: 'error500' },
	// An outage is borne for minutes, but not one that is to last for hours.
	{ kind: 'page502', retryAfter: 7_200 },
	{ kind: 'reset' },
	{ kind: 'redirect', location: 'https://elsewhere.example/login' },
	{ kind: 'truncated' },
	{ kind: 'empty' },
	{ kind: 'falseResult' },
];

const count = (list: MailingList) => ({
	resource: 'contact',
	operation: 'count',
	mailingListId: byId(list.id),
});

const add = (list: MailingList) => ({
	...count(list),
	operation: 'add',
	email: '={{ $json.email }}',
	options: {},
});

const get = (url: string) => ({
	method: 'GET',
	url,
	authentication: 'predefinedCredentialType',
	nodeCredentialType: CREDENTIAL_TYPE,
	options: {},
});
const httpRequest = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 };

async function execute(...workflow: Parameters<typeof sendPulseWorkflow>): Promise<Execution> {
	return await stage.client.execute(
		await stage.client.createWorkflow(sendPulseWorkflow(...workflow)),
		MANUAL,
	);
}

/** A list whose every request meets the fault, so that all faults can be tried at once. */
function listWith(fault: Omit<FaultRule, 'match'>): MailingList {
	const list = stage.sandbox.state.lists.create(`With ${fault.kind} ${lists++}`);
	stage.sandbox.faults.add({ ...fault, match: { path: `/addressbooks/${list.id}/**` } });
	return list;
}
let lists = 0;

const newList = () => stage.sandbox.state.lists.create(`Quiet ${lists++}`);

const statusOf = ({ status }: Execution) => status;

describe.each(WAYS)('with %s', (name, data) => {
	let credential: Credential;

	beforeAll(async () => {
		credential = await stage.credential(`Secrets: ${name}`, data());
	});

	it('work that succeeds, and a credential test', async () => {
		const list = newList();
		const items = [{ email: 'ann@example.com' }, { email: 'bo@example.com' }];

		expect(statusOf(await execute(credential, add(list), { items }))).toBe('success');
		stage.sandbox.state.account.revokeTokens();
		expect(statusOf(await execute(credential, count(list)))).toBe('success');
		expect((await stage.client.testCredential(credential)).status).toBe('OK');
		// As the editor shows it.
		await stage.client.getCredential(credential.id);
	});

	it('work that meets a fault, whether it stops or goes on', async () => {
		const runs = await Promise.all(
			FAULTS.flatMap((fault) => [
				execute(credential, add(listWith(fault)), { items: [{ email: 'ann@example.com' }] }),
				execute(credential, count(listWith(fault)), {
					settings: { onError: 'continueErrorOutput' },
				}),
			]),
		);
		runs.forEach((run, index) => {
			if (index % 2 === 0) expect(run.status).toBe('error');
			else expect(run.items(NODE, 1)).toHaveLength(1);
		});
	});

	it("n8n's HTTP Request node", async () => {
		const { sandboxUrl } = stage;
		// Not with JSON that is cut off: of a manual run n8n's node then stores the whole request, whatever the
		// credential. And what is empty or `false` is no failure to it.
		const failing = FAULTS.filter(
			({ kind }) => !['truncated', 'empty', 'falseResult'].includes(kind),
		);
		const [good, elsewhere, ...bad] = await Promise.all(
			[
				`${sandboxUrl}/user/info`,
				'https://elsewhere.example/',
				...failing.map((fault) => `${sandboxUrl}/addressbooks/${listWith(fault).id}/emails/total`),
			].map(async (url) => await execute(credential, get(url), { settings: httpRequest })),
		);
		expect([good?.status, elsewhere?.status]).toEqual(['success', 'error']);
		expect(bad.map(({ status }) => status)).toEqual(failing.map(() => 'error'));
	});

	it('pick lists that stay empty', async () => {
		const fault = { match: { path: '/addressbooks' }, times: 1 };
		stage.sandbox.faults.add({ ...fault, kind: 'unauthorized' }, { ...fault, kind: 'truncated' });
		const request = {
			nodeType: NODE_TYPE,
			path: 'parameters.mailingListId',
			methodName: 'searchMailingLists',
			parameters: count(newList()),
			credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
		};
		const other = await stage.credential('Pick lists', {
			...data(),
			baseUrl: 'http://127.0.0.1:1',
		});
		const credentials = { [CREDENTIAL_TYPE]: { id: other.id, name: other.name } };
		await expect(stage.client.pickList({ ...request, credentials })).rejects.toThrow(/SendPulse/);
		await stage.client.pickList(request).catch(() => undefined);
	});

	it('a trigger that can be registered, and one that can not', async () => {
		const { client, sandbox } = stage;
		const { path, ...input } = triggerWorkflow(credential, { events: ['open'] });
		const workflow = await client.createWorkflow(input);
		const url = `${stage.n8n.url}/webhook/${path}`;
		expect((await client.publish(workflow, FIVE_ATTEMPTS_MS)).status).toBe('published');
		expect(registered(sandbox, url)).toEqual(['open']);
		const event = { timestamp: '1700000000', event: 'open', email: 'a@b.example', task_id: '1' };
		expect((await post(called(sandbox, url), JSON.stringify([event]))).status).toBe(200);
		await executions(client, workflow.id, 1);
		await client.unpublish(workflow.id);

		sandbox.faults.add({ kind: 'unauthorized', match: { path: '/v2/email-service/**' } });
		const { path: _, ...second } = triggerWorkflow(credential, { events: ['spam'] });
		const refused = await client.createWorkflow(second);
		const { status, triggers } = await client.publish(refused, FIVE_ATTEMPTS_MS);
		expect(status).toBe('failed');
		expect(triggers[0]?.errorMessage).toMatch(/SendPulse/);
		await client.unpublish(refused.id).catch(() => undefined);
		sandbox.faults.clear();
	});
});

describe('with credentials that do not work', () => {
	it.each<Way>([
		['a mistyped secret', () => ({ clientSecret: WRONG_SECRET })],
		['a mistyped key', () => ({ authentication: 'apiKey', apiKey: WRONG_KEY, clientSecret: '' })],
		['nobody at the address', () => ({ baseUrl: 'http://127.0.0.1:1' })],
		[
			'a key for other addresses (403)',
			() => {
				const { account } = stage.sandbox.state;
				const { key } = account.createApiKey('limited', ['192.0.2.1']);
				secrets.set('limited key', key);
				return { authentication: 'apiKey', apiKey: key, clientSecret: '' };
			},
		],
	])('%s', async (name, data) => {
		const credential = await stage.credential(name, data());
		const run = await execute(credential, count(newList()));
		const http = await execute(credential, get(`${stage.sandboxUrl}/user/info`), {
			settings: httpRequest,
		});
		expect([run.status, http.status]).toEqual(['error', 'error']);
		expect((await stage.client.testCredential(credential)).status).toBe('Error');
	});

	it.each(FAULTS.filter(({ kind }) => !['page502', 'empty', 'falseResult'].includes(kind)))(
		'no token to be had: $kind',
		async (fault) => {
			stage.sandbox.faults.add({ ...fault, match: { path: '/oauth/access_token' } });
			const credential = await stage.credential(`No token: ${fault.kind}`);

			const [run, http, test] = await Promise.all([
				execute(credential, count(newList())),
				execute(credential, get(`${stage.sandboxUrl}/user/info`), { settings: httpRequest }),
				stage.client.testCredential(credential),
			]);

			stage.sandbox.faults.clear();
			expect([run.status, http.status, test.status]).toEqual(['error', 'error', 'Error']);
		},
	);
});

describe('what all that has written', () => {
	it('is the log at its finest, the database, and many answers', () => {
		const files = filesIn(stage.n8n.userFolder).map((file) => relative(stage.n8n.userFolder, file));
		expect(files).toEqual(expect.arrayContaining(['n8n.log', '.n8n/database.sqlite']));
		expect(stage.n8n.log()).toMatch(/\bdebug\b/);
		expect(answers.length).toBeGreaterThan(100);
		// Tokens that ended are among the secrets as well.
		expect([...secrets.keys()].filter((name) => name.startsWith('token')).length).toBeGreaterThan(
			2,
		);
	});

	it('holds no secret', async () => {
		for (const path of ['', '?view=webhooks', '?view=events', 'sandbox/state', 'sandbox/log']) {
			await fetch(`${stage.sandboxUrl}/${path}`);
		}
		expect(leaks()).toEqual([]);
	});

	it.each<[string, (secret: string) => string]>([
		['as it is', (secret) => secret],
		['in base64, somewhere', (secret) => Buffer.from(`id:${secret};`).toString('base64')],
		['in a URL', (secret) => encodeURIComponent(secret)],
		['in JSON in JSON', (secret) => JSON.stringify({ error: secret })],
	])('would show one that an execution holds %s', async (how, write) => {
		const planted = `Planted/a+b&c="d" ${how}`;
		secrets.set('planted', planted);

		await execute(await stage.credential('Planted'), add(newList()), {
			items: [{ email: 'ann@example.com', note: write(planted) }],
		});

		const found = leaks();
		secrets.delete('planted');
		expect(found).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^planted in \.n8n\/database\.sqlite/),
				expect.stringMatching(/^planted in answer to GET .*\/rest\/executions\/\d+$/),
			]),
		);
	});
});
