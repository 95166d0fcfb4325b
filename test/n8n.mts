/**
 * One node in n8n's own engine (n8n-core): its parameter reading, request helper, credential flow
 * and error routing are the real ones. Only the database behind the credential is missing, and
 * stood in for by an object.
 */
import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	setSafeRegexEngine,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IBinaryKeyData,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { SendPulseRestApi } from '../credentials/SendPulseRestApi.credentials';
import { ACTION_NODES, type ActionNode } from './actionNodes.mts';

// Without n8n's time limit for them, which on a busy machine is over before an expression is even looked at.
setSafeRegexEngine({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, by) => input.replace(new RegExp(pattern, flags), by),
	matchAll: (pattern, input, flags = '') => [
		...input.matchAll(new RegExp(pattern, `${flags.replace('g', '')}g`)),
	],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});

const NODE_NAME = 'SendPulse';
const credentialType = new SendPulseRestApi();

/** A credential as n8n's database holds it: what is fetched for it stays. */
export class StoredCredential {
	data: IDataObject;

	constructor(
		data: IDataObject,
		readonly id = 'credential-1',
	) {
		this.data = {
			authentication: 'clientCredentials',
			clientId: '',
			clientSecret: '',
			apiKey: '',
			baseUrl: 'https://api.sendpulse.com',
			token: '',
			...data,
		};
	}
}

/** The part of n8n's CredentialsHelper that the engine calls, with the same rules. */
export function credentialsHelper(stored: StoredCredential) {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => ({ ...stored.data }),
		getCredentialsProperties: () => credentialType.properties,
		// n8n-io/n8n packages/cli/src/credentials-helper.ts: only with an empty or expired token.
		preAuthentication: async (
			helpers: IHttpRequestHelper,
			credentials: ICredentialDataDecryptedObject,
			_type: string,
			_node: INode,
			expired: boolean,
		) => {
			if (credentials.token !== '' && !expired) return undefined;
			const output = await credentialType.preAuthentication.call(helpers, credentials);
			if (output.token === undefined) return undefined;
			Object.assign(credentials, output);
			stored.data = { ...stored.data, ...output };
			return credentials;
		},
		authenticate: async (
			credentials: ICredentialDataDecryptedObject,
			_type: string,
			request: IHttpRequestOptions,
		) => await credentialType.authenticate(credentials, request),
		updateCredentials: async () => {},
		updateCredentialsOauthTokenData: async () => {},
		runPreAuthentication: async () => undefined,
	};
}

export interface NodeRun {
	/** The node's parameters, `resource` and `operation` among them. */
	parameters: IDataObject;
	/** Input items; one empty item without them. */
	items?: IDataObject[];
	/** Files of the input items, in their order. */
	files?: IBinaryKeyData[];
	credential: StoredCredential;
	/** n8n's node settings. */
	settings?: Partial<
		Pick<INode, 'onError' | 'retryOnFail' | 'executeOnce' | 'maxTries' | 'waitBetweenTries'>
	>;
	timezone?: string;
	/** The workflow's setting for where the files of items are: beside their JSON, or among it. */
	binaryMode?: 'separate' | 'combined';
	/** Called when the run has started, with a way to cancel it. */
	onStart?: (cancel: () => void) => void;
	/** @default 'SendPulse' */
	node?: ActionNode;
	/** In its place one that the test has made. */
	nodeType?: INodeType;
}

export interface NodeResult {
	/** Items of the node's first output. */
	items: INodeExecutionData[];
	json: IDataObject[];
	/** Items of the error output, if it has one. */
	errors: IDataObject[];
	error?: Error & { description?: string; httpCode?: string; context?: IDataObject };
	hints: string[];
	status: string;
}

function workflowWith(
	node: INode,
	nodeType: INodeType,
	timezone: string,
	binaryMode?: NodeRun['binaryMode'],
) {
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	return new Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', timezone, binaryMode },
	});
}

