import '../../../quickWaits.mts';
import { answering, answeringBy, DONE, operation, refuses, silent } from '../../../api.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	previews,
	repeatsWhatIsUnclear,
	takesAddresses,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { readsVariables } from './variables.mts';

const updateVariables = operation('contact', 'updateVariables');
const schema = [
	{ id: 'name', type: 'string' },
	{ id: 'date', type: 'dateTime' },
	{ id: 'orders', type: 'number' },
];
const below = (value: Record<string, unknown>) => ({
	variables: { mappingMode: 'defineBelow', value: value as never, schema },
});
const sample: Sample = {
	operation: updateVariables,
	parameters: {
		mailingListId: LIST,
		email: 'myemail@example.com',
		...below({ name: 'John', date: '2019-02-01' }),
	},
	request: {
		method: 'POST',
		path: `/addressbooks/${LIST}/emails/variable`,
		body: {
			email: 'myemail@example.com',
			variables: [
				{ name: 'name', value: 'John' },
				{ name: 'date', value: '2019-02-01' },
			],
		},
	},
	answer: DONE,
	output: [{ success: true, mailingListId: LIST, email: 'myemail@example.com' }],
};
interface Body {
	email: string;
	variables: Array<{ name: string; value: unknown }>;
}

givesWhatItShould(sample);
takesListInAnyForm(sample);
takesAddresses(sample);
goesOnAfterFailures(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	BOOK_NOT_FOUND,
	[
		422,
		502,
		'Email address not found',
		"SendPulse can't find the address there. Check the spelling of the address, or add it first.",
	],
	[
		422,
		422,
		'Argument variables is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
]);
readsVariables({
	operation: updateVariables,
	sent: (body) => {
		const values = {};
		for (const { name, value } of (body as Body).variables) {
			Object.defineProperty(values, name, { value, enumerable: true, configurable: true });
		}
		return values;
	},
	known: [
		{ name: 'name', type: 'string' },
		{ name: 'date', type: 'date' },
		{ name: 'orders', type: 'number' },
	],
});

test("'' clears a text, and leaves numbers and dates alone", async () => {
	const api = answering(DONE);
	await updateVariables.run({
		...sample.parameters,
		...below({ name: '', date: '={{ "" }}', orders: '={{ "" }}' }),
	});
	expect(api.requests.map(({ body }) => (body as Body).variables)).toEqual([
		[{ name: 'name', value: '' }],
	]);
});

test.each<[string, Record<string, unknown>]>([
	['no variable', {}],
	['only empty values', { name: '={{ null }}', date: '={{ "" }}', orders: '={{ undefined }}' }],
])('refuses %s before anything is sent', async (_, value) => {
	const api = silent();
	const { error } = await updateVariables.run({ ...sample.parameters, ...below(value) });
	expect(error?.message).toBe(
		"'Variables' has no value for this contact. Map at least one variable; mapped automatically, an input field has to be named like one. Nothing was sent.",
	);
	expect(api.requests).toEqual([]);
});

test('one contact is updated in the order of the input, and no further after a refusal', async () => {
	const api = answeringBy(({ body }) =>
		(body as Body).variables[0].value === 'two'
			? refuses(422, 422, 'Argument variables is invalid')
			: DONE,
	);
	const { error } = await updateVariables.run(
		{ ...sample.parameters, ...below({ name: '={{ $json.name }}' }) },
		{ items: [{ name: 'one' }, { name: 'two' }, { name: 'three' }] },
	);
	expect(error?.message).toBe(
		'Item 2: A value was not accepted. Correct the value that SendPulse names. SendPulse says: Argument variables is invalid (code 422). By then 1 of 3 contacts had been updated.',
	);
	expect(api.requests.map(({ body }) => (body as Body).variables[0].value)).toEqual(['one', 'two']);
});
