import { setTimeout as wait } from 'node:timers/promises';

import type { Credential, Execution, Workflow } from '../../host/client.mts';
import { openStage, owner, type Stage } from '../../host/stage.mts';
import type { MailingList, RequestRecord } from '../../sandbox/index.mts';
import { byId, MANUAL, NODE, sendPulseWorkflow } from './workflows.mts';

// The first start on a machine installs n8n.
const INSTALL_MS = 30 * 60_000;
const POLL_MS = 50;
const POLL_BOUND_MS = 120_000;
/** So long nothing may happen after a cancelled run has ended: the pace would have given many turns. */
const QUIET_MS = 2_500;
let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
}, INSTALL_MS);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

function newList(): MailingList {
	const list = stage.sandbox.state.lists.create('Load');
	list.variables.set('name', 'string').set('visits', 'number');
	return list;
}

const isToken = ({ path }: RequestRecord) => path === '/oauth/access_token';
const requests = () => stage.sandbox.log.filter((request) => !isToken(request));
const additions = () =>
	requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/emails'));
const refused = () => requests().filter(({ status }) => status === 429);

async function until(what: string, happened: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + POLL_BOUND_MS;
	while (!(await happened())) {
		if (Date.now() > deadline)
			throw new Error(`Waited ${POLL_BOUND_MS / 1000} s, and ${what} did not happen`);
		await wait(POLL_MS);
	}
}

interface Row {
	email: string;
	name: string;
	visits: number;
}

const rows = (count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		email: `contact.${index}@example.com`,
		name: `Name ${index}`,
		visits: index,
	}));

const additionTo = (list: MailingList) => ({
	resource: 'contact',
	operation: 'add',
	mailingListId: byId(list.id),
	email: '={{ $json.email }}',
	// The node asks SendPulse for the variables and their types before it reads on.
	variables: {
		mappingMode: 'defineBelow',
		value: { name: '={{ $json.name }}', visits: '={{ $json.visits }}' },
	},
	options: {},
});

const countOf = (list: MailingList) => ({
	resource: 'contact',
	operation: 'count',
	mailingListId: byId(list.id),
});

async function stored(
	credential: Credential,
	parameters: Record<string, unknown>,
	items: object[],
): Promise<Workflow> {
	return await stage.client.createWorkflow(
		sendPulseWorkflow(credential, parameters, { items: items as Array<Record<string, unknown>> }),
	);
}

/** What is in the list, in a form to compare. */
const contents = (list: MailingList) =>
	Object.fromEntries(
		[...list.contacts.values()].map(({ email, variables }) => [
			email,
			Object.fromEntries(variables),
		]),
	);

/** What should be: of each address the last values. */
const wanted = (items: Row[]) =>
	Object.fromEntries(items.map(({ email, name, visits }) => [email, { name, visits }]));

/** Cancels an execution and waits until n8n has ended it. */
async function cancel(id: string): Promise<Execution> {
	await stage.client.stopExecution(id);
	return await stage.client.finished(id);
}

describe('two workflows at once on one account', () => {
	it('share its pace and its token, and tell the log how far they are', async () => {
		// Two paces of ten would be twenty. The tolerance is for a busy machine, where requests that
		// leave in time may be served late and together.
		stage.sandbox.options.perSecond = 15;
		const list = newList();
		const credential = await stage.credential('Shared');
		// More than ten seconds' work: only that is worth a line in the log.
		const items = Array.from({ length: 70 }, () => ({}));
		const workflows = [
			await stored(credential, countOf(list), items),
			await stored(credential, countOf(list), items),
		];

		const executions = await Promise.all(
			workflows.map(async (workflow) => await stage.client.execute(workflow, MANUAL)),
		);

		expect(executions.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(executions.map((execution) => execution.items(NODE).length)).toEqual([70, 70]);
		expect(requests()).toHaveLength(140);
		expect(refused()).toEqual([]);
		expect(stage.sandbox.state.account.tokenFetches).toBe(1);
		const log = stage.n8n.log();
		expect(log).toMatch(/SendPulse: Contact → Count: \d+ of 70 items done in \d+ requests/);
		expect(log).toContain('SendPulse: Contact → Count: 70 of 70 items done in 70 requests');
	});
});

describe('a cancelled execution', () => {
	it('sends nothing more', async () => {
		const credential = await stage.credential('Cancelled');
		const workflow = await stored(
			credential,
			countOf(newList()),
			Array.from({ length: 300 }, () => ({})),
		);
		const id = await stage.client.run(workflow, MANUAL);
		await until('a good deal of the work', () => requests().length >= 25);

		const execution = await cancel(id);

		const sent = requests().length;
		await wait(QUIET_MS);
		expect(execution.status).toBe('canceled');
		expect(sent).toBeLessThan(300);
		expect(requests()).toHaveLength(sent);
	});

	it('sends nothing at all while it still reads its parameters', async () => {
		const list = newList();
		const credential = await stage.credential('Cancelled early');
		const workflow = await stored(credential, additionTo(list), rows(20_000));
		const id = await stage.client.run(workflow, MANUAL);
		await until('the question for the variables', () => requests().length > 0);

		const execution = await cancel(id);

		await wait(QUIET_MS);
		expect(execution.status).toBe('canceled');
		expect(additions()).toEqual([]);
		expect(list.contacts.size).toBe(0);
	});
});

describe('an import', () => {
	it('ends with the last values of an address that comes several times', async () => {
		const list = newList();
		// Each address three times: next to each other, in another request, and in other letters.
		const first = rows(200);
		const second = first.map((row) => ({ ...row, name: `${row.name} again` }));
		const last = first.map((row) => ({ ...row, name: `${row.name} at last`, visits: -1 }));
		const items = [
			...first.flatMap((row, index) => [row, second[index] as Row]),
			...last.map((row) => ({ ...row, email: row.email.toUpperCase() })),
		];
		const credential = await stage.credential('Repeated addresses');

		const execution = await stage.client.execute(
			await stored(credential, additionTo(list), items),
			MANUAL,
		);

		expect(execution.error).toBeUndefined();
		expect(execution.items(NODE)).toHaveLength(600);
		expect(contents(list)).toEqual(wanted(last));
	});

	it('that n8n was killed in, run again, ends with exactly the right contacts', async () => {
		const list = newList();
		const items = rows(3_000);
		const credential = await stage.credential('Killed');
		const workflow = await stored(credential, additionTo(list), items);
		await stage.client.run(workflow, MANUAL);
		await until('some of the import', () => list.contacts.size >= 500);

		process.kill(stage.n8n.pid, 'SIGKILL');
		await stage.n8n.restart();
		const left = list.contacts.size;
		await stage.client.signIn(owner);
		const execution = await stage.client.execute(workflow, MANUAL);

		expect(left).toBeLessThan(3_000);
		expect(execution.error).toBeUndefined();
		expect(contents(list)).toEqual(wanted(items));
	});

	it('outwaits a SendPulse that refuses for a while', async () => {
		const list = newList();
		const items = rows(500);
		const credential = await stage.credential('Refused for a while');
		stage.sandbox.faults.add({
			kind: 'perSecond',
			match: { method: 'POST', path: '/addressbooks/**' },
		});
		const workflow = await stored(credential, additionTo(list), items);

		const id = await stage.client.run(workflow, MANUAL);
		await until('several refusals', () => refused().length >= 10);
		stage.sandbox.faults.clear();
		const execution = await stage.client.finished(id);

		expect(execution.error).toBeUndefined();
		expect(execution.hints(NODE)).toEqual(['500 contacts added in 5 requests']);
		expect(contents(list)).toEqual(wanted(items));
	});
});