function nodeWith(
	{ description }: INodeType,
	parameters: IDataObject,
	credential: StoredCredential,
	settings = {},
): INode {
	return {
		id: 'node',
		name: NODE_NAME,
		type: `n8n-nodes-sendpulse.${description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: { sendPulseRestApi: { id: credential.id, name: 'SendPulse' } },
		// n8n's own wait before it runs a node again is a second otherwise.
		waitBetweenTries: 1,
		...settings,
	};
}

/** Runs the node once over all items. */
export async function runNode(run: NodeRun): Promise<NodeResult> {
	const { parameters, items = [{}], files, credential, settings = {}, timezone = 'UTC' } = run;
	const { nodeType = ACTION_NODES[run.node ?? 'SendPulse'].nodeType } = run;
	const node = nodeWith(nodeType, parameters, credential, settings);
	const workflow = workflowWith(node, nodeType, timezone, run.binaryMode);
	const summary = {
		id: 'workflow',
		name: 'workflow',
		nodes: [node],
		connections: {},
		active: false,
	};
	const additionalData = {
		credentialsHelper: credentialsHelper(credential),
		executionId: '1',
		variables: {},
		userId: 'user',
		restApiUrl: '',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		setExecutionStatus() {},
		hooks: new ExecutionLifecycleHooks('manual', '1', summary as never),
	};
	const input = items.map((json, index) => ({ json, ...(files ? { binary: files[index] } : {}) }));
	const executionData = createRunExecutionData({
		// n8n looks there for the input that belongs to an item of the error output.
		resultData: {
			runData: {
				Before: [
					{
						data: { main: [input] },
						source: [],
						executionIndex: 0,
						executionTime: 0,
						startTime: 0,
					},
				],
			},
		},
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			nodeExecutionStack: [
				{
					node: workflow.getNode(NODE_NAME)!,
					data: { main: [input] },
					source: { main: [{ previousNode: 'Before' }] },
				},
			],
		},
	} as never);
	const running = new WorkflowExecute(
		additionalData as never,
		'manual',
		executionData,
	).processRunExecutionData(workflow);
	run.onStart?.(() => void (running as unknown as { cancel(): void }).cancel());
	const { data, status } = await running;
	const task = data.resultData.runData[NODE_NAME]?.[0];
	const [output, errors] = task?.data?.main ?? [];
	return {
		items: output ?? [],
		json: (output ?? []).map(({ json }) => json),
		errors: (errors ?? []).map(({ json }) => json),
		error: (task?.error ?? data.resultData.error) as NodeResult['error'],
		hints: (task?.hints ?? []).map(({ message }) => message),
		status: String(status),
	};
}

type Methods = NonNullable<INodeType['methods']>;

type CallMethod = (
	kind: 'listSearch' | 'loadOptions' | 'resourceMapping',
	/** A method that the node has not, itself. */
	name: string | ((this: ILoadOptionsFunctions, ...given: never[]) => Promise<unknown>),
	credential: StoredCredential,
	parameters?: IDataObject,
	...args: unknown[]
) => Promise<unknown>;

/** Calls a list search, option loader or mapping method as the editor does. */
export const callMethodOf =
	({ nodeType }: { nodeType: INodeType }): CallMethod =>
	async (kind, name, credential, parameters = {}, ...args) => {
		const node = nodeWith(nodeType, parameters, credential);
		const workflow = workflowWith(node, nodeType, 'UTC');
		const context = new LoadOptionsContext(
			workflow,
			workflow.getNode(NODE_NAME)!,
			{
				credentialsHelper: credentialsHelper(credential),
				currentNodeParameters: parameters,
			} as never,
			'',
		);
		const methods = (nodeType.methods as Methods)[kind] as Record<
			string,
			(...given: unknown[]) => Promise<unknown>
		>;
		const method = typeof name === 'string' ? methods[name] : name;
		return await method.call(context, ...(args as never[]));
	};

export const callMethod = callMethodOf(ACTION_NODES.SendPulse);
export const callChatbotMethod = callMethodOf(ACTION_NODES.SendPulseChatbot);
