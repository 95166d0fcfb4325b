/** Tests of the Variables parameter, a resource mapper, for the operations that have one. */
import type { IDataObject } from 'n8n-workflow';
import {
	answeringBy,
	DONE,
	refuses,
	says,
	type Answer,
	type Arrived,
	type OperationUnderTest,
} from '../../api.mts';
import { LIST } from '../suites.mts';

export interface VariablesSample {
	operation: OperationUnderTest;
	/** Name and value of the variables that a request sets for its only contact. */
	sent(body: unknown): Record<string, unknown>;
}

/** The variables of the list, as SendPulse has them. */
const VARIABLES = [
	{ name: 'email', type: 'string' },
	{ name: 'Phone', type: 'string' },
	{ name: 'name', type: 'string' },
	{ name: 'born', type: 'date' },
	{ name: 'orders', type: 'number' },
];

/** The same as the editor stores them. */
const SCHEMA = [
	{ id: 'name', type: 'string' },
	{ id: 'born', type: 'dateTime' },
	{ id: 'orders', type: 'number' },
].map((field) => ({
	...field,
	displayName: field.id,
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
}));

const isLookUp = ({ path }: Arrived) => path.endsWith('/variables');

/** SendPulse with this list; look-ups and everything else are told apart. */
function listWith(lookUp: Answer = says(VARIABLES)) {
	const api = answeringBy((request) => (isLookUp(request) ? lookUp : DONE));
	return {
		lookUps: () => api.requests.filter(isLookUp),
		writes: () => api.requests.filter((request) => !isLookUp(request)),
	};
}

const LOOK_UP = { method: 'GET', path: `/addressbooks/${LIST}/variables` };

