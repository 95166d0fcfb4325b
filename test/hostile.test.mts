import './engine/virtualTime.mts';
import fc from 'fast-check';
import nock from 'nock';
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../nodes/engine/run/operation';
import { ACTION_NODE_NAMES, ACTION_NODES, type ActionNode, fieldsOf } from './actionNodes.mts';
import { answeringBy, apiKey, HOST, says, type Arrived } from './api.mts';
import { documentedEndpoints } from './documentedEndpoints.mts';
import { isLookUp } from './lookUps.mts';
import { runNode } from './n8n.mts';
import { sample } from './recordingReader.mts';

// The same cases each time; FC_SEED=… explores others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) });

/** Items of one run; each is a case. */
const ITEMS = 10;
/** Runs for each operation: with its items some thousands of cases in all. */
const RUNS = 5;

const operations = ACTION_NODE_NAMES.flatMap((node) =>
	ACTION_NODES[node].resources.flatMap(({ option, operations: all }) =>
		all.map((operation) => ({
			node,
			name: `${String(option.value)}.${String(operation.option.value)}`,
			resource: String(option.value),
			operation,
		})),
	),
);

/** What the parts of documented paths may be. */
const PARTS: Record<string, string> = {
	id: '(?:[1-9]\\d*|[0-9a-fA-F]{32})',
	userId: '(?:[1-9]\\d*|[0-9a-fA-F]{32})',
	path: '(?:/(?:[^/?#]+(?:/[^/?#]+)*)?|[^/?#]+(?:/[^/?#]+)*)',
	channel: '(?:telegram|whatsapp|messenger|instagram|viber/chatbots|live-chat|tiktok)',
};

/** `GET /addressbooks/{id}/cost` by node and operation, from the documentation. */
const endpoints = new Map<string, RegExp[]>();
for (const node of ACTION_NODE_NAMES) {
	for (const { method, path, operation } of documentedEndpoints(node)) {
		const pattern = path
			.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
			.replace(/\{(\w+)\}/g, (_, part: string) => PARTS[part] ?? '[^/?#]+');
		const key = `${node} ${operation}`;
		const known = endpoints.get(key) ?? [];
		endpoints.set(key, [...known, new RegExp(`^${method} ${pattern}(?:\\?[^#]*)?$`)]);
	}
}

const TRICKS = [
	'../senders',
	'..',
	'.',
	'%2e%2e%2f',
	'a/b',
	'a?b=c',
	'a#b',
	'a\r\nX-Injected: yes',
	'\u0000',
	'\ud800',
	'__proto__',
	'constructor',
	'ann@example.com/../../campaigns',
	'"><script>alert(1)</script>',
	'5; DROP TABLE lists',
	'１２３',
	'1e3',
	'0x10',
	'-1',
	' 5 ',
	'9'.repeat(30),
	'💌'.repeat(50),
	'x'.repeat(5_000),
];

const hostile: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(...TRICKS),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme' }),
	fc.double(),
	fc.integer(),
	fc.boolean(),
	fc.constantFrom<unknown>(null, '', [], {}, 0, NaN, Infinity),
	fc.emailAddress(),
	fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
	fc.jsonValue({ maxDepth: 3 }),
	fc.record({ __rl: fc.constant(true), mode: fc.string(), value: fc.jsonValue({ maxDepth: 1 }) }),
);

/** A parameter that takes its value from the item, so that any type can stand in it. */
const fromItem = (key: string) => `={{ $json[${JSON.stringify(key)}] }}`;

const choicesOf = ({ type, options }: INodeProperties) =>
	type === 'options' ? ((options ?? []) as INodePropertyOptions[]) : [];

/** Every field filled in; `choices` tells which of its options each of them has. */
function parametersOf(
	operation: Operation,
	spoilt: readonly string[],
	choices: readonly number[] = [],
): IDataObject {
	const parameters: IDataObject = {};
	for (const [index, field] of fieldsOf(operation).entries()) {
		if (field.name in parameters) continue;
		const options = choicesOf(field);
		if (field.type === 'collection') {
			const entries = (field.options ?? []) as INodeProperties[];
			const named = entries.filter(({ name }) => spoilt.includes(`${field.name}.${name}`));
			parameters[field.name] = Object.fromEntries(
				named.map(({ name }) => [name, fromItem(`${field.name}.${name}`)]),
			);
		} else if (spoilt.includes(field.name)) parameters[field.name] = fromItem(field.name);
		else if (options.length > 0 && choices.length > 0) {
			parameters[field.name] = options[choices[index % choices.length] % options.length].value;
		} else parameters[field.name] = sample(field) as IDataObject;
	}
	return parameters;
}

/** Every parameter that can hold something, entries of collections too, but not those for previews. */
const targetsOf = (operation: Operation) =>
	fieldsOf(operation)
		.flatMap((field) =>
			field.type === 'collection'
				? ((field.options ?? []) as INodeProperties[]).map(({ name }) => `${field.name}.${name}`)
				: [field.name],
		)
		.filter((name) => name !== 'options.preview');

/** Whatever is written is done, and whatever is read is empty. */
const DONE_OR_EMPTY = { result: true, success: true, total: 0, tags: [], data: [] };

const DEFECT =
	/node itself failed|TypeError|RangeError|URIError|SyntaxError|is not a function|Cannot (read|convert|set)|Maximum call|undefined is|\[object Object\]|malformed/;

