import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'flatted';

/** Who owns the n8n; made once for a fresh one. */
export interface Owner {
	email: string;
	password: string;
	firstName?: string;
	lastName?: string;
}

export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface Credential extends CredentialInput {
	id: string;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** A node as it stands in a workflow. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	executeOnce?: boolean;
	webhookId?: string;
	[setting: string]: unknown;
}

export type Connections = Record<
	string,
	Record<string, Array<Array<{ node: string; type: string; index: number }> | null>>
>;

export interface WorkflowInput {
	name: string;
	nodes: WorkflowNode[];
	connections: Connections;
	settings?: Record<string, unknown>;
	/** Items that a node gives out in manual runs instead of running. */
	pinData?: Record<string, Array<{ json: Record<string, unknown> }>>;
}

export interface Workflow extends WorkflowInput {
	id: string;
	versionId: string;
	active: boolean;
}

export interface PublicationStatus {
	status: string;
	liveVersionId: string | null;
	pendingVersionId: string | null;
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

/** What n8n keeps of an error. */
export interface ExecutionError {
	message: string;
	description?: string | null;
	node?: { name: string };
	[detail: string]: unknown;
}

/** Where a pick list is asked for: the node, the parameter, and what the user has filled in so far. */
export interface PickListRequest {
	nodeType: string;
	/** Of the parameter, e.g. `parameters.mailingListId`. */
	path: string;
	methodName: string;
	parameters: Record<string, unknown>;
	credentials: Record<string, { id: string; name: string }>;
	typeVersion?: number;
}

export interface PickList {
	results: Array<{ name: string; value: string | number; url?: string }>;
	paginationToken?: string;
}

export interface MapperField {
	id: string;
	displayName: string;
	type?: string;
	required: boolean;
	[detail: string]: unknown;
}

const POLL_MS = 150;
const EXECUTION_MS = 300_000;
/** Tries to start a workflow on a machine that has no time for it. */
const STARTS = 10;
const PUBLICATION_MS = 120_000;

/** n8n answered with an error: its own words, and the status. */
export class N8nError extends Error {
	constructor(
		method: string,
		path: string,
		readonly status: number,
		readonly body: string,
	) {
		super(`n8n answered ${method} ${path} with ${status}: ${wordsOf(body)}`);
		this.name = 'N8nError';
	}
}

/** An execution that has ended. */
export class Execution {
	constructor(
		readonly id: string,
		readonly status: string,
		private readonly data: ExecutionData,
	) {}

	get succeeded(): boolean {
		return this.status === 'success';
	}

	/** The error that ended the execution, if one did. */
	get error(): ExecutionError | undefined {
		return this.data.resultData.error;
	}

	/** Names of the nodes that ran. */
	get nodes(): string[] {
		return Object.keys(this.data.resultData.runData);
	}

	/** What a node gave out, over all of its runs. */
	items(node: string, output = 0): Item[] {
		return (this.data.resultData.runData[node] ?? []).flatMap(
			(run) => run.data?.main?.[output] ?? [],
		);
	}

	/** The items' data alone. */
	json(node: string, output = 0): Array<Record<string, unknown>> {
		return this.items(node, output).map(({ json }) => json);
	}

	/** How long a node took, in milliseconds. */
	duration(node: string): number {
		return (this.data.resultData.runData[node] ?? []).reduce(
			(sum, run) => sum + run.executionTime,
			0,
		);
	}

	/** Hints that a node left for the user. */
	hints(node: string): string[] {
		return (this.data.resultData.runData[node] ?? [])
			.flatMap((run) => run.hints ?? [])
			.map(({ message }) => message);
	}
}

interface ExecutionData {
	resultData: {
		error?: ExecutionError;
		runData: Record<
			string,
			Array<{
				executionTime: number;
				data?: { main?: Array<Item[] | null> };
				hints?: Array<{ message: string }>;
			}>
		>;
	};
}

/** Speaks the REST interface that n8n's own editor speaks. */
export class N8nClient {
	private cookie = '';
	/** Before n8n 2 a workflow was one version, active or not. */
	private readonly oneVersion: boolean;

