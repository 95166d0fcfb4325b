import { example, examples, examplesFolder } from '../../demo/examples.mts';
import { contactRows, differences, runImport } from '../../demo/importRun.mts';
import type { Credential, Execution, PickListRequest } from '../../host/client.mts';
import { CREDENTIAL_TYPE, NODE_TYPE, openStage, type Stage } from '../../host/stage.mts';
import type { MailingList } from '../../sandbox/index.mts';
import { byId, MANUAL, NODE, sendPulseWorkflow } from './workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ sandbox: { manyLists: true }, n8n: { filesFolder: examplesFolder() } });
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

const account = () => stage.sandbox.state.account;

function newsletter(): MailingList {
	const list = stage.sandbox.state.lists.getByName('Newsletter');
	if (!list) throw new Error('The sandbox has no list "Newsletter"');
	return list;
}

/** Requests that the sandbox did not refuse for their pace, without those for tokens. */
const requests = () =>
	stage.sandbox.log
		.filter(({ path, status }) => path !== '/oauth/access_token' && status !== 429)
		.map(({ method, path }) => `${method} ${path}`);

async function execute(...workflow: Parameters<typeof sendPulseWorkflow>): Promise<Execution> {
	return await stage.client.execute(
		await stage.client.createWorkflow(sendPulseWorkflow(...workflow)),
		MANUAL,
	);
}

const countContacts = () => ({
	resource: 'contact',
	operation: 'count',
	mailingListId: byId(newsletter().id),
});

const addContact = () => ({
	resource: 'contact',
	operation: 'add',
	mailingListId: byId(newsletter().id),
	email: '={{ $json.email }}',
	options: {},
});

describe('the package', () => {
	it('gives n8n its node, as a tool for AI agents too, and its credential', async () => {
		const nodes = (await stage.client.nodeTypes()).map(({ name }) => name);
		const credentials = (await stage.client.credentialTypes()).map(({ name }) => name);

		expect(nodes).toEqual(expect.arrayContaining([NODE_TYPE, `${NODE_TYPE}Tool`]));
		expect(credentials).toContain(CREDENTIAL_TYPE);
	});
});

describe('the access token', () => {
	it('is fetched once for all requests of a run, and kept for the next run', async () => {
		const credential = await stage.credential('Kept token');
		const items = Array.from({ length: 15 }, () => ({}));

		const first = await execute(credential, countContacts(), { items });
		const second = await execute(credential, countContacts(), { items });

		expect([first.error, second.error]).toEqual([undefined, undefined]);
		expect(requests()).toHaveLength(30);
		expect(account().tokenFetches).toBe(1);
	});

	it('is renewed once when SendPulse has revoked it, however many requests meet that', async () => {
		const credential = await stage.credential('Revoked token');
		await execute(credential, countContacts());
		account().revokeTokens();

		const execution = await execute(credential, countContacts(), {
			items: Array.from({ length: 15 }, () => ({})),
		});

		expect(execution.error).toBeUndefined();
		expect(execution.json(NODE)).toHaveLength(15);
		expect(account().tokenFetches).toBe(2);
	});

	it('is dropped at once when the secret is edited', async () => {
		const { clientSecret } = account();
		const credential = await stage.credential('Edited secret');
		expect((await execute(credential, countContacts())).error).toBeUndefined();

		const wrong = await stage.client.editCredential(credential.id, {
			clientSecret: 'not the secret',
		});
		const testOfWrong = await stage.client.testCredential(wrong);
		const runWithWrong = await execute(credential, countContacts());

		expect(testOfWrong).toEqual({
			status: 'Error',
			message: expect.stringContaining('did not accept'),
		});
		expect(runWithWrong.status).toBe('error');
		expect(runWithWrong.error?.message).toMatch(/did not accept the ID and Secret/);

		const right = await stage.client.editCredential(credential.id, { clientSecret });
		const testOfRight = await stage.client.testCredential(right);
		const runWithRight = await execute(credential, countContacts());

		expect(testOfRight.status).toBe('OK');
		expect(runWithRight.error).toBeUndefined();
	});
});

