import type { IDataObject } from 'n8n-workflow';
import '../../../quickWaits.mts';
import { answering, operation, says } from '../../../api.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	takesAddresses,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';

const get = operation('contact', 'get');
const contact = {
	email: 'test@gmail.com',
	abook_id: '422325',
	phone: '',
	status: 1,
	variables: [{ name: 'Name', type: 'string', value: 'Test' }],
};
const sample: Sample = {
	operation: get,
	parameters: { mailingListId: LIST, email: 'test@gmail.com' },
	request: { method: 'GET', path: `/addressbooks/${LIST}/emails/test%40gmail.com` },
	answer: says({ ...contact, status_explain: 'Active' }),
	output: [
		{
			...contact,
			mailingListId: LIST,
			statusName: 'Active',
			variables: Object.fromEntries(contact.variables.map(({ name, value }) => [name, value])),
		},
	],
};

givesWhatItShould(sample);
takesListInAnyForm(sample);
takesAddresses(sample);
goesOnAfterFailures(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	BOOK_NOT_FOUND,
	[
		404,
		502,
		'Email address not found',
		"SendPulse can't find the address there. Check the spelling of the address, or add it first.",
	],
]);

test.each([
	['ann+news@example.com', 'ann%2Bnews%40example.com'],
	['ann/bob@example.com', 'ann%2Fbob%40example.com'],
	['50%@example.com', '50%25%40example.com'],
	['a#b?c=d&e@example.com', 'a%23b%3Fc%3Dd%26e%40example.com'],
	['jörg@пример.рф', 'j%C3%B6rg%40%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84'],
	[' Ann@Example.com ', 'Ann%40Example.com'],
])('asks for %s under /%s', async (email, encoded) => {
	const api = answering(says(contact));
	await get.run({ ...sample.parameters, email });
	expect(api.requests).toEqual([
		{ method: 'GET', path: `/addressbooks/${LIST}/emails/${encoded}` },
	]);
});

test('a refusal without a code is told by its status', async () => {
	answering({ status: 404, body: { message: 'Nope' } });
	const { error } = await get.run(sample.parameters);
	expect(error?.message).toBe(
		'SendPulse does not know this record. Check the ID. SendPulse says: Nope (status 404).',
	);
});

test.each([
	['', 'with an empty answer'],
	['<html>Maintenance</html>', 'with a web page instead of data'],
	['{"email": "test@gm', 'with an answer that is cut off or no JSON'],
])('names an answer that is none: %j', async (body, text) => {
	const broken = { status: 200, body };
	answering(broken, broken, broken, broken);
	const { error } = await get.run(sample.parameters);
	expect(error?.message).toBe(
		`SendPulse answered ${text} (status 200), 4 times in a row. Try again in a minute.`,
	);
});

test.each([
	[4, 'Unsubscribed'],
	['0', 'New'],
	[99, 'Unknown (99)'],
])('puts the status %j into words', async (status, statusName) => {
	answering(says({ email: 'test@gmail.com', status }));
	const { json } = await get.run(sample.parameters);
	expect(json).toEqual([{ mailingListId: LIST, email: 'test@gmail.com', status, statusName }]);
});

test.each<[string, unknown, IDataObject]>([
	[
		'rows of text',
		[
			{ name: 'visits', type: 'number', value: '19' },
			{ name: 'rating', type: 'number', value: '4.50' },
			{ name: 'plan', type: 'string', value: '007' },
			{ name: 'empty', type: 'number', value: '' },
			{ name: 'long', type: 'number', value: '12345678901234567890' },
			{ name: 'since', type: 'date', value: '2019-02-01' },
		],
		{
			visits: 19,
			rating: 4.5,
			plan: '007',
			empty: '',
			long: '12345678901234567890',
			since: '2019-02-01',
		},
	],
	['numbered rows', { 0: { name: 'visits', type: 'number', value: 19 } }, { visits: 19 }],
	['names and values', { visits: 19, 2024: 'yes' }, { visits: 19, 2024: 'yes' }],
	['an empty list', [], {}],
	['nothing', null, {}],
])('variables are an object with typed values: %s', async (_, given, variables) => {
	answering(
		says({ email: 'test@gmail.com', abook_id: '12', phone: 380632727700, variables: given }),
	);
	const { json } = await get.run(sample.parameters);
	expect(json).toEqual([
		{
			mailingListId: LIST,
			email: 'test@gmail.com',
			abook_id: '12',
			phone: '380632727700',
			variables,
		},
	]);
});
