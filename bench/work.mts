import type { Credential, WorkflowInput, WorkflowNode } from '../host/client.mts';
import { CREDENTIAL_TYPE, NODE_TYPE } from '../host/stage.mts';

export const TRIGGER = 'Manual';
export const NODE = 'Node';

type Json = Record<string, unknown>;

/** A contact to add, its own values for each variable. */
export interface ContactRow extends Json {
	email: string;
	name: string;
	company: string;
	visits: number;
}

export const contactRows = (count: number): ContactRow[] =>
	Array.from({ length: count }, (_, index) => ({
		email: `contact.${index}@example.com`,
		name: `Name ${index}`,
		company: `Company ${index % 100}`,
		visits: index,
	}));

/** The same, over several lists and two settings of an option; the groups differ in size. */
export const spreadRows = (count: number, listIds: number[]) =>
	contactRows(count).map((row, index) => ({
		...row,
		// Squares, so that some lists get many and others few.
		list:
			listIds[Math.floor((((index * 7_919) % count) ** 2 / count ** 2) * listIds.length)] ??
			listIds[0],
		keep: index % 3 === 0,
	}));

/** The fewest requests that can carry these rows, 100 in each. */
export function fewestRequests(rows: Array<{ list?: number; keep?: boolean }>): number {
	const groups = new Map<string, number>();
	for (const { list, keep } of rows) {
		const group = `${list} ${keep}`;
		groups.set(group, (groups.get(group) ?? 0) + 1);
	}
	return [...groups.values()].reduce((sum, size) => sum + Math.ceil(size / 100), 0);
}

/** A node without its place in a workflow. */
type NodeSettings = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'> &
	Partial<WorkflowNode>;

/** A workflow that hands these items to one node. */
export function workflow(node: NodeSettings, items: Json[]): WorkflowInput {
	return {
		name: 'Benchmark',
		nodes: [
			{
				id: '7c0a2b9e-0000-4000-8000-000000000001',
				name: TRIGGER,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '7c0a2b9e-0000-4000-8000-000000000002',
				name: NODE,
				position: [224, 0],
				...node,
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		pinData: { [TRIGGER]: items.map((json) => ({ json })) },
	};
}

/** A workflow of several nodes, one behind the other; the last one is that which is measured. */
export function chain(nodes: NodeSettings[]): WorkflowInput {
	const placed = nodes.map((node, index) => ({
		id: `7c0a2b9e-0000-4000-8000-00000000010${index}`,
		name: index === nodes.length - 1 ? NODE : `${NODE} ${index}`,
		position: [224 * (index + 1), 0] as [number, number],
		...node,
	}));
	const trigger = workflow(nodes[0]!, [{}]).nodes[0]!;
	const all = [trigger, ...placed];
	return {
		name: 'Benchmark',
		nodes: all,
		connections: Object.fromEntries(
			placed.map(({ name }, index) => [
				all[index]!.name,
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
		),
		pinData: { [TRIGGER]: [{ json: {} }] },
	};
}

const using = ({ id, name }: Credential) => ({ [CREDENTIAL_TYPE]: { id, name } });

const sendPulse = (credential: Credential, parameters: Json): NodeSettings => ({
	type: NODE_TYPE,
	typeVersion: 1,
	parameters,
	credentials: using(credential),
});

const byId = (value: number | string) => ({ __rl: true, mode: 'id', value: String(value) });

const VARIABLES = { name: 'string', company: 'string', visits: 'number' };

/** The variables as the editor stores them, each value an expression. */
const variables = {
	mappingMode: 'defineBelow',
	value: Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, `={{ $json.${name} }}`])),
	matchingColumns: [],
	schema: Object.entries(VARIABLES).map(([id, type]) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type,
	})),
};

const addition = {
	resource: 'contact',
	operation: 'add',
	email: '={{ $json.email }}',
	variables,
};

export const addContacts = (credential: Credential, listId: number) =>
	sendPulse(credential, { ...addition, mailingListId: byId(listId), options: {} });