describe('the credential test', () => {
	it('says that a right secret works', async () => {
		expect(await stage.client.testCredential(await stage.credential('Right secret'))).toMatchObject(
			{ status: 'OK' },
		);
	});

	it('says in words what is wrong with a secret', async () => {
		const credential = await stage.credential('Wrong secret', { clientSecret: 'not the secret' });

		const test = await stage.client.testCredential(credential);

		expect(test).toEqual({
			status: 'Error',
			message:
				'SendPulse did not accept the ID and Secret. Copy both again from SendPulse (Settings > API) into the credential.',
		});
	});

	it('says in words that nobody answers', async () => {
		const credential = await stage.credential('Nobody there', { baseUrl: 'http://127.0.0.1:1' });

		const test = await stage.client.testCredential(credential);

		// n8n has a sentence of its own for this.
		expect(test).toEqual({
			status: 'Error',
			message: expect.stringMatching(/refused the connection|can't be reached/),
		});
	});
});

describe('an API key', () => {
	const withKey = (apiKey: string) => ({
		authentication: 'apiKey',
		clientId: '',
		clientSecret: '',
		apiKey,
	});

	it('works without any token', async () => {
		const credential = await stage.credential(
			'Right key',
			withKey(account().apiKeys[0]?.key ?? ''),
		);

		const test = await stage.client.testCredential(credential);
		const execution = await execute(credential, countContacts());

		expect(test.status).toBe('OK');
		expect(execution.error).toBeUndefined();
		expect(stage.sandbox.log.map(({ token }) => token)).toEqual(['apiKey', 'apiKey']);
		expect(account().tokenFetches).toBe(0);
	});

	it('that is wrong is named as such', async () => {
		const credential = await stage.credential('Wrong key', withKey('sp_not_a_key'));

		const test = await stage.client.testCredential(credential);
		const execution = await execute(credential, countContacts());

		expect(test).toEqual({
			status: 'Error',
			message: expect.stringContaining('did not accept these credentials'),
		});
		expect(execution.error?.message).toMatch(/did not accept the credential/);
		expect(account().tokenFetches).toBe(0);
	});
});

describe("n8n's HTTP Request node with the credential", () => {
	const asking = (url: string) => ({
		method: 'GET',
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL_TYPE,
		options: {},
	});
	const settings = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 };

	it.each([
		['client id and secret', () => ({})],
		[
			'an API key',
			() => ({ authentication: 'apiKey', apiKey: account().apiKeys[0]?.key, clientSecret: '' }),
		],
	])('reaches SendPulse with %s', async (way, data) => {
		const credential = await stage.credential(`HTTP with ${way}`, data());

		const execution = await execute(credential, asking(`${stage.sandboxUrl}/user/info`), {
			settings,
		});

		expect(execution.error).toBeUndefined();
		expect(execution.json(NODE)[0]).toHaveProperty('locale');
	});

	it('takes the token nowhere else', async () => {
		const credential = await stage.credential('HTTP elsewhere');

		const execution = await execute(credential, asking('https://elsewhere.example/'), { settings });

		expect(execution.error?.message).toMatch(/only for SendPulse: nothing was sent to elsewhere/);
	});
});

describe('items that are no contacts', () => {
	const items = [
		{ row: 1, email: 'ann@example.com' },
		{ row: 2, email: 'not an address' },
		{ row: 3, email: 'bo@example.com' },
		{ row: 4, email: '' },
	];
	let credential: Credential;

	beforeEach(async () => {
		credential = await stage.credential('Some bad items');
	});

	it('stop the run before anything is sent', async () => {
		const execution = await execute(credential, addContact(), { items });

		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/^Item 2: .*Nothing was sent\.$/);
		expect(execution.error?.message).toContain('not an address');
		expect(requests()).toEqual([]);
	});

	it('stay in their places under "Continue"', async () => {
		const execution = await execute(credential, addContact(), {
			items,
			settings: { onError: 'continueRegularOutput' },
		});

		expect(execution.error).toBeUndefined();
		const output = execution.json(NODE);
		expect(output).toEqual([
			{ success: true, mailingListId: newsletter().id, email: 'ann@example.com' },
			{ error: expect.stringMatching(/^Item 2: /), input: items[1] },
			{ success: true, mailingListId: newsletter().id, email: 'bo@example.com' },
			{ error: expect.stringMatching(/^Item 4: /), input: items[3] },
		]);
		expect(execution.items(NODE).map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
	});

	it('come out at the error output with their own fields under "Continue (using error output)"', async () => {
		const execution = await execute(credential, addContact(), {
			items,
			settings: { onError: 'continueErrorOutput' },
		});

		expect(execution.error).toBeUndefined();
		expect(execution.json(NODE, 0).map(({ email }) => email)).toEqual([
			'ann@example.com',
			'bo@example.com',
		]);
		expect(execution.json(NODE, 1)).toEqual([
			{ row: 2, email: 'not an address', error: expect.stringMatching(/^Item 2: /) },
			{ row: 4, email: '', error: expect.stringMatching(/^Item 4: /) },
		]);
		expect([...newsletter().contacts.values()].map(({ email }) => email)).toEqual([
			'ann@example.com',
			'bo@example.com',
		]);
	});
});

