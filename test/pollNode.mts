/**
 * A polling trigger in n8n's own context (n8n-core): request helper, parameters and static data are the real ones.
 * n8n saves what a trigger remembers when it is published and when a poll starts the workflow, and at no other
 * time (n8n-io/n8n packages/cli, trigger-execution-context.factory.ts): a restart goes back to that.
 */
import './quiet.mts';
import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPollFunctions,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { credentialsHelper, StoredCredential } from './n8n.mts';

type Poll = (this: IPollFunctions) => Promise<INodeExecutionData[][] | null>;

const DESCRIPTION = {
	name: 'polled',
	displayName: 'Polled',
	version: 1,
	properties: [],
	group: [],
	credentials: [{ name: 'sendPulseRestApi', required: true }],
};

interface Polled {
	/** Changes of the credential. */
	credential?: IDataObject;
	parameters?: IDataObject;
	/** Default: a node without parameters. */
	nodeType?: INodeType;
}

let accounts = 0;

/** The node in a published workflow; what it remembers stays from poll to poll. */
export class PolledNode {
	/** The node's parameters; what is changed counts from the next {@link publish} or {@link update} on. */
	parameters: IDataObject;

	/** Of an account of its own, so that no test waits for the pace of another. */
	private readonly credential = new StoredCredential(
		{ authentication: 'apiKey', apiKey: `polled-${++accounts}` },
		`polled-${accounts}`,
	);

	private readonly nodeType: INodeType;

	private readonly poll: Poll;

	/** As n8n has it in its database. */
	private saved = '{}';

	private workflow!: Workflow;

	private context?: PollContext;

	private budgetMs?: number;

	constructor(poll: Poll | INodeType, { credential = {}, parameters = {} }: Polled = {}) {
		Object.assign(this.credential.data, credential);
		this.parameters = parameters;
		const described = { description: { ...DESCRIPTION, defaults: {} } } as unknown as INodeType;
		this.nodeType = typeof poll === 'function' ? described : poll;
		this.poll = typeof poll === 'function' ? poll : poll.poll!;
	}

	/** Chooses the credential of another account. */
	set account(apiKey: string) {
		this.credential.data.apiKey = apiKey;
	}

	/** What n8n would save now. */
	get memory(): string {
		return JSON.stringify(this.workflow?.staticData ?? {});
	}

	/** What n8n has saved. */
	get savedMemory(): string {
		return this.saved;
	}

	/** The workflow is published, or was unpublished before: n8n polls at once. */
	async publish(): Promise<IDataObject[]> {
		return await this.begin('activate');
	}

	/** The published workflow is edited, and published again. */
	async update(): Promise<IDataObject[]> {
		return await this.begin('update');
	}

	/** n8n was stopped, and starts again. */
	async restart(): Promise<IDataObject[]> {
		return await this.begin('init');
	}

	/** One poll: the records that start the workflow. The first one publishes it. */
	async tick(budgetMs?: number): Promise<IDataObject[]> {
		this.budgetMs = budgetMs;
		return this.context ? await this.polled(this.context) : await this.publish();
	}

	/** Fetch Test Event in the editor. */
	async test(): Promise<IDataObject[]> {
		return recordsIn(await this.poll.call(this.contextOf('manual', 'manual')));
	}

	private async begin(mode: WorkflowActivateMode): Promise<IDataObject[]> {
		const workflow = this.loaded();
		const context = this.contextOf('trigger', mode, workflow);
		this.workflow = workflow;
		const records = await this.polled(context);
		this.save();
		this.context = context;
		return records;
	}

	private async polled(context: PollContext): Promise<IDataObject[]> {
		const output = await this.poll.call(context);
		if (output !== null) this.save();
		return recordsIn(output);
	}

	private save(): void {
		this.saved = JSON.stringify(this.workflow.staticData);
	}

	private loaded(): Workflow {
		return new Workflow({
			id: 'workflow',
			nodes: [this.node()],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: () => this.nodeType,
				getByNameAndVersion: () => this.nodeType,
				getKnownTypes: () => ({}),
			} as unknown as INodeTypes,
			staticData: JSON.parse(this.saved) as IDataObject,
		});
	}

	private node(): INode {
		return {
			id: 'polled',
			name: 'Polled',
			type: `n8n-nodes-sendpulse.${this.nodeType.description.name}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters as INode['parameters'],
			credentials: { sendPulseRestApi: { id: this.credential.id, name: 'SendPulse' } },
		};
	}

	private contextOf(
		mode: 'trigger' | 'manual',
		activation: WorkflowActivateMode,
		workflow = this.loaded(),
	): PollContext {
		const additionalData = { credentialsHelper: credentialsHelper(this.credential) } as never;
		const node = workflow.getNode('Polled')!;
		const context = new PollContext(workflow, node, additionalData, mode, activation);
		return Object.defineProperty(context, 'getPollBudgetMs', {
			value: () => this.budgetMs ?? 300_000,
		});
	}
}

const recordsIn = (output: INodeExecutionData[][] | null) =>
	(output?.[0] ?? []).map(({ json }) => json);
