/** A trigger node in n8n's own contexts (n8n-core): parameters, request helper and static data are the real ones. */
import './quiet.mts';
import { EventEmitter } from 'node:events';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type IHookFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { apiKey } from './api.mts';
import { credentialsHelper, type StoredCredential } from './n8n.mts';

const WEBHOOKS = 'https://n8n.example.org/webhook';
const TEST_WEBHOOKS = 'https://n8n.example.org/webhook-test';

/** A node with one webhook that it registers and receives by itself. */
export interface WebhookNode extends INodeType {
	webhookMethods: {
		default: Record<
			'checkExists' | 'create' | 'delete',
			(this: IHookFunctions) => Promise<boolean>
		>;
	};
	webhook(this: IWebhookFunctions): Promise<IWebhookResponseData>;
}

let made = 0;

export interface Setting {
	parameters?: IDataObject;
	/** `null` for a node that has none. */
	credential?: StoredCredential | null;
	/** Where this n8n can be reached. */
	webhooks?: string;
	testWebhooks?: string;
	/** Of the node; the newest without it. */
	version?: number;
	/** Which n8n this is. */
	instance?: string;
	/** Static data of the workflow, as the database holds it. */
	staticData?: IDataObject;
}

/** The node in a workflow. */
export class WebhookNodeUnderTest {
	readonly staticData: IDataObject;

	readonly warnings: string[] = [];

	/** What is said beside them. */
	readonly told: string[] = [];

	private readonly id: string = `node-${++made}`;

	private readonly credential: StoredCredential | null;

	constructor(
		private readonly type: WebhookNode,
		readonly setting: Setting = {},
	) {
		this.credential = setting.credential === undefined ? apiKey() : setting.credential;
		this.staticData = setting.staticData ?? {};
	}

	/** The same node under other circumstances. */
	again(setting: Setting): this {
		const { staticData, warnings, id, type, credential } = this;
		const node = new WebhookNodeUnderTest(type, {
			...this.setting,
			staticData,
			credential,
			...setting,
		});
		return Object.assign(node, { id, warnings }) as this;
	}

	get description() {
		return this.type.description;
	}

	/** The address that SendPulse is to call. */
	url(isTest = false): string {
		return `${this.bases(isTest)}/${this.id}/webhook`;
	}

	async checkExists(isTest = false): Promise<boolean> {
		return await this.type.webhookMethods.default.checkExists.call(this.hooks(isTest));
	}

	async create(isTest = false): Promise<boolean> {
		return await this.type.webhookMethods.default.create.call(this.hooks(isTest));
	}

	async delete(isTest = false): Promise<boolean> {
		return await this.type.webhookMethods.default.delete.call(this.hooks(isTest, true));
	}

	/** What n8n does to publish: up to five attempts, with a deletion between two. */
	async activate(): Promise<number> {
		for (let attempt = 1; ; attempt++) {
			try {
				if (!(await this.checkExists())) await this.create();
				return attempt;
			} catch (error) {
				await this.delete().catch(() => undefined);
				if (attempt === 5) throw error;
			}
		}
	}

	async deliver(body: unknown, more: Partial<Received> = {}): Promise<Outcome> {
		const { headers = { 'content-type': 'application/json' }, ip = '192.0.2.1', ips = [] } = more;
		const raw =
			more.raw ?? Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
		const request = { body, headers, params: {}, query: more.query ?? {}, ip, ips } as {
			rawBody?: Buffer;
			readRawBody?: () => Promise<void>;
		};
		// Of types that n8n does not parse it has read nothing either.
		request.readRawBody = async () => void (request.rawBody = raw);
		if (!more.unread) request.rawBody = raw;
		const response = new Response();
		const context = new WebhookContext(
			this.workflow(),
			this.node(),
			this.additionalData({ httpRequest: request, httpResponse: response }),
			more.isTest ? 'manual' : 'webhook',
			this.webhookData(more.isTest ?? false, more.method),
			[],
			null,
		);
		jest.spyOn(context.logger, 'warn').mockImplementation((text) => void this.warnings.push(text));
		jest.spyOn(context.logger, 'info').mockImplementation((text) => void this.told.push(text));
		const returned = await this.type.webhook.call(context);
		await more.beforeAnswer?.();
		if (!returned.noWebhookResponse) response.answer(more.status ?? 200);
		const items = returned.workflowData?.[0] as INodeExecutionData[] | undefined;
		return {
			returned,
			items,
			json: items?.map(({ json }) => json) ?? [],
			status: response.statusCode,
			answer: returned.noWebhookResponse ? response.text : returned.webhookResponse,
			type: response.type,
		};
	}