describe('contacts that move to another mailing list', () => {
	it('are in both when it breaks off, and run again it finishes', async () => {
		const { lists } = stage.sandbox.state;
		const testers = lists.getByName('Beta testers')!;
		const people = [...testers.contacts.values()].filter(({ status }) => status <= 1);
		const valuesOf = ({ contacts }: MailingList) =>
			people.map(({ email }) => Object.fromEntries(contacts.get(email)?.variables ?? []));
		const before = valuesOf(testers);
		const credential = await stage.credential('Moving');
		const move = {
			resource: 'contact',
			operation: 'move',
			mailingListId: byId(testers.id),
			targetMailingListId: byId(newsletter().id),
			contacts: 'all',
			whenExists: 'update',
			options: {},
		};
		stage.sandbox.faults.add({ kind: 'error500', match: { method: 'DELETE' } });

		const broken = await execute(credential, move);

		expect(broken.error?.message).toMatch(
			/By then .* additions and 0 of .* deletions had been done/,
		);
		expect(valuesOf(newsletter())).toEqual(before);
		expect(valuesOf(testers)).toEqual(before);
		stage.sandbox.faults.clear();

		const execution = await execute(credential, move);

		expect(execution.json(NODE)).toMatchObject([
			{ copied: people.length, existed: people.length, deleted: people.length, failed: [] },
		]);
		expect(valuesOf(newsletter())).toEqual(before);
		expect(people.filter(({ email }) => testers.contacts.get(email))).toEqual([]);
	});
});

describe('pick lists in the editor', () => {
	let credential: Credential;

	beforeEach(async () => {
		credential = await stage.credential('Pick lists');
	});

	const request = (path: string, methodName: string): PickListRequest => ({
		nodeType: NODE_TYPE,
		path: `parameters.${path}`,
		methodName,
		parameters: addContact(),
		credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
	});

	it('go through all mailing lists, page after page', async () => {
		const names: string[] = [];
		let token: string | undefined;
		do {
			const page = await stage.client.pickList(
				request('mailingListId', 'searchMailingLists'),
				undefined,
				token,
			);
			names.push(...page.results.map(({ name }) => name));
			token = page.paginationToken;
		} while (token !== undefined);

		expect(names).toEqual(stage.sandbox.state.lists.all().map(({ name }) => name));
		expect(names.length).toBeGreaterThan(100);
	});

	it('find a mailing list that is not among the first hundred', async () => {
		const { results } = await stage.client.pickList(
			request('mailingListId', 'searchMailingLists'),
			'archive 128',
		);

		expect(results.map(({ name, value }) => [name, value])).toEqual([
			['Archive 128', String(stage.sandbox.state.lists.getByName('Archive 128')?.id)],
		]);
	});

	it('show the variables of the chosen mailing list with their types', async () => {
		const { fields } = await stage.client.mapperFields(request('variables', 'mapListVariables'));

		expect(fields.map(({ id, type }) => [id, type])).toEqual([
			['name', 'string'],
			['company', 'string'],
			['visits', 'number'],
			['birthday', 'dateTime'],
		]);
	});

	it('say in words why they are empty', async () => {
		await stage.client.editCredential(credential.id, { clientSecret: 'not the secret' });

		const attempt = stage.client.pickList(request('mailingListId', 'searchMailingLists'));

		await expect(attempt).rejects.toThrow(/did not accept the ID and Secret/);
	});
});

describe('the examples', () => {
	it('import a file: every row that can be stored is, with all it holds', async () => {
		const run = await runImport(stage, await stage.credential('Import'));

		expect(differences(run)).toEqual([]);
		const refused = new Set(run.expected.refused.map(({ item }) => item));
		const wanted = new Map<string, Record<string, unknown>>();
		contactRows().forEach(({ email = '', name, company, visits, birthday }, index) => {
			if (refused.has(index + 1)) return;
			const key = email.trim().toLowerCase();
			// What a later row leaves empty stays as it was.
			const filled = Object.entries({ name, company, visits: Number(visits), birthday }).filter(
				([, value]) => value !== '',
			);
			wanted.set(key, { ...wanted.get(key), ...Object.fromEntries(filled) });
		});
		const stored = new Map(
			[...newsletter().contacts.values()].map((contact) => [
				contact.email.toLowerCase(),
				Object.fromEntries(contact.variables),
			]),
		);
		expect(stored).toEqual(wanted);
	});

	it('export a mailing list: all of its contacts, in one file', async () => {
		const list = stage.sandbox.state.lists.getByName(examples['export-contacts']);
		if (!list) throw new Error('The sandbox has no list to export');
		const credential = await stage.credential('Export');

		const workflow = await stage.client.createWorkflow(
			example('export-contacts', credential, list.id),
		);
		const execution = await stage.client.execute(workflow, 'When clicking ‘Execute workflow’');

		expect(execution.error).toBeUndefined();
		expect(execution.json('Export to a CSV File')).toEqual([
			expect.objectContaining({
				contacts: list.contacts.size,
				complete: true,
				columns: expect.arrayContaining(['email', 'phone', 'status', 'statusName']),
			}),
		]);
	});
});
