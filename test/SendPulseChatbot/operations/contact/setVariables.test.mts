import type { IDataObject } from 'n8n-workflow';
import { answering, chatbotOperation, locator, silent } from '../../../api.mts';
import { CONTACT } from '../../records.mts';
import { DONE } from '../../suites.mts';

const setVariables = chatbotOperation('contact', 'setVariables');
const whom = { channel: 'viber', contactId: CONTACT };
const fields = (...variable: IDataObject[]): IDataObject => ({
	specifyVariables: 'fields',
	variables: { variable },
});
const json = (variablesJson: unknown): IDataObject => ({
	specifyVariables: 'json',
	variablesJson: variablesJson as string,
});

async function sentFor(parameters: IDataObject, item: IDataObject = {}) {
	const api = answering(DONE);
	const { error, json: output } = await setVariables.run(
		{ ...whom, ...parameters },
		{ items: [item] },
	);
	expect(error).toBeUndefined();
	const { variables } = api.requests[0].body as {
		variables: Array<{ variable_name: string; variable_value: unknown }>;
	};
	const sent = Object.fromEntries(
		variables.map(({ variable_name: name, variable_value: value }) => [name, value]),
	);
	expect(output[0].variables).toEqual(sent);
	return sent;
}

test('a number stays a number, and true stays true', async () => {
	const values = { text: '5', whole: 5, broken: 0.5, yes: true, no: false, zero: 0, empty: '' };
	const names = Object.keys(values);
	expect(
		await sentFor(
			fields(...names.map((name) => ({ name, value: `={{ $json.${name} }}` }))),
			values,
		),
	).toEqual(values);
});

test.each<[string, unknown]>([
	['an object', { city: 'Київ', orders: 3, vip: true }],
	['text', '{"city": "Київ", "orders": 3, "vip": true}'],
	['an expression', '={{ $json.all }}'],
])('JSON is %s', async (_, given) => {
	const all = { city: 'Київ', orders: 3, vip: true };
	expect(await sentFor(json(given), { all })).toEqual(all);
});

test('names are picked, typed or an expression', async () => {
	const sent = await sentFor(
		fields(
			{ name: locator('city'), value: '1' },
			{ name: locator(' street ', 'name'), value: '2' },
			{ name: 'house', value: '3' },
			{ name: '={{ $json.name }}', value: '4' },
		),
		{ name: 'flat' },
	);
	expect(sent).toEqual({ city: '1', street: '2', house: '3', flat: '4' });
});

test.each([
	['fields', fields({ name: 'a', value: '={{ $json.nothing }}' }, { name: 'b', value: 'x' })],
	['JSON', json({ a: null, b: 'x' })],
])('null is left out of %s', async (_, given) => {
	expect(await sentFor(given, { nothing: null })).toEqual({ b: 'x' });
});

test('dates leave as ISO 8601', async () => {
	const when = '={{ DateTime.fromISO("2020-12-11T21:00:00.000Z", { zone: "utc" }) }}';
	expect(
		await sentFor(
			fields(
				{ name: 'luxon', value: when },
				{ name: 'date', value: '={{ new Date("2020-12-11T21:00:00Z") }}' },
			),
		),
	).toEqual({ luxon: '2020-12-11T21:00:00.000Z', date: '2020-12-11T21:00:00.000Z' });
});

test.each<[string, IDataObject, string]>([
	['no variable', fields(), "'Variables' has no variable with a value. Add at least one."],
	[
		'none in JSON',
		json({ city: null }),
		"'Variables (JSON)' has no variable with a value. Add at least one.",
	],
	[
		'one without a name',
		fields({ name: locator(''), value: 'x' }),
		"'Variables' has a variable without a name. Name it or remove it.",
	],
	[
		'one without a name in JSON',
		json({ ' ': 'x' }),
		"'Variables (JSON)' has a variable without a name. Name it or remove it.",
	],
	[
		'one twice',
		fields({ name: 'city', value: '1' }, { name: locator('city'), value: '2' }),
		"'Variables' has two variables named 'city'. Remove one.",
	],
	[
		'a list',
		json({ cities: ['Kyiv'] }),
		`'Variables (JSON)' wants text, a number, true or false for 'cities', not '["Kyiv"]'.`,
	],
	[
		'a number with more digits than numbers keep',
		json('{"id": 9007199254740993}'),
		"'Variables (JSON)' can't take the number '9007199254740992' for 'id' as it is: it has more digits than numbers keep. Pass it as text, in quotes.",
	],
	['what is no JSON', json('{city}'), "'Variables (JSON)' is not valid JSON: '{city}'."],
])('%s is refused before anything is sent', async (_, given, text) => {
	const api = silent();
	const { error } = await setVariables.run({ ...whom, ...given });
	expect(error?.message).toBe(`${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});