	private bases(isTest: boolean): string {
		return isTest
			? (this.setting.testWebhooks ?? TEST_WEBHOOKS)
			: (this.setting.webhooks ?? WEBHOOKS);
	}

	/** While something is removed n8n does not tell whether that is of a test. */
	private hooks(isTest: boolean, removes = false): HookContext {
		const context = new HookContext(
			this.workflow(),
			this.node(),
			this.additionalData(),
			removes ? 'internal' : isTest ? 'manual' : 'trigger',
			removes ? 'update' : isTest ? 'manual' : 'activate',
			this.webhookData(isTest),
		);
		jest.spyOn(context.logger, 'warn').mockImplementation((text) => void this.warnings.push(text));
		jest.spyOn(context, 'getInstanceId').mockReturnValue(this.setting.instance ?? 'instance');
		return context;
	}

	/** What n8n knows a webhook by, as far as its contexts look at it. */
	private webhookData(isTest: boolean, method = 'POST') {
		const { webhooks = [] } = this.description;
		const webhookDescription = webhooks.find(({ httpMethod }) => httpMethod === method);
		return { isTest, webhookDescription } as never;
	}

	private node(): INode {
		return this.workflow().getNode(this.description.displayName)!;
	}

	/** Made anew for each call, from the same static data, as n8n does from its database. */
	private workflow(): Workflow {
		const { displayName, name, version } = this.description;
		const { type, credential } = this;
		return new Workflow({
			id: 'workflow',
			nodes: [
				{
					id: this.id,
					webhookId: this.id,
					name: displayName,
					type: `n8n-nodes-sendpulse.${name}`,
					typeVersion: this.setting.version ?? Math.max(...[version].flat()),
					position: [0, 0],
					parameters: (this.setting.parameters ?? {}) as INode['parameters'],
					...(credential
						? { credentials: { sendPulseRestApi: { id: credential.id, name: 'SendPulse' } } }
						: {}),
				},
			],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: () => type,
				getByNameAndVersion: () => type,
				getKnownTypes: () => ({}),
			} as unknown as INodeTypes,
			staticData: this.staticData,
			settings: { executionOrder: 'v1' },
		});
	}

	private additionalData(more: object = {}) {
		return {
			...(this.credential ? { credentialsHelper: credentialsHelper(this.credential) } : {}),
			executionId: undefined,
			variables: {},
			userId: 'user',
			webhookBaseUrl: this.bases(false),
			webhookTestBaseUrl: this.bases(true),
			...more,
		} as never;
	}
}

export interface Received {
	headers: Record<string, string>;
	method: string;
	ip: string;
	ips: string[];
	query: Record<string, unknown>;
	/** What came over the wire; the body as JSON without it. */
	raw: Buffer;
	isTest: boolean;
	/** What n8n answers when the webhook is through. */
	status: number;
	/** n8n has left the body unread, because of its type. */
	unread: boolean;
	/** What happens between the node's work and n8n's answer. */
	beforeAnswer: () => Promise<void>;
}

export interface Outcome {
	returned: IWebhookResponseData;
	/** Items that start the workflow, if it is started. */
	items?: INodeExecutionData[];
	json: IDataObject[];
	status: number;
	/** What the node itself answers, and as what. */
	answer: unknown;
	type: string;
}

class Response extends EventEmitter {
	statusCode = 200;

	text = '';

	type = '';

	writeHead(status: number, headers: Record<string, string> = {}): void {
		this.statusCode = status;
		this.type = headers['content-type'] ?? '';
	}

	setHeader(name: string, value: string): void {
		if (name === 'content-type') this.type = value;
	}

	end(text: string): void {
		this.text = text;
		this.emit('finish');
	}

	answer(status: number): void {
		this.statusCode = status;
		this.emit('finish');
	}
}

/** A form as n8n hands it over: parsed flat, and as it came. */
export const form = (text: string) =>
	[
		{},
		{
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			raw: Buffer.from(text),
		},
	] as const;
