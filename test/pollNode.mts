/** A polling trigger in n8n's own context (n8n-core): request helper and static data are the real ones. */
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
} from 'n8n-workflow';
import { apiKey } from './api.mts';
import { credentialsHelper } from './n8n.mts';

type Poll = (this: IPollFunctions) => Promise<INodeExecutionData[][] | null>;

const DESCRIPTION = {
	name: 'polled',
	displayName: 'Polled',
	version: 1,
	properties: [],
	group: [],
	credentials: [{ name: 'sendPulseRestApi', required: true }],
};

/** The node in an active workflow; what it remembers stays from poll to poll. */
export class PolledNode {
	readonly staticData: IDataObject = {};

	private readonly credential = apiKey();

	constructor(
		private readonly poll: Poll,
		changes: IDataObject = {},
	) {
		Object.assign(this.credential.data, changes);
	}

	/** One tick: the records that start the workflow. */
	async tick(budgetMs?: number): Promise<IDataObject[]> {
		return await this.run('trigger', budgetMs);
	}

	/** Fetch Test Event in the editor. */
	async test(): Promise<IDataObject[]> {
		return await this.run('manual');
	}

	private async run(mode: 'trigger' | 'manual', budgetMs?: number): Promise<IDataObject[]> {
		const node: INode = {
			id: 'polled',
			name: 'Polled',
			type: 'n8n-nodes-sendpulse.polled',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { sendPulseRestApi: { id: this.credential.id, name: 'SendPulse' } },
		};
		const nodeType = { description: { ...DESCRIPTION, defaults: {} } } as unknown as INodeType;
		const workflow = new Workflow({
			id: 'workflow',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => nodeType,
				getKnownTypes: () => ({}),
			} as unknown as INodeTypes,
		});
		const additionalData = { credentialsHelper: credentialsHelper(this.credential) } as never;
		const more = budgetMs === undefined ? [] : [() => budgetMs];
		const context = new PollContext(
			workflow,
			node,
			additionalData,
			mode,
			'activate',
			undefined,
			undefined,
			undefined,
			undefined,
			() => this.staticData,
			...more,
		);
		const output = await this.poll.call(context);
		return (output?.[0] ?? []).map(({ json }) => json);
	}
}
