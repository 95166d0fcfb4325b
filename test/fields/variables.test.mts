import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../nodes/engine/client';
import { InputProblem } from '../../nodes/engine/inputProblem';
import { Values, type ItemParameters } from '../../nodes/engine/parameters';
import {
	freeVariables,
	listVariables,
	readVariables,
	variables,
} from '../../nodes/fields/variables';

/** The list's variables as SendPulse names them. */
const LIST = [
	{ name: 'Email', type: 'string' },
	{ name: 'Phone', type: 'string' },
	{ name: 'name', type: 'string' },
	{ name: 'visits', type: 'number' },
	{ name: 'birthday', type: 'date' },
];

class Item extends Values {
	lookUps: string[] = [];

	readonly timeZone = 'Europe/Kyiv';

	readonly input;

	constructor(mapping: unknown, json: IDataObject = {}) {
		super(
			() => mapping,
			[variables],
			() => mapping,
		);
		this.input = { json };
	}

	async lookUp<T>(key: string, find: (client: Client) => Promise<T>): Promise<T> {
		this.lookUps.push(key);
		return await find({ send: async () => LIST } as unknown as Client);
	}
}

const schema = [
	{ id: 'name', type: 'string' },
	{ id: 'visits', type: 'number' },
	{ id: 'birthday', type: 'dateTime' },
];

const read = async (item: Item, options?: { clearing?: boolean }) =>
	await readVariables(item as unknown as ItemParameters, 5, options);

const mapped = async (value: IDataObject, options?: { clearing?: boolean }) =>
	await read(new Item({ mappingMode: 'defineBelow', value, schema }), options);

const refusal = async (value: IDataObject) =>
	await mapped(value).then(
		() => 'accepted',
		(error: Error) => {
			expect(error).toBeInstanceOf(InputProblem);
			return error.message;
		},
	);

test("the list's variables, without those that are parameters of their own", async () => {
	const client = { send: async () => LIST } as unknown as Client;
	expect((await listVariables(client, 5)).map(({ name }) => name)).toEqual([
		'name',
		'visits',
		'birthday',
	]);
});

describe('mapped one by one', () => {
	test('values get the types that the list knows, without a look-up', async () => {
		const item = new Item({
			mappingMode: 'defineBelow',
			value: { name: 5, visits: '42', birthday: '1990-03-01T00:00:00.000Z' },
			schema,
		});
		expect(await read(item)).toEqual({ name: '5', visits: 42, birthday: '1990-03-01' });
		expect(item.lookUps).toEqual([]);
	});

	test('what has no value is left out', async () => {
		expect(await mapped({ name: null, visits: undefined, birthday: '' })).toEqual({});
		expect(await mapped({ name: '' })).toEqual({});
		expect(await read(new Item({ mappingMode: 'defineBelow', value: null, schema }))).toEqual({});
		expect(await read(new Item(undefined))).toEqual({});
	});

	test('an empty text clears a text variable, where that is asked for, and no other', async () => {
		expect(await mapped({ name: '', visits: '', birthday: '' }, { clearing: true })).toEqual({
			name: '',
		});
	});

	test('0, false and white space are values', async () => {
		expect(await mapped({ visits: 0, name: false })).toEqual({ visits: 0, name: 'false' });
		expect(await mapped({ name: ' ' })).toEqual({ name: ' ' });
	});

	test.each<[IDataObject, string]>([
		[{ visits: 'many' }, "The variable 'visits' wants a number, not 'many'."],
		[{ visits: ' ' }, "The variable 'visits' wants a number, not ' '."],
		[{ visits: true }, "The variable 'visits' wants a number, not 'true'."],
		[{ visits: NaN }, "The variable 'visits' wants a number, not 'null'."],
		[{ visits: '1e999' }, "The variable 'visits' wants a number, not '1e999'."],
		[
			{ birthday: '01.02.2019' },
			"The variable 'birthday' wants a date like 2019-02-01, not '01.02.2019'.",
		],
		[{ birthday: 5 }, "The variable 'birthday' wants a date like 2019-02-01, not '5'."],
		[{ name: { a: 1 } }, `The variable 'name' wants text or a number, not '{"a":1}'.`],
		[{ name: [1] }, "The variable 'name' wants text or a number, not '[1]'."],
	])('%j is refused by name', async (value, message) => {
		expect(await refusal(value)).toBe(message);
	});

	test('a variable that the schema does not have is looked up', async () => {
		const item = new Item({
			mappingMode: 'defineBelow',
			value: { visits: '7', other: 7 },
			schema: [],
		});
		expect(await read(item)).toEqual({ visits: 7, other: 7 });
		expect(item.lookUps).toEqual(['variables of 5']);
	});

	test('address and phone number have parameters of their own', async () => {
		expect(
			await mapped({ email: 'a@b.cc', Email: 'a@b.cc', 'e-mail': 'x', phone: '1', name: 'Ann' }),
		).toEqual({
			name: 'Ann',
		});
	});
});

describe('mapped automatically', () => {
	const automatic = (json: IDataObject, withSchema: unknown = schema) =>
		new Item({ mappingMode: 'autoMapInputData', value: null, schema: withSchema }, json);

	test("the item's fields that the list has", async () => {
		const item = automatic({ name: 'Ann', visits: '3', unknown: 'x', email: 'a@b.cc' });
		expect(await read(item)).toEqual({ name: 'Ann', visits: 3 });
		expect(item.lookUps).toEqual([]);
	});

	test('without a schema the list is asked', async () => {
		const item = automatic({ name: 'Ann', unknown: 'x' }, []);
		expect(await read(item)).toEqual({ name: 'Ann' });
		expect(item.lookUps).toHaveLength(1);
	});

	test('fields that were removed from the mapping stay out', async () => {
		const removed = schema.map((entry) =>
			entry.id === 'visits' ? { ...entry, removed: true } : entry,
		);
		expect(await read(automatic({ name: 'Ann', visits: 3 }, removed))).toEqual({ name: 'Ann' });
	});
});

test.each([{ name: 'Ann', visits: '3' }, '{"name": "Ann", "visits": "3"}'])(
	'a whole object from an expression or an agent is the mapping itself (%j)',
	async (value) => {
		const item = new Item(value);
		expect(await read(item)).toEqual({ name: 'Ann', visits: 3 });
		expect(item.lookUps).toHaveLength(1);
	},
);

describe('variables that the list does not have yet', () => {
	test('keep the type that they come with', () => {
		const luxon = DateTime.fromISO('2019-02-01T10:00', { zone: 'Europe/Kyiv' });
		expect(
			freeVariables(
				{
					a: 'x',
					b: 3,
					c: true,
					d: null,
					e: '',
					f: undefined,
					g: luxon as never,
					h: new Date('2019-02-01') as never,
				},
				'Europe/Kyiv',
			),
		).toEqual({ a: 'x', b: 3, c: 'true', g: '2019-02-01', h: '2019-02-01' });
	});

	test('are text or numbers', () => {
		expect(() => freeVariables({ a: { b: 1 } }, 'UTC')).toThrow(
			"The variable 'a' wants text or a number",
		);
		expect(() => freeVariables({ a: Infinity }, 'UTC')).toThrow(InputProblem);
	});

	test('__proto__ is a name like any other', () => {
		const values = freeVariables(JSON.parse('{"__proto__": "x"}') as IDataObject, 'UTC');
		expect(Object.keys(values)).toEqual(['__proto__']);
		expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
	});
});
