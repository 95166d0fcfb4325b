import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { Catalogue } from '../nodes/engine/run/catalogue';
import { ACTION_NODE_NAMES, ACTION_NODES, type ActionNode, fieldsOf } from './actionNodes.mts';
import { operationsPage } from './operationsPage.mts';
import { entriesOf, groupsOf, readParameters } from './recordingReader.mts';
import { schemaFolder, schemaOf, schemaPath } from './schema.mts';

const root = join(__dirname, '..');
const operationsOf = (node: ActionNode) =>
	ACTION_NODES[node].resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			label: `${String(resource.option.value)}.${String(operation.option.value)}`,
			operation,
			resource,
		})),
	);
const everyOperation = ACTION_NODE_NAMES.flatMap((node) =>
	operationsOf(node).map(
		({ label, operation, resource }) =>
			[`${node} ${label}`, operation, { node, resource }] as const,
	),
);
const everyResource = ACTION_NODE_NAMES.flatMap((node) =>
	ACTION_NODES[node].resources.map(
		(resource) => [`${node} ${String(resource.option.value)}`, resource] as const,
	),
);

/** A field and, if it is a collection, its entries. */
const withEntries = (field: INodeProperties): INodeProperties[] =>
	field.type === 'collection' ? [field, ...entriesOf(field)] : [field];

const isChoice = ({ type }: INodeProperties) => type === 'options' || type === 'multiOptions';

const choicesOf = (field: INodeProperties) =>
	isChoice(field) ? ((field.options ?? []) as INodePropertyOptions[]) : [];

// --- texts