	constructor(
		readonly url: string,
		version: string,
	) {
		this.oneVersion = Number(version.split('.', 1)[0]) < 2;
	}

	/** Makes the owner of a fresh n8n, and signs in. */
	async setUpOwner({
		email,
		password,
		firstName = 'Test',
		lastName = 'Owner',
	}: Owner): Promise<void> {
		await this.send('POST', '/rest/owner/setup', { email, password, firstName, lastName });
	}

	/** Signs in. */
	async signIn({ email, password }: Owner): Promise<void> {
		await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** The cookie of the session, for a browser or a bare request. */
	get session(): string {
		return this.cookie;
	}

	/** All node types that n8n has loaded, as the editor gets them. */
	async nodeTypes(): Promise<
		Array<{ name: string; displayName: string; [detail: string]: unknown }>
	> {
		return await this.send('GET', '/types/nodes.json');
	}

	/** The schema of what a node gives out, as the editor gets it. `path` is the version, and resource and operation. */
	async outputSchema(nodeType: string, path: string): Promise<unknown> {
		return await this.send('GET', `/schemas/${nodeType}/${path}.json`);
	}

	/** All credential types that n8n has loaded. */
	async credentialTypes(): Promise<
		Array<{ name: string; displayName: string; [detail: string]: unknown }>
	> {
		return await this.send('GET', '/types/credentials.json');
	}

	async createCredential(credential: CredentialInput): Promise<Credential> {
		const { id } = await this.send<{ id: string }>('POST', '/rest/credentials', credential);
		return { ...credential, id };
	}

	/** A credential as the editor sees it: a marker stands for each secret, and keeps the stored value when sent back. */
	async getCredential(id: string): Promise<Credential> {
		return await this.send('GET', `/rest/credentials/${id}?includeData=true`);
	}

	/** Changes some fields of a credential the way the editor does: all others, hidden ones too, go back as markers. */
	async editCredential(id: string, changes: Record<string, unknown>): Promise<Credential> {
		const { name, type, data } = await this.getCredential(id);
		const edited = { name, type, data: { ...data, ...changes } };
		await this.send('PATCH', `/rest/credentials/${id}`, edited);
		return { ...edited, id };
	}

	async deleteCredential(id: string): Promise<void> {
		await this.send('DELETE', `/rest/credentials/${id}`);
	}

	/** The editor's "Connection tested successfully", or what it says instead. */
	async testCredential({ id, name, type, data }: Credential): Promise<CredentialTest> {
		return await this.send('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	async createWorkflow({
		settings = { executionOrder: 'v1' },
		...workflow
	}: WorkflowInput): Promise<Workflow> {
		return await this.send('POST', '/rest/workflows', { ...workflow, settings, active: false });
	}

	async getWorkflow(id: string): Promise<Workflow> {
		return await this.send('GET', `/rest/workflows/${id}`);
	}

	/** Saves a workflow. A published version stays live until `publish`. */
	async saveWorkflow({ id, nodes, connections, versionId }: Workflow): Promise<Workflow> {
		return await this.send('PATCH', `/rest/workflows/${id}`, { nodes, connections, versionId });
	}

	async deleteWorkflow(id: string): Promise<void> {
		await this.send('POST', `/rest/workflows/${id}/archive`, {});
		await this.send('DELETE', `/rest/workflows/${id}`);
	}

	/**
	 * Publishes the workflow's current version and waits for what came of it: n8n may answer at once and register
	 * webhooks afterwards. Look at `status`: it may be "failed" or "partial".
	 */
	async publish(
		{ id, versionId }: Workflow,
		timeoutMs = PUBLICATION_MS,
	): Promise<PublicationStatus> {
		try {
			if (this.oneVersion) await this.switchTo(id, true);
			else await this.send('POST', `/rest/workflows/${id}/activate`, { versionId });
		} catch (error) {
			if (!(error instanceof N8nError) || error.status !== 400) throw error;
			const trigger = { nodeId: '', status: 'failed', errorMessage: wordsOf(error.body) };
			return { status: 'failed', liveVersionId: null, pendingVersionId: null, triggers: [trigger] };
		}
		return await this.poll(`the publication of workflow ${id}`, timeoutMs, async () => {
			const publication = await this.publication(id, versionId);
			const settled = ['published', 'failed', 'partial'].includes(publication.status);
			// A poll right after the call may still see the version before this one.
			const ours = publication.status !== 'published' || publication.liveVersionId === versionId;
			return settled && ours ? publication : undefined;
		});
	}

	/** An n8n that knows no such status has published before it answered. */
	private async publication(id: string, versionId: string): Promise<PublicationStatus> {
		try {
			return await this.send('GET', `/rest/workflows/${id}/publication-status`);
		} catch (error) {
			if (!(error instanceof N8nError) || error.status !== 404) throw error;
			return {
				status: 'published',
				liveVersionId: versionId,
				pendingVersionId: null,
				triggers: [],
			};
		}
	}

	async unpublish(id: string): Promise<void> {
		if (this.oneVersion) await this.switchTo(id, false);
		else await this.send('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	private async switchTo(id: string, active: boolean): Promise<void> {
		const { versionId } = await this.getWorkflow(id);
		await this.send('PATCH', `/rest/workflows/${id}`, { active, versionId });
	}

	/** Starts a manual run, as "Execute workflow" does. `trigger` is the node to start from. */
	async run(workflow: Workflow, trigger: string): Promise<string> {
		const answer = await this.start(workflow, trigger);
		if (answer.executionId) return answer.executionId;
		throw new Error(`n8n did not start "${workflow.name}": ${JSON.stringify(answer)}`);
	}

	/** Starts a trigger node's "listen for test event" and returns when it listens. */
	async listen(workflow: Workflow, trigger: string): Promise<void> {
		const answer = await this.start(workflow, trigger, { 'push-ref': 'listen' });
		if (!answer.waitingForWebhook)
			throw new Error(`n8n does not listen for "${workflow.name}": ${JSON.stringify(answer)}`);
	}

	/**
	 * n8n gives the regular expressions that check parameters a quarter of a second by the clock, which a busy
	 * machine may not have to spare. Nothing was started then.
	 */
	private async start(
		workflow: Workflow,
		trigger: string,
		headers: Record<string, string> = {},
	): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
		const path = `/rest/workflows/${workflow.id}/run`;
		const body = { workflowData: workflow, triggerToStartFrom: { name: trigger } };
		for (let tries = 1; ; tries++) {
			try {
				return await this.send('POST', path, body, headers);
			} catch (error) {
				const tooBusy = String(error).includes('Regular expression execution timed out');
				if (!tooBusy || tries === STARTS) throw error;
				await wait(1_000);
			}
		}
	}

	async stopListening(workflowId: string): Promise<void> {
		await this.send('DELETE', `/rest/test-webhook/${workflowId}`);
	}

	/** Runs a workflow and waits for its end, whatever that is. */
	async execute(workflow: Workflow, trigger: string, timeoutMs = EXECUTION_MS): Promise<Execution> {
		return await this.finished(await this.run(workflow, trigger), timeoutMs);
	}

	/** Waits for the end of an execution. */
	async finished(id: string, timeoutMs = EXECUTION_MS): Promise<Execution> {
		const isOver = (status: string) => !['new', 'running', 'waiting'].includes(status);
		return await this.whenIn(isOver, id, timeoutMs);
	}

	/** Waits until an execution waits, or is over. */
	async paused(id: string, timeoutMs = EXECUTION_MS): Promise<Execution> {
		return await this.whenIn((status) => !['new', 'running'].includes(status), id, timeoutMs);
	}

	private async whenIn(
		isIt: (status: string) => boolean,
		id: string,
		timeoutMs: number,
	): Promise<Execution> {
		return await this.poll(`execution ${id}`, timeoutMs, async () => {
			const { status, data } = await this.send<{ status: string; data?: string }>(
				'GET',
				`/rest/executions/${id}`,
			);
			if (!isIt(status)) return undefined;
			// An execution that n8n gave up before it began has no data.
			return new Execution(
				id,
				status,
				data ? (parse(data) as ExecutionData) : { resultData: { runData: {} } },
			);
		});
	}

	/** The newest executions of a workflow, newest first. */
	async executions(
		workflowId: string,
		limit = 20,
	): Promise<Array<{ id: string; status: string; mode: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.send<{
			results: Array<{ id: string; status: string; mode: string }>;
		}>('GET', `/rest/executions?limit=${limit}&filter=${filter}`);
		return results;
	}

	async stopExecution(id: string): Promise<void> {
		await this.send('POST', `/rest/executions/${id}/stop`, {});
	}

	/** One page of a resource locator's list. */
	async pickList(
		request: PickListRequest,
		filter?: string,
		paginationToken?: string,
	): Promise<PickList> {
		return await this.send('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			...dynamic(request),
			...(filter === undefined ? {} : { filter }),
			...(paginationToken === undefined ? {} : { paginationToken }),
		});
	}

