/** Every operation of a node, run against the sandbox; what it calls is held against docs/endpoints.md. */
import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { RequestRecord, Sandbox } from '../sandbox/index.mts';
import { ACTION_NODES, type ActionNode } from './actionNodes.mts';
import { documentedEndpoints, type Endpoint } from './documentedEndpoints.mts';
import { runNode, StoredCredential, type NodeResult } from './n8n.mts';
import { disagreements, schemaOf } from './schema.mts';

/** One run of an operation; several where it has several calls. */
export interface Run {
	parameters?: IDataObject;
	items?: IDataObject[];
	/** Files of the input items. */
	files?: IBinaryKeyData[];
}

export interface Runs {
	node: ActionNode;
	sandbox: Sandbox;
	/** By operation, in this order: some need what others left behind. The address is the sandbox's own. */
	runs: Record<string, (baseUrl: string) => Run[]>;
	/** What an operation reads before it changes something, and another operation is there for. */
	readFirst?: string[];
	/** Refusals that are answers: "there is none yet". `GET /path: 404` */
	answers?: string[];
	/** The path of a request as the table writes such paths. */
	written?(path: string): string;
}

interface Outcome {
	operation: string;
	results: NodeResult[];
	requests: RequestRecord[];
}

const described = ({ method, path, operation }: Endpoint) => `${method} ${path} → ${operation}`;

export function callsWhatIsDocumented({
	node,
	sandbox,
	runs,
	readFirst = [],
	answers = [],
	written = (path) => path,
}: Runs): void {
	const table = documentedEndpoints(node);
	const outcomes: Outcome[] = [];
	const { account } = sandbox.state;

	/** The endpoint as the table writes it; the path as it came where the table has none for it. */
	function endpointOf(request: RequestRecord): string {
		const path = written(request.path);
		const parts = path.split('/');
		const literals = (row: Endpoint) => {
			const names = row.path.split('/');
			const fits =
				row.method === request.method &&
				names.length === parts.length &&
				names.every((name, index) => /^\{.+\}$/.test(name) || name === parts[index]);
			return fits ? names.filter((name, index) => name === parts[index]).length : -1;
		};
		const [best] = [...table].sort((one, other) => literals(other) - literals(one));
		return best && literals(best) >= 0 ? best.path : path;
	}

	async function runAll(operation: string, runsOf: Run[], baseUrl: string): Promise<NodeResult[]> {
		const [resource, name] = operation.split('.');
		const results: NodeResult[] = [];
		for (const { parameters, items, files } of runsOf) {
			// Each key has a pace of its own.
			const { key } = account.apiKeys[outcomes.length % account.apiKeys.length]!;
			const stored = { authentication: 'apiKey', apiKey: key, baseUrl };
			results.push(
				await runNode({
					node,
					parameters: { resource, operation: name, ...parameters },
					items,
					files,
					credential: new StoredCredential(stored, key),
				}),
			);
		}
		return results;
	}

	beforeAll(async () => {
		const baseUrl = await sandbox.listen();
		while (account.apiKeys.length < 5) account.createApiKey(`key ${account.apiKeys.length}`);
		for (const [operation, runsOf] of Object.entries(runs)) {
			const before = sandbox.log.length;
			const results = await runAll(operation, runsOf(baseUrl), baseUrl);
			outcomes.push({ operation, results, requests: sandbox.log.slice(before) });
		}
	});
	afterAll(async () => await sandbox.close());

	test('every operation of the node is run', () => {
		const all = ACTION_NODES[node].resources.flatMap(({ option, operations }) =>
			operations.map((operation) => `${option.value}.${operation.option.value}`),
		);
		expect(Object.keys(runs).sort()).toEqual(all.sort());
	});

	test('each of them works', () => {
		const failed = outcomes.flatMap(({ operation, results }) =>
			results.flatMap(({ error, items }) =>
				error
					? [`${operation}: ${error.message}`]
					: items.length === 0
						? [`${operation}: nothing`]
						: [],
			),
		);
		expect(failed).toEqual([]);
		const refused = sandbox.log.filter(({ status }) => !status || status >= 300);
		const told = refused.map(({ method, path, status }) => `${method} ${path}: ${status}`);
		expect(told.filter((refusal) => !answers.includes(refusal))).toEqual([]);
	});

	test('what they give is in their output schemas', () => {
		const undeclared = outcomes.flatMap(({ operation, results }) => {
			const [resource, name] = operation.split('.');
			const records = results.flatMap(({ json }) => json);
			return disagreements(schemaOf(node, resource, name), records, operation).filter(
				(text) => !/ never /.test(text),
			);
		});
		expect(undeclared).toEqual([]);
	});

	test('the table has each row once, in its own form', () => {
		const rows = table.map(described);
		expect(table.filter(({ method }) => method === '')).toEqual([]);
		expect(rows).toEqual([...new Set(rows)]);
	});

	test('the table has what is called, and nothing else', () => {
		const called = outcomes.flatMap(({ operation, requests }) =>
			requests.map((request) =>
				described({ method: request.method, path: endpointOf(request), operation }),
			),
		);
		// The sandbox notes an address without the slash that one document has at its end.
		const expected = [...table.map(described), ...readFirst].map((row) => row.replace('/ →', ' →'));
		expect([...new Set(called)].sort()).toEqual(expected.sort());
	});
}