export function readsVariables({ operation, sent }: VariablesSample): void {
	const contact = { mailingListId: LIST, email: 'ann@example.com' };
	/** Runs over one item whose field `value` goes into this variable. */
	async function give(name: string, value: unknown, timezone = 'UTC') {
		const api = listWith();
		const { error } = await operation.run(
			{
				...contact,
				variables: {
					mappingMode: 'defineBelow',
					value: { name: 'Ann', [name]: '={{ $json.value }}' },
					schema: SCHEMA,
				},
			},
			{ items: [{ value: value as IDataObject }], timezone },
		);
		const [write] = api.writes();
		return { error, values: write && sent(write.body), lookUps: api.lookUps() };
	}
	/** Runs over such an item with the expression itself in the variable. */
	async function evaluate(name: string, expression: string, timezone = 'UTC') {
		const api = listWith();
		const { error } = await operation.run(
			{
				...contact,
				variables: { mappingMode: 'defineBelow', value: { [name]: expression }, schema: SCHEMA },
			},
			{ timezone },
		);
		const [write] = api.writes();
		return { error, values: write && sent(write.body) };
	}

	describe('Variables, defined below', () => {
		test.each<[string, unknown, unknown]>([
			['orders', 3, 3],
			['orders', 0, 0],
			['orders', -2.5, -2.5],
			['orders', '12', 12],
			['orders', ' 1.5 ', 1.5],
			['name', 'Ännchen', 'Ännchen'],
			['name', 42, '42'],
			['name', false, 'false'],
			['name', '2019-02-01T10:00:00Z', '2019-02-01T10:00:00Z'],
			['name', ' as it is ', ' as it is '],
			['born', '2019-02-01', '2019-02-01'],
			['born', ' 2019-02-01 ', '2019-02-01'],
			['born', '2019-02-01T23:59:59', '2019-02-01'],
			['born', '2019-02-01 23:59:59', '2019-02-01'],
			['born', '2024-02-29', '2024-02-29'],
		])('%s = %j leaves as %j', async (name, value, expected) => {
			const { error, values, lookUps } = await give(name, value);
			expect(error).toBeUndefined();
			expect(values).toEqual({ name: 'Ann', [name]: expected });
			expect(lookUps).toEqual([]);
		});

		test.each<[string, string, string, string]>([
			['2024-03-10T23:30:00Z', 'UTC', '2024-03-10', 'in UTC'],
			['2024-03-10T23:30:00Z', 'Europe/Kyiv', '2024-03-11', 'the next day in Kyiv'],
			['2024-03-10T02:00:00.000Z', 'America/New_York', '2024-03-09', 'the day before in New York'],
			['2024-03-10T00:00:00+02:00', 'Europe/Kyiv', '2024-03-10', 'midnight in Kyiv'],
			['2024-03-10T22:00:00-0500', 'Europe/Kyiv', '2024-03-11', 'an offset without colon'],
			['2024-03-10T00:00:00Z', 'America/New_York', '2024-03-10', 'midnight UTC is the day itself'],
			['2024-03-10T23:30:00', 'America/New_York', '2024-03-10', 'without a zone, as it stands'],
		])('%s with the workflow in %s is %s (%s)', async (value, timezone, day) => {
			const { values } = await give('born', value, timezone);
			expect(values).toEqual({ name: 'Ann', born: day });
		});

		test.each<[string, string, string, unknown]>([
			[
				'born',
				"={{ DateTime.fromISO('2024-03-10T23:30:00', { zone: 'Europe/Kyiv' }) }}",
				'UTC',
				'2024-03-10',
			],
			['born', "={{ new Date('2024-03-10T23:30:00Z') }}", 'Europe/Kyiv', '2024-03-11'],
			['born', "={{ '2024-03-10'.toDateTime() }}", 'America/New_York', '2024-03-10'],
			[
				'name',
				"={{ DateTime.fromISO('2024-03-10T23:30:00Z', { zone: 'UTC' }) }}",
				'UTC',
				'2024-03-10T23:30:00.000Z',
			],
			['orders', '={{ 2 + 3 }}', 'UTC', 5],
		])(
			'%s = %s, a value that only expressions have (%s), leaves as %j',
			async (name, expression, timezone, expected) => {
				const { error, values } = await evaluate(name, expression, timezone);
				expect(error).toBeUndefined();
				expect(values).toEqual({ [name]: expected });
			},
		);

		test.each<[string, unknown, string]>([
			['born', '01.02.2019', "a date like 2019-02-01, not '01.02.2019'"],
			['born', '02/01/2019', "a date like 2019-02-01, not '02/01/2019'"],
			['born', '2019-1-1', "a date like 2019-02-01, not '2019-1-1'"],
			['born', '2019-02-30', "a date like 2019-02-01, not '2019-02-30'"],
			['born', '2019-02-30T10:00:00Z', "a date like 2019-02-01, not '2019-02-30T10:00:00Z'"],
			['born', 'tomorrow', "a date like 2019-02-01, not 'tomorrow'"],
			['born', 1549000000, "a date like 2019-02-01, not '1549000000'"],
			['orders', 'three', "a number, not 'three'"],
			['orders', '3,5', "a number, not '3,5'"],
			['orders', ' ', "a number, not ' '"],
			['orders', true, "a number, not 'true'"],
			['name', { first: 'Ann' }, `text or a number, not '{"first":"Ann"}'`],
			['name', ['Ann'], `text or a number, not '["Ann"]'`],
		])('%s = %j is refused by name, before anything is sent', async (name, value, expected) => {
			const { error, values } = await give(name, value);
			expect(error?.message).toBe(`The variable '${name}' wants ${expected}. Nothing was sent.`);
			expect(values).toBeUndefined();
		});

		test.each<[string, unknown]>([
			['orders', null],
			['orders', undefined],
			['orders', ''],
			['born', null],
			['born', undefined],
			['born', ''],
			['city', null],
		])('nothing is sent for %s = %j', async (name, empty) => {
			const { error, values } = await give(name, empty);
			expect(error).toBeUndefined();
			expect(values).toEqual({ name: 'Ann' });
		});

		test.each(['={{ null }}', '={{ undefined }}', '={{ $json.missing }}'])(
			'nothing is sent for a text that is %s',
			async (empty) => {
				const api = listWith();
				await operation.run({
					...contact,
					variables: {
						mappingMode: 'defineBelow',
						value: { name: empty, orders: 1 },
						schema: SCHEMA,
					},
				});
				expect(api.writes().map(({ body }) => sent(body))).toEqual([{ orders: 1 }]);
			},
		);

		test('address and phone number have parameters of their own', async () => {
			const api = listWith();
			await operation.run({
				...contact,
				variables: {
					mappingMode: 'defineBelow',
					value: { name: 'Ann', email: 'x@example.com', Phone: '1', 'E-Mail': 'y@example.com' },
					schema: SCHEMA,
				},
			});
			expect(api.writes().map(({ body }) => sent(body))).toEqual([{ name: 'Ann' }]);
		});

		test('one look-up for a list whose types are not stored, none where they are', async () => {
			const api = listWith();
			const { json, error } = await operation.run(
				{
					mailingListId: LIST,
					email: '={{ $json.email }}',
					variables: {
						mappingMode: 'defineBelow',
						value: { orders: '={{ $json.orders }}' },
						schema: [],
					},
				},
				{
					items: [
						{ email: 'ann@example.com', orders: '1' },
						{ email: 'bob@example.com', orders: '2' },
					],
				},
			);
			expect(error).toBeUndefined();
			expect(json).toHaveLength(2);
			expect(api.lookUps()).toEqual([LOOK_UP]);
			expect(JSON.stringify(api.writes())).toContain('1');
			expect(JSON.stringify(api.writes().map(({ body }) => body))).not.toContain('"1"');
		});

		test('a variable that the stored schema does not know yet is looked up', async () => {
			const api = listWith();
			await operation.run({
				...contact,
				variables: {
					mappingMode: 'defineBelow',
					value: { name: 'Ann', orders: '={{ "5" }}' },
					schema: SCHEMA.filter(({ id }) => id !== 'orders'),
				},
			});
			expect(api.lookUps()).toEqual([LOOK_UP]);
			expect(api.writes().map(({ body }) => sent(body))).toEqual([{ name: 'Ann', orders: 5 }]);
		});

		test.each<[string, unknown]>([
			['an object', { name: 'Ann', orders: '3' }],
			['JSON text', '{"name": "Ann", "orders": "3"}'],
		])('the whole parameter may be %s, as AI agents give it', async (_, vars) => {
			const api = listWith();
			const { error } = await operation.run({ ...contact, variables: vars as IDataObject });
			expect(error).toBeUndefined();
			expect(api.writes().map(({ body }) => sent(body))).toEqual([{ name: 'Ann', orders: 3 }]);
			expect(api.lookUps()).toEqual([LOOK_UP]);
		});

		test('a variable named __proto__ is a variable', async () => {
			const api = listWith();
			await operation.run({ ...contact, variables: '{"__proto__": "x", "name": "Ann"}' });
			const [write] = api.writes();
			expect(Object.entries(sent(write.body))).toEqual([
				['__proto__', 'x'],
				['name', 'Ann'],
			]);
		});
	});

	describe('Variables, mapped automatically', () => {
		const automatic = (schema: unknown) => ({
			mailingListId: '={{ $json.list }}',
			email: '={{ $json.email }}',
			variables: { mappingMode: 'autoMapInputData', value: null, schema: schema as IDataObject[] },
		});
		const item = {
			list: LIST,
			email: 'ann@example.com',
			phone: '380632727700',
			Phone: '380632727700',
			name: 'Ann',
			born: '2019-02-01T10:00:00Z',
			orders: '3',
			other: 'no variable of this list',
		};
		const mapped = { name: 'Ann', born: '2019-02-01', orders: 3 };

		test('takes what the stored schema names, without a look-up', async () => {
			const api = listWith();
			const { error } = await operation.run(automatic(SCHEMA), { items: [item] });
			expect(error).toBeUndefined();
			expect(api.writes().map(({ body }) => sent(body))).toEqual([mapped]);
			expect(api.lookUps()).toEqual([]);
		});

		test.each<[string, unknown]>([
			['no schema', undefined],
			['an empty schema', []],
		])('with %s asks for the variables once for each list', async (_, schema) => {
			const api = listWith();
			const items = [
				item,
				{ ...item, email: 'bob@example.com' },
				{ ...item, list: 5 },
				{ ...item, list: 5, email: 'bob@example.com' },
			];
			const { error } = await operation.run(automatic(schema), { items });
			expect(error).toBeUndefined();
			expect(api.lookUps()).toEqual([
				LOOK_UP,
				{ method: 'GET', path: '/addressbooks/5/variables' },
			]);
			const [first] = api.writes();
			expect(sent(first.body)).toEqual(mapped);
		});

		test('leaves out what the user has removed', async () => {
			const api = listWith();
			const schema = SCHEMA.map((field) => ({ ...field, removed: field.id === 'name' }));
			await operation.run(automatic(schema), { items: [item] });
			expect(api.writes().map(({ body }) => sent(body))).toEqual([
				{ born: '2019-02-01', orders: 3 },
			]);
		});

		test('names the variable and the item of a wrong value', async () => {
			const api = listWith();
			const { error } = await operation.run(automatic(SCHEMA), {
				items: [item, { ...item, born: '01.02.2019' }],
			});
			expect(error?.message).toBe(
				"Item 2: The variable 'born' wants a date like 2019-02-01, not '01.02.2019'. Nothing was sent.",
			);
			expect(api.writes()).toEqual([]);
		});

		test('a refused look-up is the outcome of all its items, and asked for once', async () => {
			const api = listWith(refuses(404, 213, 'Book not found'));
			const { json } = await operation.run(automatic([]), {
				items: [item, { ...item, email: 'bob@example.com' }],
				settings: { onError: 'continueRegularOutput' },
			});
			expect(json.map(({ error }) => error)).toEqual([
				'Item 1: There is no such mailing list. Pick the mailing list again, or check its ID. SendPulse says: Book not found (code 213).',
				'Item 2: There is no such mailing list. Pick the mailing list again, or check its ID. SendPulse says: Book not found (code 213).',
			]);
			expect(api.lookUps()).toEqual([LOOK_UP]);
			expect(api.writes()).toEqual([]);
		});

		test('or stops the run', async () => {
			const api = listWith(refuses(404, 213, 'Book not found'));
			const { error } = await operation.run(automatic([]), { items: [item] });
			expect(error?.message).toContain('There is no such mailing list.');
			expect(api.writes()).toEqual([]);
		});
	});
}