	/** The choices of a drop-down whose options come from the service. */
	async options(
		request: PickListRequest,
	): Promise<Array<{ name: string; value: string | number }>> {
		return await this.send('POST', '/rest/dynamic-node-parameters/options', dynamic(request));
	}

	/** The fields of a resource mapper. */
	async mapperFields(
		request: PickListRequest,
	): Promise<{ fields: MapperField[]; emptyFieldsNotice?: string }> {
		return await this.send(
			'POST',
			'/rest/dynamic-node-parameters/resource-mapper-fields',
			dynamic(request),
		);
	}

	/** Any other call. The answer's `data`, where n8n wraps it in one. */
	async send<T>(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				...headers,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(this.cookie ? { cookie: this.cookie } : {}),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(EXECUTION_MS),
		});
		const text = await response.text();
		if (!response.ok) throw new N8nError(method, path, response.status, text);
		for (const cookie of response.headers.getSetCookie()) {
			if (cookie.startsWith('n8n-auth=')) this.cookie = cookie.split(';', 1)[0] ?? '';
		}
		if (text === '') return undefined as T;
		const answer = JSON.parse(text) as { data?: T } & T;
		return typeof answer === 'object' && answer !== null && 'data' in answer
			? (answer.data as T)
			: answer;
	}

	private async poll<T>(
		what: string,
		timeoutMs: number,
		look: () => Promise<T | undefined>,
	): Promise<T> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const result = await look();
			if (result !== undefined) return result;
			if (Date.now() > deadline)
				throw new Error(`n8n did not finish ${what} within ${timeoutMs / 1000} s`);
			await wait(POLL_MS);
		}
	}
}

function dynamic({
	nodeType,
	path,
	methodName,
	parameters,
	credentials,
	typeVersion = 1,
}: PickListRequest) {
	return {
		path,
		methodName,
		nodeTypeAndVersion: { name: nodeType, version: typeVersion },
		currentNodeParameters: parameters,
		credentials,
	};
}

/** n8n's own message where its answer has one. */
function wordsOf(body: string): string {
	try {
		const { message, hint } = JSON.parse(body) as { message?: string; hint?: string };
		if (message) return hint ? `${message} (${hint})` : message;
	} catch {
		// Not JSON: the text itself has to do.
	}
	return body.slice(0, 500) || '(empty)';
}