export const addAddresses = (credential: Credential, listId: number) =>
	sendPulse(credential, {
		resource: 'contact',
		operation: 'add',
		email: '={{ $json.email }}',
		mailingListId: byId(listId),
		options: {},
	});

/** A single request, whatever the number of items: what n8n alone holds of them. */
export const addOne = (credential: Credential, listId: number): NodeSettings => ({
	...addAddresses(credential, listId),
	executeOnce: true,
});

export const spreadContacts = (credential: Credential) =>
	sendPulse(credential, {
		...addition,
		mailingListId: byId('={{ $json.list }}'),
		options: { keepExisting: '={{ $json.keep }}' },
	});

export const readContacts = (credential: Credential, listId: number) =>
	sendPulse(credential, {
		resource: 'contact',
		operation: 'getMany',
		mailingListId: byId(listId),
		returnAll: true,
		filters: {},
	});

export const getContact = (credential: Credential, listId: number) =>
	sendPulse(credential, {
		resource: 'contact',
		operation: 'get',
		mailingListId: byId(listId),
		email: '={{ $json.email }}',
	});

/** n8n's own node that only reads expressions: what they cost, whatever is done with their values. */
export const editFields = (names: string[]): NodeSettings => ({
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: {
			assignments: names.map((name) => ({
				id: name,
				name,
				value: `={{ $json.${name} }}`,
				type:
					name === 'visits' || name === 'list' ? 'number' : name === 'keep' ? 'boolean' : 'string',
			})),
		},
		options: {},
	},
});

/** What somebody would do without this package: one request for each item. */
const httpRequest = (
	credential: Credential,
	parameters: Json,
	batching?: { batchSize: number; batchInterval: number },
): NodeSettings => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		...parameters,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL_TYPE,
		options: batching ? { batching: { batch: batching } } : {},
	},
	credentials: using(credential),
	// Without it the first refusal would end the run.
	onError: 'continueRegularOutput',
});

/** The pace that the API allows, by the option that n8n has for it. */
export const BATCHING = { batchSize: 10, batchInterval: 1_000 };

export const httpAdd = (
	credential: Credential,
	baseUrl: string,
	listId: number,
	batching?: typeof BATCHING,
) =>
	httpRequest(
		credential,
		{
			method: 'POST',
			url: `${baseUrl}/addressbooks/${listId}/emails`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody:
				'={{ { emails: [{ email: $json.email, variables: { name: $json.name, company: $json.company, visits: $json.visits } }] } }}',
		},
		batching,
	);

export const httpGet = (
	credential: Credential,
	baseUrl: string,
	listId: number,
	batching?: typeof BATCHING,
) =>
	httpRequest(
		credential,
		{ method: 'GET', url: `=${baseUrl}/addressbooks/${listId}/emails/{{ $json.email }}` },
		batching,
	);

/** n8n's own node that reads a file of the machine. */
export const readFile = (path: string): NodeSettings => ({
	type: 'n8n-nodes-base.readWriteFile',
	typeVersion: 1.1,
	parameters: { operation: 'read', fileSelector: path, options: {} },
});

export const extractRows: NodeSettings = {
	type: 'n8n-nodes-base.extractFromFile',
	typeVersion: 1.1,
	parameters: { operation: 'csv', options: { enableBOM: true } },
};

export const convertToFile: NodeSettings = {
	type: 'n8n-nodes-base.convertToFile',
	typeVersion: 1.1,
	parameters: { operation: 'csv', options: {} },
};

export const importFile = (credential: Credential, listId: number) =>
	sendPulse(credential, {
		resource: 'contact',
		operation: 'importFile',
		mailingListId: byId(listId),
		fileBinaryProperty: 'data',
		options: {},
	});

export const exportFile = (credential: Credential, listId: number) =>
	sendPulse(credential, {
		resource: 'contact',
		operation: 'exportFile',
		mailingListId: byId(listId),
		outputField: 'data',
		options: {},
	});
