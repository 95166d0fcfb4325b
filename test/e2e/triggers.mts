import { setTimeout as wait } from 'node:timers/promises';

import type { Credential, Execution, N8nClient, WorkflowInput } from '../../host/client.mts';
import { CREDENTIAL_TYPE } from '../../host/stage.mts';
import type { Sandbox } from '../../sandbox/index.mts';

export const TRIGGER_TYPE = 'n8n-nodes-sendpulse.sendPulseTrigger';
export const TRIGGER = 'SendPulse Trigger';
export const AFTER = 'After';

export const ALL_EVENTS = [
	'delete',
	'delivered',
	'hard_bounces',
	'new_emails',
	'open',
	'redirect',
	'soft_bounces',
	'spam',
	'task_status_update',
	'unsubscribe',
];

const POLL_MS = 100;
/** "More than 10 requests per second". */
const TOO_FAST = 2020202020;
const BOUND_MS = 180_000;

let made = 0;

/** A workflow that a trigger starts, and where its address ends. */
export function triggerWorkflow(
	credential: Credential | undefined,
	parameters: Record<string, unknown>,
	{ name, type, typeVersion = 1.2 }: { name: string; type: string; typeVersion?: number } = {
		name: TRIGGER,
		type: TRIGGER_TYPE,
	},
): WorkflowInput & { path: string } {
	const webhookId = `9a7e4f10-0000-4000-8000-${String(++made).padStart(12, '0')}`;
	return {
		name: `${name} ${made}`,
		path: `${webhookId}/webhook`,
		nodes: [
			{
				id: `9a7e4f10-1111-4000-8000-${String(made).padStart(12, '0')}`,
				name,
				type,
				typeVersion,
				position: [0, 0],
				parameters,
				webhookId,
				...(credential
					? { credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } } }
					: {}),
			},
			{
				id: '9a7e4f10-2222-4000-8000-000000000001',
				name: AFTER,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { [name]: { main: [[{ node: AFTER, type: 'main', index: 0 }]] } },
	};
}

/** The ids of published workflows: what a test adds is taken back after it. */
export function publishedByTest(client: () => N8nClient): Set<string> {
	const ids = new Set<string>();
	afterEach(async () => {
		const left = [...ids];
		ids.clear();
		for (const id of left) await client().unpublish(id);
	});
	return ids;
}

/** Looks again and again until something is there. */
export async function until<T>(
	what: string,
	look: () => T | undefined | Promise<T | undefined>,
	boundMs = BOUND_MS,
): Promise<T> {
	const deadline = Date.now() + boundMs;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > deadline) throw new Error(`Waited ${boundMs / 1000} s in vain for ${what}`);
		await wait(POLL_MS);
	}
}

/** Waits until so many executions of a workflow have ended; the oldest first. */
export async function executions(
	client: N8nClient,
	workflowId: string,
	count: number,
	boundMs = BOUND_MS,
): Promise<Execution[]> {
	const look = async () => {
		const known = await client.executions(workflowId, 100);
		const ended = known.filter(({ status }) => !['new', 'running', 'waiting'].includes(status));
		return ended.length >= count && ended.length === known.length
			? ended.map(({ id }) => id).reverse()
			: undefined;
	};
	const ids = await until(`${count} executions of workflow ${workflowId}`, look, boundMs);
	return await Promise.all(ids.map(async (id) => await client.finished(id)));
}

const rowsAt = ({ state }: Sandbox, url: string) =>
	state.webhooks.all().filter((webhook) => webhook.url.split('?')[0] === url);

/** What the sandbox has registered for an address, whatever its key, sorted. */
export const registered = (sandbox: Sandbox, url: string): string[] =>
	rowsAt(sandbox, url)
		.map(({ action }) => action)
		.sort();

/** The address as SendPulse calls it, with the key that the trigger has registered. */
export const called = (sandbox: Sandbox, url: string): string =>
	rowsAt(sandbox, url)[0]?.url ?? url;

/** Requests about webhooks that the sandbox got, without the token. */
export const webhookRequests = ({ log }: Sandbox): string[] =>
	log
		.filter(({ path }) => path.startsWith('/v2/email-service/webhook'))
		.map(({ method }) => method);

/** Lets the sandbox deliver what waits, and everything that follows from what is under way. */
export async function deliver(sandbox: Sandbox): Promise<void> {
	sandbox.agenda.catchUp();
	await sandbox.courier.deliver();
}

/** Hands a body to an address, as SendPulse would. */
export async function post(
	url: string,
	body: string | Buffer,
	type = 'application/json',
): Promise<{ status: number; text: string }> {
	const response = await fetch(url, {
		method: 'POST',
		headers: type ? { 'content-type': type } : {},
		body: body as never,
		signal: AbortSignal.timeout(180_000),
	});
	return { status: response.status, text: await response.text() };
}

/** Calls the sandbox's API, as somebody else than n8n. */
export async function call(
	sandbox: Sandbox,
	sandboxUrl: string,
	method: string,
	path: string,
	body?: unknown,
): Promise<Record<string, unknown>> {
	const send = async () =>
		await fetch(sandboxUrl + path, {
			method,
			headers: {
				authorization: `Bearer ${sandbox.state.account.apiKeys[0]?.key ?? ''}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	for (;;) {
		const response = await send();
		const answer = (await response.json()) as Record<string, unknown>;
		if (response.ok) return answer;
		// n8n has used up the account's second.
		if (answer.error_code === TOO_FAST) await wait(1_000);
		else throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
	}
}
