import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../nodes/engine/api/client';
import { ApiFailure } from '../../nodes/engine/api/failures';
import { Hints, type Hint } from '../../nodes/engine/parameters/hints';
import { Values, type ItemParameters } from '../../nodes/engine/parameters/parameters';
import {
	listVariables,
	readVariables,
	variableOptions,
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

/** A run whose items are read one after the other. */
class Run {
	readonly hints = new Hints();

	lookUps: string[] = [];

	/** Of the values that were read last. */
	types: Record<string, string> = {};

	private index = 0;

	constructor(
		private readonly list: unknown = LIST,
		private readonly options: IDataObject = {},
	) {}

	async read(
		mapping: unknown,
		json: IDataObject = {},
		how?: { clearing?: boolean; withPhone?: boolean },
	) {
		const parameters: IDataObject = {
			variables: mapping as IDataObject,
			options: this.options,
			email: 'ann@example.com',
			mailingListId: 5,
		};
		const values = new Values(
			(name) => parameters[name],
			[variables],
			(name) => parameters[name],
		);
		const item = Object.assign(values, {
			timeZone: 'Europe/Kyiv',
			index: this.index++,
			input: { json },
			options: new Values(
				(name) => this.options[name],
				variableOptions,
				() => undefined,
			),
			lookUp: async <T,>(key: string, find: (client: Client) => Promise<T>) => {
				this.lookUps.push(key);
				return await find({
					send: async () => {
						if (this.list instanceof Error) throw this.list;
						return this.list;
					},
				} as unknown as Client);
			},
			tally: <T,>(key: string, start: () => T, tell: (tally: T) => Hint | undefined) =>
				this.hints.tally(key, start, tell),
		});
		const { types, ...data } = await readVariables(item as unknown as ItemParameters, 5, {
			elsewhere: [parameters.email],
			...how,
		});
		this.types = Object.fromEntries(types);
		return data;
	}

	async automatic(json: IDataObject, schema?: unknown, how?: { withPhone?: boolean }) {
		return await this.read({ mappingMode: 'autoMapInputData', value: null, schema }, json, how);
	}

	get told() {
		return this.hints.all();
	}
}

const below = (value: IDataObject | null, schema: unknown = []) => ({
	mappingMode: 'defineBelow',
	value,
	schema,
});

const named = (...names: string[]) => names.map((name) => ({ name, type: 'string' }));

test("the list's variables, without those that are parameters of their own", async () => {
	const client = { send: async () => LIST } as unknown as Client;
	expect((await listVariables(client, 5)).map(({ name }) => name)).toEqual([
		'name',
		'visits',
		'birthday',
	]);
});

test.each([null, 'x', { result: true }, [1], [{ type: 'string' }]])(
	'%j is no list of variables',
	async (answer) => {
		const client = { send: async () => answer } as unknown as Client;
		await expect(listVariables(client, 5)).rejects.toThrow(ApiFailure);
	},
);

describe('mapped one by one', () => {
	test('each value has the type of its variable; new ones that of the value', async () => {
		const run = new Run(LIST, {
			additionalVariables: { city: 'Kyiv', orders: 3, since: new Date('2026-01-05T00:00:00Z') },
		});
		await run.read(below({ name: 'Ann', visits: '42', birthday: '1979-11-30' }));
		expect(run.types).toEqual({
			name: 'string',
			visits: 'number',
			birthday: 'date',
			city: 'string',
			orders: 'number',
			since: 'date',
		});
	});

	test('values get the types that the list has, not those that the editor stored', async () => {
		const run = new Run();
		const schema = [
			{ id: 'name', type: 'number' },
			{ id: 'visits', type: 'string' },
		];
		expect(
			await run.read(below({ name: 5, visits: '42', birthday: '30.11.1979' }, schema)),
		).toEqual({ values: { name: '5', visits: 42, birthday: '1979-11-30' } });
		expect(run.lookUps).toEqual(['variables of 5']);
	});

	test('what has no value is left out, and needs no look-up', async () => {
		const run = new Run();
		for (const mapping of [
			below({ name: null, visits: undefined, birthday: '', city: null }),
			below({ city: '' }),
			below(null),
			undefined,
		]) {
			expect(await run.read(mapping)).toEqual({ values: {} });
		}
		expect(run.lookUps).toEqual([]);
	});

	test('an empty text clears a text variable, where that is asked for, and no other', async () => {
		const empty = below({ name: '', visits: '', birthday: '', city: '' });
		expect(await new Run().read(empty, {}, { clearing: true })).toEqual({ values: { name: '' } });
	});

	test('a variable that the list lacks is refused, whatever the editor stored', async () => {
		const run = new Run();
		await expect(
			run.read(below({ name: 'Ann', company: 'Holm' }, [{ id: 'company', type: 'string' }])),
		).rejects.toThrow(
			"The mailing list has no variable 'company'. It has: name, visits, birthday. Refresh the variables (⋮ beside Variables) and map them anew, or enter new variables under Options > Additional Variables.",
		);
		await expect(new Run([]).read(below({ company: 'Holm' }))).rejects.toThrow(
			"The mailing list has no variable 'company'. Refresh",
		);
	});

	test('a name that is written in another way is the one that the list has', async () => {
		expect(await new Run().read(below({ Name: 'Ann', VISITS: '3' }))).toEqual({
			values: { name: 'Ann', visits: 3 },
		});
	});

	test('address and phone number have parameters of their own', async () => {
		const given = { email: 'a@b.cc', Email: 'a@b.cc', 'e-mail': 'x', phone: '1', name: 'Ann' };
		expect(await new Run().read(below(given))).toEqual({ values: { name: 'Ann' } });
	});
});

describe('mapped automatically', () => {
	test.each<[string, IDataObject, IDataObject]>([
		['as the list has them', { name: 'Ann', visits: '3' }, { name: 'Ann', visits: 3 }],
		[
			'in another case',
			{ Name: 'Ann', BIRTHDAY: '30.11.1979' },
			{ name: 'Ann', birthday: '1979-11-30' },
		],
		[
			'with spaces, _ and -',
			{ 'Birth-Day': '1990/02/01', '_name ': 'Ann' },
			{ name: 'Ann', birthday: '1990-02-01' },
		],
		['the very name first', { NAME: 'Bob', name: 'Ann' }, { name: 'Ann' }],
		['the same value twice', { NAME: 'Ann', Name: 'Ann' }, { name: 'Ann' }],
		['the one of two that has a value', { NAME: '', Name: 'Ann', naMe: '' }, { name: 'Ann' }],
		['inside an object', { variables: { name: 'Ann', visits: 3 } }, { name: 'Ann', visits: 3 }],
		[
			'inside rows',
			{
				variables: [
					{ name: 'name', type: 'string', value: 'Ann' },
					{ name: 'visits', value: '3' },
				],
			},
			{ name: 'Ann', visits: 3 },
		],
		[
			"the item's own fields before those inside",
			{ Name: 'Ann', visits: null, variables: { name: 'Bob', visits: 3 } },
			{ name: 'Ann', visits: 3 },
		],
	])('fields are taken %s', async (_, json, expected) => {
		const run = new Run();
		expect(await run.automatic(json)).toEqual({ values: expected });
		expect(run.told).toEqual([]);
	});

	test("the variables are the list's, not those that the editor stored", async () => {
		const run = new Run();
		const schema = [
			{ id: 'name', type: 'string' },
			{ id: 'plan', type: 'string' },
			{ id: 'visits', type: 'number', removed: true },
		];
		const json = { name: 'Ann', plan: 'gold', birthday: '2019-02-01', visits: 3 };
		expect(await run.automatic(json, schema)).toEqual({
			values: { name: 'Ann', birthday: '2019-02-01' },
		});
		expect(run.lookUps).toHaveLength(1);
	});

	test('two fields that differ can not be one variable', async () => {
		await expect(new Run().automatic({ NAME: 'Bob', Name: 'Ann' })).rejects.toThrow(
			"'NAME' and 'Name' both stand for the variable 'name', and differ. Rename one of them.",
		);
	});

	test('one field can not be two variables, unless it has the very name of one', async () => {
		const list = named('first_name', 'First Name');
		expect(await new Run(list).automatic({ 'First Name': 'Ann' })).toEqual({
			values: { 'First Name': 'Ann' },
		});
		await expect(new Run(list).automatic({ firstName: 'Ann' })).rejects.toThrow(
			"'firstName' may be each of the mailing list's variables first_name, First Name. Give it exactly the name of one.",
		);
	});

	test("a contact's status is no variable of that name, where its variables stand beside it", async () => {
		const list = named('status');
		const contact = { email: 'a@b.cc', status: 1, statusName: 'active' };
		expect(await new Run(list).automatic({ ...contact, variables: { status: 'gold' } })).toEqual({
			values: { status: 'gold' },
		});
		expect(await new Run(list).automatic({ ...contact, variables: [] })).toEqual({ values: {} });
		expect(await new Run(list).automatic({ status: 'gold' })).toEqual({
			values: { status: 'gold' },
		});
	});

	test('the phone number comes along where that is asked for', async () => {
		const json = { Phone: ' +380 63 272 7700', name: 'Ann' };
		expect(await new Run().automatic(json, [], { withPhone: true })).toEqual({
			values: { name: 'Ann' },
			phone: '380632727700',
		});
		expect(await new Run().automatic(json)).toEqual({ values: { name: 'Ann' } });
		for (const phone of ['', ' ', null]) {
			expect(await new Run().automatic({ phone }, [], { withPhone: true })).toEqual({ values: {} });
		}
		await expect(
			new Run().automatic({ phone: 'call me' }, [], { withPhone: true }),
		).rejects.toThrow("'phone' is not a phone number: 'call me'.");
	});

	describe('a hint', () => {
		test('names what was not used, once for all items', async () => {
			const run = new Run();
			await run.automatic({ Name: 'Ann', Telefon: '030 1', Stadt: 'Berlin' });
			await run.automatic({ Name: 'Bob', Telefon: '030 2', variables: { plan: 'gold' } });
			expect(run.told).toEqual([
				{
					type: 'info',
					message: 'Not used: Telefon, Stadt, plan (the mailing list has no such variable)',
				},
			]);
		});

		test('is no matter of the record, of empty or nested fields, or of what is used elsewhere', async () => {
			const run = new Run(LIST, { additionalVariables: { city: 'Berlin' } });
			await run.automatic({
				'E-Mail': 'x@example.com',
				Mail: 'ANN@example.com',
				Adresse: 'Ann@example.com',
				list: 5,
				id: 7,
				status: 1,
				mailing_list_id: 5,
				row_number: 2,
				Stadt: 'Berlin',
				empty: ' ',
				tags: ['a'],
			});
			expect(run.told).toEqual([]);
		});

		test('warns where nothing fits at all', async () => {
			const run = new Run();
			await run.automatic({ Vorname: 'Ann' });
			expect(run.told).toEqual([
				{
					type: 'warning',
					message:
						'No input field is named like a variable of the mailing list (name, visits, birthday). Not used: Vorname',
				},
			]);
			const empty = new Run([]);
			await empty.automatic({ name: 'Ann' });
			expect(empty.told.map(({ message }) => message)).toEqual([
				'The mailing list has no variables yet: enter new ones under Options > Additional Variables. Not used: name',
			]);
		});
	});
});

test.each([{ name: 'Ann', visits: '3' }, '{"name": "Ann", "visits": "3"}'])(
	'a whole object from an expression or an agent is the mapping itself (%j)',
	async (value) => {
		expect(await new Run().read(value)).toEqual({ values: { name: 'Ann', visits: 3 } });
	},
);

test('a look-up that fails for now says what it was for; nothing is guessed', async () => {
	const schema = [{ id: 'name', type: 'string' }];
	const gone = new ApiFailure('refused', 'There is no such mailing list.', { status: 404 });
	await expect(new Run(gone).read(below({ name: 'Ann' }, schema))).rejects.toBe(gone);
	const down = new ApiFailure('unclear', 'SendPulse answered with status 502.', { status: 502 });
	await expect(new Run(down).automatic({ name: 'Ann' }, schema)).rejects.toMatchObject({
		message:
			"The variables of the mailing list 5 can't be read, and without them nothing is sent to it. SendPulse answered with status 502.",
		kind: 'unclear',
		status: 502,
	});
});

describe('variables that the list does not have yet', () => {
	test('keep the type that they come with, and need no look-up', async () => {
		const run = new Run(LIST, {
			additionalVariables: { a: 'x', b: 3, c: true, d: null, e: '', f: '1,234' },
		});
		expect(await run.read(undefined, {}, { clearing: true })).toEqual({
			values: { a: 'x', b: 3, c: 'true', f: '1,234' },
		});
		expect(run.lookUps).toEqual([]);
	});

	test('__proto__ is a name like any other', async () => {
		const run = new Run(LIST, { additionalVariables: '{"__proto__": "x"}' });
		const { values } = await run.read(undefined);
		expect(Object.keys(values)).toEqual(['__proto__']);
		expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
	});
});

test('wrong values are left out where that is asked for, and counted', async () => {
	const run = new Run(LIST, { leaveOutWrongValues: true });
	expect(await run.read(below({ name: 'Ann', birthday: 'soon' }))).toEqual({
		values: { name: 'Ann' },
	});
	expect(run.told).toEqual([
		{
			type: 'warning',
			message:
				"1 value was left out, because its variable does not take it: 'soon' for 'birthday' (item 1)",
		},
	]);
	const json = { visits: 'many', birthday: '01.02.2019', phone: 'call me' };
	expect(await run.automatic(json, [], { withPhone: true })).toEqual({ values: {} });
	expect(run.told.map(({ message }) => message)).toEqual([
		"4 values were left out, because their variables do not take them, the first: 'soon' for 'birthday' (item 1)",
	]);
	await expect(run.read(below({ company: 'Holm' }))).rejects.toThrow('has no variable');
});

test('the formats are those of the options', async () => {
	const run = new Run(LIST, { dateFormat: 'dd.MM.yyyy', numberFormat: 'decimalPoint' });
	expect(await run.read(below({ birthday: '01.02.2019', visits: '1,234' }))).toEqual({
		values: { birthday: '2019-02-01', visits: 1234 },
	});
});
