/** Tests of the Variables parameter, a resource mapper, for the operations that have one. */
import type { IDataObject } from 'n8n-workflow';
import {
	answeringBy,
	answersAside,
	DONE,
	refuses,
	says,
	type Answer,
	type Arrived,
	type OperationUnderTest,
} from '../../../api.mts';
import type { ListVariable } from '../../../../nodes/fields/variables';
import { LIST } from '../../suites.mts';

export interface VariablesSample {
	operation: OperationUnderTest;
	/** Name and value of the variables that a request sets for its only contact. */
	sent(body: unknown): Record<string, unknown>;
	/** The variables that the list has for the other tests of the file. */
	known: ListVariable[];
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

/** Whom it looks for first has unsubscribed. */
const standing = ({ method, path }: Arrived) =>
	`${method} ${path}` === 'POST /emails'
		? says({ 'test@test.com': [{ book_id: LIST, status: 4, variables: [] }] })
		: undefined;

/** Tests that don't speak of the look-up don't see it: the list has these variables. */
const knowsVariables = (variables: ListVariable[]) =>
	answersAside((request) => (isLookUp(request) ? says(variables) : standing(request)));

/** SendPulse with this list; look-ups and everything else are told apart. */
function listWith(lookUp: (request: Arrived) => Answer = () => says(VARIABLES)) {
	const lookUps: Arrived[] = [];
	answersAside((request) => {
		if (!isLookUp(request)) return undefined;
		lookUps.push(request);
		return lookUp(request);
	});
	const api = answeringBy(() => DONE);
	return { lookUps: () => lookUps, writes: () => api.requests };
}

const LOOK_UP = { method: 'GET', path: `/addressbooks/${LIST}/variables` };

export function readsVariables({ operation, sent, known }: VariablesSample): void {
	const contact = { mailingListId: LIST, email: 'ann@example.com' };
	/** Runs over an item with the expression itself in the variable. */
	async function evaluate(name: string, expression: string, timezone: string) {
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

	knowsVariables(known);
	afterEach(() => knowsVariables(known));

	describe('Variables, defined below', () => {
		test.each<[string, string, string, unknown]>([
			[
				'born',
				"={{ DateTime.fromISO('2024-03-10T23:30:00', { zone: 'Europe/Kyiv' }) }}",
				'UTC',
				'2024-03-10',
			],
			[
				'born',
				"={{ DateTime.fromISO('2024-06-01', { zone: 'Europe/Berlin' }) }}",
				'America/New_York',
				'2024-06-01',
			],
			['born', "={{ new Date('2024-03-10T23:30:00Z') }}", 'Europe/Kyiv', '2024-03-11'],
			['born', "={{ '2024-03-10'.toDateTime() }}", 'America/New_York', '2024-03-10'],
			['born', '={{ "30.11.1979" }}', 'America/New_York', '1979-11-30'],
			[
				'name',
				"={{ DateTime.fromISO('2024-03-10T23:30:00Z', { zone: 'UTC' }) }}",
				'UTC',
				'2024-03-10T23:30:00.000Z',
			],
			[
				'name',
				"={{ new Date('2024-03-10T23:30:00Z') }}",
				'Europe/Kyiv',
				'2024-03-10T23:30:00.000Z',
			],
			['orders', '={{ 2 + 3 }}', 'UTC', 5],
			['orders', '={{ "3,5" }}', 'UTC', 3.5],
		])(
			'%s = %s with the workflow in %s leaves as %j',
			async (name, expression, timezone, expected) => {
				const { error, values } = await evaluate(name, expression, timezone);
				expect(error).toBeUndefined();
				expect(values).toEqual({ [name]: expected });
			},
		);

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

		test('a wrong value is refused by name and item, before anything is sent', async () => {
			const api = listWith();
			const { error } = await operation.run(
				{
					...contact,
					variables: {
						mappingMode: 'defineBelow',
						value: { orders: '={{ $json.orders }}' },
						schema: SCHEMA,
					},
				},
				{ items: [{ orders: 1 }, { orders: '1,234' }] },
			);
			expect(error?.message).toBe(
				"Item 2: The variable 'orders' wants a number, and '1,234' can be read as 1234 or 1.234. Choose the 'Number Format' under Options. Nothing was sent.",
			);
			expect(api.writes()).toEqual([]);
		});

		test('the formats and the leaving out are options', async () => {
			const api = listWith();
			const { error, hints } = await operation.run({
				...contact,
				variables: {
					mappingMode: 'defineBelow',
					value: { name: 'Ann', born: '={{ "02/01/2019" }}', orders: '={{ "many" }}' },
					schema: SCHEMA,
				},
				options: { dateFormat: 'MM/dd/yyyy', leaveOutWrongValues: true },
			});
			expect(error).toBeUndefined();
			expect(api.writes().map(({ body }) => sent(body))).toEqual([
				{ name: 'Ann', born: '2019-02-01' },
			]);
			expect(hints).toEqual([
				"1 value was left out, because its variable does not take it: 'many' for 'orders' (item 1)",
			]);
		});

		test('one look-up for each list, and the types are its own', async () => {
			const api = listWith(({ path }) =>
				says(path.includes(String(LIST)) ? VARIABLES : [{ name: 'orders', type: 'string' }]),
			);
			const lists = [LIST, 5, LIST, 5];
			const { json, error } = await operation.run(
				{
					mailingListId: '={{ $json.list }}',
					email: '={{ $json.email }}',
					variables: {
						mappingMode: 'defineBelow',
						value: { orders: '={{ $json.orders }}' },
						schema: SCHEMA,
					},
				},
				{
					items: lists.map((list, index) => ({ list, email: `${index}@example.com`, orders: '1' })),
				},
			);
			expect(error).toBeUndefined();
			expect(json).toHaveLength(4);
			expect(api.lookUps()).toEqual([
				LOOK_UP,
				{ method: 'GET', path: '/addressbooks/5/variables' },
			]);
			for (const { path, body } of api.writes()) {
				expect(sent(body)).toEqual({ orders: path.includes(String(LIST)) ? 1 : '1' });
			}
		});

		test.each([false, true])(
			'what another list has is not created here (Preview Only: %s)',
			async (preview) => {
				const api = listWith();
				const { error } = await operation.run({
					...contact,
					variables: {
						mappingMode: 'defineBelow',
						value: { name: 'Ann', company: 'Holm' },
						schema: [...SCHEMA, { ...SCHEMA[0], id: 'company', displayName: 'company' }],
					},
					options: { preview },
				});
				expect(error?.message).toBe(
					"The mailing list has no variable 'company'. It has: name, born, orders. Refresh the variables (⋮ beside Variables) and map them anew, or enter new variables under Options > Additional Variables. Nothing was sent.",
				);
				expect(api.writes()).toEqual([]);
			},
		);

		test('Additional Variables may be new, and need no look-up', async () => {
			const api = listWith();
			const { error } = await operation.run({
				...contact,
				options: { additionalVariables: '{"city": "Kyiv", "since": 2019}' },
			});
			expect(error).toBeUndefined();
			expect(api.writes().map(({ body }) => sent(body))).toEqual([{ city: 'Kyiv', since: 2019 }]);
			expect(api.lookUps()).toEqual([]);
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
	});

	describe('Variables, mapped automatically', () => {
		const automatic = (schema: unknown = SCHEMA) => ({
			mailingListId: '={{ $json.list }}',
			email: '={{ $json.email }}',
			variables: { mappingMode: 'autoMapInputData', value: null, schema: schema as IDataObject[] },
		});
		const item = {
			list: LIST,
			email: 'ann@example.com',
			Name: 'Ann',
			born: '2019-02-01T10:00:00Z',
			orders: '3',
			Telefon: '030 1234',
		};
		const mapped = { name: 'Ann', born: '2019-02-01', orders: 3 };

		test.each<[string, unknown]>([
			['the schema of another list', [{ id: 'plan', type: 'string' }]],
			['no schema', undefined],
		])('with %s the fields go to the variables of the own list', async (_, schema) => {
			const api = listWith();
			const items = [item, { ...item, Email: 'bob@example.com' }];
			const { error, hints } = await operation.run(automatic(schema), { items });
			expect(error).toBeUndefined();
			expect(api.lookUps()).toEqual([LOOK_UP]);
			expect(sent(api.writes()[0].body)).toEqual(mapped);
			expect(hints).toContain('Not used: Telefon (the mailing list has no such variable)');
		});

		test('leaves out what the user has removed', async () => {
			const api = listWith();
			const schema = SCHEMA.map((field) => ({ ...field, removed: field.id === 'name' }));
			await operation.run(automatic(schema), { items: [item] });
			expect(api.writes().map(({ body }) => sent(body))).toEqual([
				{ born: '2019-02-01', orders: 3 },
			]);
		});

		test('a refused look-up is the outcome of all its items, and asked for once', async () => {
			const api = listWith(() => refuses(404, 213, 'Book not found'));
			const { json } = await operation.run(automatic(), {
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

		test('one that fails for now stops the run, and nothing is guessed', async () => {
			const api = listWith(() => ({ status: 503, body: {} }));
			const { error } = await operation.run(automatic(), { items: [item] });
			expect(error?.message).toContain(
				`The variables of the mailing list ${LIST} can't be read, and without them nothing is sent to it. `,
			);
			expect(api.writes()).toEqual([]);
		});
	});
}
