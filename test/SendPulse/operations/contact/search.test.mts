import { answering, operation, says, silent } from '../../../api.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const search = operation('contact', 'search');
const found = [
	{ email: 'a.kozlov@art-industria.ru', status: 0, status_explain: 'New' },
	{ email: 'darkling@gmail.com', status: 1, status_explain: 'Active' },
];
const sample: Sample = {
	operation: search,
	parameters: { mailingListId: LIST, variableName: 'city', variableValue: 'Kyiv' },
	request: { method: 'GET', path: `/addressbooks/${LIST}/variables/city/Kyiv` },
	answer: says(found),
	output: [
		{ mailingListId: LIST, email: found[0].email, status: 0, statusName: 'New' },
		{ mailingListId: LIST, email: found[1].email, status: 1, statusName: 'Active' },
	],
};

givesWhatItShould(sample);
takesListInAnyForm(sample);
goesOnAfterFailures(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	BOOK_NOT_FOUND,
	[
		404,
		299,
		'Variable not found',
		'The mailing list has no such variable. Check the spelling of the variable (Get Variables lists them).',
	],
	[
		422,
		422,
		'Variable value wrong format',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);

test.each<[string, unknown, string]>([
	['city', 'New York/Manhattan', 'city/New%20York%2FManhattan'],
	['місто', 'Київ', '%D0%BC%D1%96%D1%81%D1%82%D0%BE/%D0%9A%D0%B8%D1%97%D0%B2'],
	['a/b', '100%', 'a%2Fb/100%25'],
	['q', 'x?y#z&a=b+c', 'q/x%3Fy%23z%26a%3Db%2Bc'],
	['born', '2019-02-01', 'born/2019-02-01'],
	['orders', 0, 'orders/0'],
	['member', false, 'member/false'],
	[' city ', ' Kyiv ', 'city/Kyiv'],
])('asks for %j = %j under %s', async (variableName, value, path) => {
	const api = answering(says([]));
	const { items, error } = await search.run(
		{ mailingListId: LIST, variableName, variableValue: '={{ $json.value }}' },
		{ items: [{ value: value as string }] },
	);
	expect(error).toBeUndefined();
	expect(api.requests).toEqual([
		{ method: 'GET', path: `/addressbooks/${LIST}/variables/${path}` },
	]);
	expect(items).toEqual([]);
});

test.each([
	['variableName', 'Variable Name or ID'],
	['variableValue', 'Variable Value'],
])('refuses an empty %s before anything is sent', async (name, displayName) => {
	const api = silent();
	const { error } = await search.run(
		{ ...sample.parameters, [name]: '={{ $json.text }}' },
		{ items: [{ text: 'x' }, { text: '' }] },
	);
	expect(error?.message).toBe(`Item 2: '${displayName}' is empty. Fill it in. Nothing was sent.`);
	expect(api.requests).toEqual([]);
});

test.each(['.', '..'])('never asks for %s, which would climb to another address', async (value) => {
	const api = silent();
	const { error } = await search.run({ ...sample.parameters, variableValue: value });
	expect(error?.message).toBe(`SendPulse can't be asked for '${value}'. Enter another value.`);
	expect(api.requests).toEqual([]);
});

test('finds those whom PHP writes as an object with numbered keys', async () => {
	answering(says({ 3: found[0], 7: found[1] }));
	const { json } = await search.run(sample.parameters);
	expect(json).toEqual(sample.output);
});