const SMALL_WORD = /^(a|an|and|as|at|but|by|for|from|in|into|of|on|or|per|the|to|with)$/;
const NAME =
	/^(SendPulse|WhatsApp|CSV|ID|IDs|IP|NPS|SMS|CRM|Viber|HTML|AMP|UTM|URL|JSON|API)('s)?$/;

const words = (text: string) => text.split(/[\s/]+/);
const isTitleCase = (text: string) =>
	words(text).every(
		(word, index) => /^[^\p{L}]*[\p{Lu}\d]/u.test(word) || (index > 0 && SMALL_WORD.test(word)),
	);
const isSentenceCase = (text: string) =>
	/^[\p{Lu}\d]/u.test(text) &&
	words(text)
		.slice(1)
		.every((word) => NAME.test(word) || !/^\p{Lu}/u.test(word));

/** One sentence has no period, several have one each. */
function isPunctuated(text: string): boolean {
	const plain = text.replace(/\b(e\.g|i\.e)\./g, '');
	return /[.!?]\s+\p{Lu}/u.test(plain) === /[.!?]$/.test(plain);
}

describe('the rules for texts themselves', () => {
	test.each([
		[isTitleCase, 'Get a List of IDs', true],
		[isTitleCase, 'Get many', false],
		[isSentenceCase, 'Get the ID of SendPulse', true],
		[isSentenceCase, 'Get Many contacts', false],
		[isSentenceCase, 'get many contacts', false],
		[isPunctuated, 'One sentence', true],
		[isPunctuated, 'One sentence.', false],
		[isPunctuated, 'Two sentences. Here is one.', true],
		[isPunctuated, 'Two sentences. Here is one', false],
		[isPunctuated, 'One, e.g. Kyiv', true],
	])('%p %j: %j', (rule, text, expected) => {
		expect(rule(text)).toBe(expected);
	});
});

function expectDescribed({ name, description }: { name: string; description?: string }): void {
	expect(description).toBeTruthy();
	expect([description, /^[\p{Lu}\d"']/u.test(description!)]).toEqual([description, true]);
	expect([description, isPunctuated(description!)]).toEqual([description, true]);
	expect(description!.toLowerCase()).not.toBe(name.toLowerCase());
}

test.each(everyResource)(
	'%s has a name, and an operation to begin with',
	(_, { option, defaultOperation, operations }) => {
		expect(option.value).toMatch(/^[a-z][a-zA-Z]*$/);
		expect([option.name, isTitleCase(option.name)]).toEqual([option.name, true]);
		expect(operations.map((operation) => operation.option.value)).toContain(defaultOperation);
	},
);

describe.each(everyOperation)('%s', (_, operation) => {
	const fields = fieldsOf(operation);
	const everyField = fields.flatMap(withEntries);

	test('says what it does', () => {
		const { name, value, action } = operation.option;
		expect(value).toMatch(/^[a-z][a-zA-Z]*$/);
		expect([name, isTitleCase(name)]).toEqual([name, true]);
		expect([action, isSentenceCase(action)]).toEqual([action, true]);
		expect(action).not.toMatch(/[.!?]$/);
		expectDescribed(operation.option);
		if (value === 'getMany') {
			expect(name).toBe('Get Many');
			expect(action).toMatch(/^Get many /);
			expect(operation.option.description).toMatch(/^Get many /);
		}
	});

	test('says what to fill in', () => {
		for (const field of everyField) {
			const { displayName, type, description, placeholder } = field;
			if (type !== 'notice') {
				expect([displayName, isTitleCase(displayName)]).toEqual([displayName, true]);
			}
			const speaksForItself = /^(collection|fixedCollection|notice|options)$/.test(type);
			if (description !== undefined || !speaksForItself) {
				expectDescribed({ name: displayName, description });
			}
			if (type === 'boolean') expect(description).toMatch(/^Whether /);
			if (placeholder) expect(placeholder).toMatch(/^(e\.g\. |Add |name@email\.com$|Select )/);
			for (const choice of choicesOf(field)) {
				expect([choice.name, isTitleCase(choice.name)]).toEqual([choice.name, true]);
				if (choice.description) expectDescribed(choice);
			}
		}
	});

	test('shows long lists in the order of the alphabet', () => {
		const lists = everyField.flatMap((field) => [
			field.type === 'collection' ? entriesOf(field).map((entry) => entry.displayName) : [],
			choicesOf(field).map((choice) => choice.name),
		]);
		for (const names of lists.filter(({ length }) => length >= 5)) {
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
		}
	});

	test('has names and values that are there only once', () => {
		const groups = [
			fields.map(({ name }) => name),
			fields.map(({ displayName }) => displayName),
			...fields
				.filter(({ type }) => type === 'collection')
				.map((field) => entriesOf(field).map(({ name }) => name)),
			...everyField.map((field) => choicesOf(field).map(({ value }) => value)),
		];
		for (const group of groups) expect(group).toEqual([...new Set<unknown>(group)]);
	});

	test('has defaults that fit', () => {
		for (const field of everyField) {
			const { name, type, default: initial } = field;
			const shown = [name, initial];
			expect(initial).not.toBeUndefined();
			if (type === 'boolean') expect([name, typeof initial]).toEqual([name, 'boolean']);
			if (type === 'number') expect([name, typeof initial]).toEqual([name, 'number']);
			if (type === 'string') expect([name, typeof initial]).toEqual([name, 'string']);
			if (type === 'collection') expect(shown).toEqual([name, {}]);
			if (type === 'json') expect(() => void JSON.parse(String(initial))).not.toThrow();
			// The uppermost folder is one to begin with, as no record of the account is.
			const picked = /^(folder|parent)Path$/.test(name) ? '/' : '';
			if (type === 'resourceLocator') {
				expect(shown).toEqual([name, { mode: 'list', value: picked }]);
			}
			const values = choicesOf(field).map(({ value }) => value);
			if (type === 'options' && values.length > 0) expect(values).toContain(initial);
			if (type === 'multiOptions') expect(values).toEqual(expect.arrayContaining(initial as never));
		}
	});

	test('requires nothing inside a collection', () => {
		const entries = fields.filter(({ type }) => type === 'collection').flatMap(entriesOf);
		expect(entries.filter(({ required }) => required)).toEqual([]);
	});

	test('reads every parameter that it shows', async () => {
		const { names, accepted } = await readParameters(operation);
		// A notice holds nothing.
		const holding = fields.filter(({ type }) => type !== 'notice');
		const shown = holding.flatMap((field) =>
			field.type === 'collection'
				? entriesOf(field).map((entry) => `${field.name}.${entry.name}`)
				: [field.name],
		);
		expect(shown.filter((name) => !names.has(name))).toEqual([]);
		expect([...names].filter((name) => !shown.includes(name))).toEqual([]);
		expect(accepted).toBeGreaterThan(0);
	});

	test('keeps what workflows have stored', () => {
		expect(fields.map(stored)).toMatchSnapshot();
	});
});

/** What saved workflows hold of a field: none of it may change once it is published. */
function stored(field: INodeProperties): object {
	return {
		name: field.name,
		type: field.type,
		default: field.default,
		...(isChoice(field) && field.options
			? { values: choicesOf(field).map(({ value }) => value) }
			: {}),
		...(field.modes ? { modes: field.modes.map(({ name }) => name) } : {}),
		...(field.type === 'collection' ? { entries: entriesOf(field).map(stored) } : {}),
		...(field.type === 'fixedCollection' ? { groups: fixedGroups(field) } : {}),
	};
}

const fixedGroups = (field: INodeProperties) =>
	groupsOf(field).map(({ name, values }) => ({ name, values: values.map(stored) }));

test.each(ACTION_NODE_NAMES)(
	'%s keeps the resources and operations that workflows have stored',
	(node) => {
		expect(
			Object.fromEntries(
				ACTION_NODES[node].resources.map(({ option, operations }) => [
					option.value,
					operations.map((operation) => operation.option.value).sort(),
				]),
			),
		).toMatchSnapshot();
	},
);

describe.each(ACTION_NODE_NAMES)('%s', (node) => {
	const { nodeType, product, resources } = ACTION_NODES[node];
	const { properties } = new Catalogue(product, resources);
	const ownOperations = operationsOf(node);
	const named = (name: string) => properties.filter((field) => field.name === name);

	test('offers what most come for, then the rest in the order of the alphabet, each once', () => {
		const leading = resources.filter(({ leads }) => leads).map(({ option }) => option.name);
		const resourceNames = choicesOf(named('resource')[0]).map(({ name }) => name);
		expect(resourceNames.slice(0, leading.length)).toEqual(leading);
		const menus = [...named('resource'), ...named('operation')];
		expect(menus).toHaveLength(1 + resources.length);
		for (const menu of menus) {
			const names = choicesOf(menu)
				.map(({ name }) => name)
				.slice(menu.name === 'resource' ? leading.length : 0);
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
			const values = choicesOf(menu).map(({ value }) => value);
			expect(values).toEqual([...new Set(values)]);
			expect(values).toContain(menu.default);
			expect(menu.noDataExpression).toBe(true);
		}
	});

	test('shows each parameter for its own resource and operation', () => {
		const own = properties.filter(({ name }) => name !== 'resource' && name !== 'operation');
		const count = ownOperations.reduce((sum, { operation }) => sum + fieldsOf(operation).length, 0);
		expect(own).toHaveLength(count);
		for (const { displayOptions } of own) {
			const { resource, operation } = displayOptions!.show!;
			// n8n looks no further than a condition that an expression decides.
			expect(Object.keys(displayOptions!.show!).slice(0, 2)).toEqual(['resource', 'operation']);
			expect([resource?.length, operation?.length]).toEqual([1, 1]);
			expect(ownOperations.map(({ label }) => label)).toContain(
				`${String(resource![0])}.${String(operation![0])}`,
			);
		}
	});

	test('has each method that a parameter asks for, and no other', () => {
		const asked = new Set<string>();
		const look = (value: unknown): void => {
			if (typeof value !== 'object' || value === null) return;
			for (const [key, inner] of Object.entries(value)) {
				if (/^(searchListMethod|loadOptionsMethod|resourceMapperMethod)$/.test(key)) {
					asked.add(String(inner));
				} else look(inner);
			}
		};
		look(properties);
		const there = Object.values(nodeType.methods ?? {}).flatMap((kind) => Object.keys(kind));
		expect(there.sort()).toEqual([...asked].sort());
	});
});

describe('output schemas', () => {
	test.each(everyOperation)('%s has one', (_, operation, { node, resource }) => {
		const names = [node, String(resource.option.value), String(operation.option.value)] as const;
		expect([names, existsSync(schemaPath(...names))]).toEqual([names, true]);
		const schema = schemaOf(...names);
		expect(schema).toMatchObject({ type: 'object', version: 1 });
		expect(Object.keys(schema.properties ?? {})).not.toEqual([]);
	});

	test.each(ACTION_NODE_NAMES)('of %s belong to an operation each', (node) => {
		const files = readdirSync(schemaFolder(node), { recursive: true })
			.map(String)
			.filter((file) => file.endsWith('.json'))
			.map((file) => file.replace(/\.json$/, '').replace(/[\\/]/, '.'));
		const labels = operationsOf(node).map(({ label }) => label);
		expect(files.filter((file) => !labels.includes(file))).toEqual([]);
	});
});

test('docs/operations.md says what the nodes say (npm run docs)', async () => {
	const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
	const squeezed = (text: string) => text.replace(/ +/g, ' ').replace(/-+/g, '-');
	expect(squeezed(page)).toBe(squeezed(operationsPage(Object.values(ACTION_NODES))));
});

describe('package.json', () => {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const sourceOf = (built: string) => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const sources = (folder: string, ending: string) =>
		readdirSync(join(root, folder), { recursive: true })
			.map((name) => `${folder}/${String(name).replace(/\\/g, '/')}`)
			.filter((name) => name.endsWith(ending))
			.sort();

	test('names files that exist', () => {
		for (const built of [...n8n.nodes, ...n8n.credentials]) {
			expect(built).toMatch(/^dist\/.*\.js$/);
			expect([built, existsSync(join(root, sourceOf(built)))]).toEqual([built, true]);
		}
	});

	test('names every credential', () => {
		expect(n8n.credentials.map(sourceOf).sort()).toEqual(sources('credentials', '.credentials.ts'));
	});

	test('names every node', () => {
		expect(n8n.nodes.map(sourceOf).sort()).toEqual(sources('nodes', '.node.ts'));
	});
});