/** IDs of the chatbots, wherever in a request they stand. */
const CHATBOT_ID = /^(id|bot_id|contact_id|flow_id|note_id)$/;

/** Whether it is documented that the operation makes this request. */
const isOwn = (node: ActionNode, name: string, { method, path }: Arrived) =>
	(endpoints.get(`${node} ${name}`) ?? []).some((pattern) => pattern.test(`${method} ${path}`));

function expectHarmless(node: ActionNode, name: string, requests: Arrived[]): void {
	for (const request of requests) {
		const { method, path, body } = request;
		const asked = `${method} ${path}`;
		if (!isLookUp(request) && !isOwn(node, name, request))
			throw new Error(`${name} asked ${asked}`);
		const folded = new URL(path, HOST);
		expect(folded.pathname + folded.search).toBe(path);
		if (node !== 'SendPulseChatbot') continue;
		const said = [...folded.searchParams, ...Object.entries((body ?? {}) as IDataObject)];
		for (const [key, value] of said) {
			if (CHATBOT_ID.test(key)) expect([key, value]).toEqual([key, expect.stringMatching(HEX)]);
		}
	}
}

const HEX = /^[0-9a-f]{24}$/i;

/** All headers that requests have, whatever is entered. */
const HEADERS = [
	'accept',
	'accept-encoding',
	'authorization',
	'connection',
	'content-length',
	'content-type',
	'host',
	'user-agent',
];

describe.each(operations)('$node $name', ({ node, name, resource, operation }) => {
	const targets = targetsOf(operation);
	/** What others look up first, so that they get to their own requests. */
	const known = ({ method, path }: Arrived) => {
		if (method !== 'GET') return undefined;
		if (path.endsWith('/variables') && operation.option.value !== 'getVariables') {
			return says([{ name: 'name', type: 'string' }]);
		}
		return path.startsWith('/sms/campaigns/cost?')
			? says({ result: true, data: { price: 0, currency: 'UAH' } })
			: undefined;
	};

	test('whatever is entered: a documented request, or words before anything is sent', async () => {
		if (targets.length === 0) return;
		await fc.assert(
			fc.asyncProperty(
				fc.subarray(targets, { minLength: 1, maxLength: Math.min(3, targets.length) }),
				fc.array(fc.array(hostile, { minLength: 3, maxLength: 3 }), {
					minLength: ITEMS,
					maxLength: ITEMS,
				}),
				fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }),
				async (spoilt, values, choices) => {
					const api = answeringBy((request) => known(request) ?? says(DONE_OR_EMPTY));
					const items = values.map((row) =>
						Object.fromEntries(spoilt.map((key, index) => [key, row[index]])),
					) as IDataObject[];
					const { items: output, error } = await runNode({
						node,
						parameters: {
							resource,
							operation: operation.option.value as string,
							...parametersOf(operation, spoilt, choices),
						},
						items,
						credential: apiKey(),
						settings: { onError: 'continueRegularOutput' },
					});
					nock.cleanAll();
					expect(error).toBeUndefined();
					for (const { json } of output) {
						if (typeof json.error === 'string') expect(json.error).not.toMatch(DEFECT);
					}
					expectHarmless(node, name, api.requests);
					expect(HEADERS).toEqual(expect.arrayContaining([...api.headerNames]));
					for (const header of api.authorizations) expect(header).toMatch(/^Bearer key-\d+$/);
				},
			),
			{ numRuns: RUNS, endOnFailure: true },
		);
	});

	test('what stops the run before anything is sent is an error of the node', async () => {
		if (targets.length === 0) return;
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...targets), hostile, async (spoilt, value) => {
				const api = answeringBy((request) => known(request) ?? says(DONE_OR_EMPTY));
				const { error } = await runNode({
					node,
					parameters: {
						resource,
						operation: operation.option.value as string,
						...parametersOf(operation, [spoilt]),
					},
					items: [{ [spoilt]: value } as IDataObject],
					credential: apiKey(),
				});
				nock.cleanAll();
				if (!error) return;
				expect(error.message).not.toMatch(DEFECT);
				const sent = api.requests.filter(
					(request) => !isLookUp(request) || isOwn(node, name, request),
				);
				if (sent.length === 0) expect(error.name).toBe('NodeOperationError');
			}),
			{ numRuns: 3, endOnFailure: true },
		);
	});

	test('whatever is answered: records or words', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.jsonValue({ maxDepth: 4 }),
				fc.constantFrom(200, 200, 404, 422),
				async (body, status) => {
					const answer = {
						status,
						body: JSON.stringify(body),
						headers: { 'Content-Type': 'application/json' },
					};
					answeringBy((request) => known(request) ?? answer);
					const { items: output, error } = await runNode({
						node,
						parameters: {
							resource,
							operation: operation.option.value as string,
							...parametersOf(operation, []),
						},
						credential: apiKey(),
						settings: { onError: 'continueRegularOutput' },
					});
					nock.cleanAll();
					expect(error).toBeUndefined();
					for (const { json } of output) {
						if (typeof json.error === 'string' && Object.keys(json).length === 1) {
							expect(json.error).not.toMatch(DEFECT);
						}
					}
				},
			),
			{ numRuns: 2, endOnFailure: true },
		);
	});
});
