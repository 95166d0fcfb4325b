import '../../quickWaits.mts';
import { answering, locator, says, silent } from '../../api.mts';
import { method, showsErrors } from './shown.mts';

const variables = [
	{ name: 'email', type: 'string' },
	{ name: 'Email', type: 'string' },
	{ name: 'Phone', type: 'string' },
	{ name: 'name', type: 'string' },
	{ name: 'born', type: 'date' },
	{ name: 'orders', type: 'number' },
	{ name: 'strange', type: 'colour' },
];
const picked = { mailingListId: locator('5') };
const options = [
	{ name: 'name', value: 'name', description: 'Type: string' },
	{ name: 'born', value: 'born', description: 'Type: date' },
	{ name: 'orders', value: 'orders', description: 'Type: number' },
	{ name: 'strange', value: 'strange', description: 'Type: colour' },
];
const field = (id: string, type: string) => ({
	id,
	displayName: id,
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
	type,
});
const fields = [
	field('name', 'string'),
	field('born', 'dateTime'),
	field('orders', 'number'),
	field('strange', 'string'),
];

describe.each([
	['loadOptions', 'getListVariables', options, []],
	[
		'resourceMapping',
		'mapListVariables',
		// What Map Automatically shows in place of the fields.
		{ fields, emptyFieldsNotice: 'Variables of this mailing list: name, born, orders, strange' },
		{
			fields: [],
			emptyFieldsNotice:
				'Choose a mailing list to see its variables. If an expression names it, use Map Automatically.',
		},
	],
] as const)('%s %s', (kind, name, result, nothing) => {
	showsErrors(kind, name, picked);

	test.each([
		['a picked list', locator('5')],
		['an entered ID', locator(5, 'id')],
		['a bare number', 5],
		['a bare text', '5'],
	])('gives the variables of %s, but address and phone number', async (_, mailingListId) => {
		const api = answering(says(variables));
		expect(await method(kind, name, { mailingListId: mailingListId as string })()).toEqual(result);
		expect(api.requests).toEqual([{ method: 'GET', path: '/addressbooks/5/variables' }]);
	});

	test('understands a list that PHP has numbered', async () => {
		answering(says({ 1: variables[4], 2: variables[5] }));
		const result = JSON.stringify(await method(kind, name, picked)());
		expect(result.match(/"born"/g) ?? []).toHaveLength(2);
	});

	test('does not take for an empty list what is none', async () => {
		answering(says({ result: true }));
		await expect(method(kind, name, picked)()).rejects.toThrow(
			'SendPulse answered in a form that this node does not know.',
		);
	});

	test.each([
		['no list yet', locator('')],
		['nothing at all', ''],
		['an expression', '={{ $json.list }}'],
		['an expression in the locator', locator('={{ $json.list }}', 'id')],
	])('asks for nothing while %s is picked', async (_, mailingListId) => {
		const api = silent();
		expect(await method(kind, name, { mailingListId: mailingListId as string })()).toEqual(nothing);
		expect(api.requests).toEqual([]);
	});
});

it('says in the mapper that a mailing list has no variables, and how it gets some', async () => {
	answering(says(variables.slice(0, 3)));
	expect(
		await method('resourceMapping', 'mapListVariables', { mailingListId: locator('5') })(),
	).toEqual({
		fields: [],
		emptyFieldsNotice: expect.stringMatching(/no variables yet.*Additional Variables/),
	});
});
