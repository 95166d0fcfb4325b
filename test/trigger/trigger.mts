/** SendPulse Trigger in n8n's own contexts (n8n-core): parameters, request helper and static data are the real ones. */
import '../quiet.mts';
import { EventEmitter } from 'node:events';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { SendPulseTrigger } from '../../nodes/SendPulseTrigger/SendPulseTrigger.node';
import { apiKey } from '../api.mts';
import { credentialsHelper, type StoredCredential } from '../n8n.mts';

export const WEBHOOKS = 'https://n8n.example.org/webhook';
export const TEST_WEBHOOKS = 'https://n8n.example.org/webhook-test';

const node = new SendPulseTrigger();
const NAME = 'SendPulse Trigger';
let made = 0;

/** What n8n knows a webhook by, as far as its contexts look at it. */
const webhookData = (isTest: boolean) =>
	({ isTest, webhookDescription: node.description.webhooks?.[0] }) as never;

export interface Setting {
	parameters?: IDataObject;
	credential?: StoredCredential;
	/** Where this n8n can be reached. */
	webhooks?: string;
	testWebhooks?: string;
	/** Static data of the workflow, as the database holds it. */
	staticData?: IDataObject;
}

/** A trigger in a workflow. */
export class TriggerUnderTest {
	readonly description = node.description;

	readonly staticData: IDataObject;

	readonly warnings: string[] = [];

	private readonly id = `node-${++made}`;

	private readonly credential: StoredCredential;

	constructor(private readonly setting: Setting = {}) {
		this.credential = setting.credential ?? apiKey();
		this.staticData = setting.staticData ?? {};
	}

	/** The address that SendPulse is to call. */
	url(isTest = false): string {
		return `${this.bases(isTest)}/${this.id}/webhook`;
	}

	async checkExists(isTest = false): Promise<boolean> {
		return await node.webhookMethods.default.checkExists.call(this.hooks(isTest));
	}

	async create(isTest = false): Promise<boolean> {
		return await node.webhookMethods.default.create.call(this.hooks(isTest));
	}

	async delete(isTest = false): Promise<boolean> {
		return await node.webhookMethods.default.delete.call(this.hooks(isTest));
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
		const request = { body, headers, params: {}, query: {}, ip, ips, rawBody: raw };
		const response = new Response();
		const context = new WebhookContext(
			this.workflow(),
			this.node(),
			this.additionalData({ httpRequest: request, httpResponse: response }),
			more.isTest ? 'manual' : 'webhook',
			webhookData(more.isTest ?? false),
			[],
			null,
		);
		jest.spyOn(context.logger, 'warn').mockImplementation((text) => void this.warnings.push(text));
		const returned = await node.webhook.call(context);
		if (!returned.noWebhookResponse) response.answer(more.status ?? 200);
		const items = returned.workflowData?.[0] as INodeExecutionData[] | undefined;
		return {
			returned,
			items,
			json: items?.map(({ json }) => json) ?? [],
			status: response.statusCode,
		};
	}

	private bases(isTest: boolean): string {
		return isTest
			? (this.setting.testWebhooks ?? TEST_WEBHOOKS)
			: (this.setting.webhooks ?? WEBHOOKS);
	}

	private hooks(isTest: boolean): HookContext {
		const mode = isTest ? 'manual' : 'trigger';
		return new HookContext(
			this.workflow(),
			this.node(),
			this.additionalData(),
			mode,
			isTest ? 'manual' : 'activate',
			webhookData(isTest),
		);
	}

	private node(): INode {
		return this.workflow().getNode(NAME)!;
	}

	/** Made anew for each call, from the same static data, as n8n does from its database. */
	private workflow(): Workflow {
		return new Workflow({
			id: 'workflow',
			nodes: [
				{
					id: this.id,
					webhookId: this.id,
					name: NAME,
					type: 'n8n-nodes-sendpulse.sendPulseTrigger',
					typeVersion: 1.1,
					position: [0, 0],
					parameters: (this.setting.parameters ?? { events: ['open'] }) as INode['parameters'],
					credentials: { sendPulseRestApi: { id: this.credential.id, name: 'SendPulse' } },
				},
			],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: () => node,
				getByNameAndVersion: () => node,
				getKnownTypes: () => ({}),
			} as unknown as INodeTypes,
			staticData: this.staticData,
			settings: { executionOrder: 'v1' },
		});
	}

	private additionalData(more: object = {}) {
		return {
			credentialsHelper: credentialsHelper(this.credential),
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
	ip: string;
	ips: string[];
	/** What came over the wire; the body as JSON without it. */
	raw: Buffer;
	isTest: boolean;
	/** What n8n answers when the webhook is through. */
	status: number;
}

export interface Outcome {
	returned: IWebhookResponseData;
	/** Items that start the workflow, if it is started. */
	items?: INodeExecutionData[];
	json: IDataObject[];
	status: number;
}

class Response extends EventEmitter {
	statusCode = 200;

	text = '';

	writeHead(status: number): void {
		this.statusCode = status;
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
