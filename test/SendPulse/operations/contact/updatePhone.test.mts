import '../../../quickWaits.mts';
import {
	answering,
	answeringBy,
	answeringSlowly,
	DONE,
	operation,
	refuses,
	silent,
} from '../../../api.mts';
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

const updatePhone = operation('contact', 'updatePhone');
const sample: Sample = {
	operation: updatePhone,
	parameters: { mailingListId: LIST, email: 'user1@example.com', phone: '1234567890' },
	request: {
		method: 'PUT',
		path: `/addressbooks/${LIST}/phone`,
		body: { email: 'user1@example.com', phone: '1234567890' },
	},
	answer: DONE,
	output: [{ success: true, mailingListId: LIST, email: 'user1@example.com', phone: '1234567890' }],
};

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
		422,
		'Phone is not valid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
	[
		422,
		17,
		'Email is not valid',
		'The e-mail address is not valid or not known. Check the spelling of the address.',
	],
]);

test.each<[unknown, string]>([
	['+38 (063) 272-77-00', '380632727700'],
	['00380632727700', '380632727700'],
	[380632727700, '380632727700'],
	['38.063.272.77.00', '380632727700'],
])('sends the phone number %j as %s', async (phone, sent) => {
	const api = answering(DONE);
	const { json } = await updatePhone.run(
		{ ...sample.parameters, phone: '={{ $json.phone }}' },
		{ items: [{ phone: phone as string }] },
	);
	expect(api.requests.map(({ body }) => body)).toEqual([
		{ email: 'user1@example.com', phone: sent },
	]);
	expect(json[0].phone).toBe(sent);
});

test.each<[unknown, string]>([
	['', 'is empty. Enter a phone number.'],
	[null, 'is empty. Enter a phone number.'],
	['none', "is not a phone number: 'none'. Use the international form, e.g. +380632727700."],
	['1234', "is not a phone number: '1234'. Use the international form, e.g. +380632727700."],
	[
		'1234567890123456',
		"is not a phone number: '1234567890123456'. Use the international form, e.g. +380632727700.",
	],
	[
		'+380632727700, +380632727701',
		"is not a phone number: '+380632727700, +380632727701'. Use the international form, e.g. +380632727700.",
	],
])('refuses %j as phone number before anything is sent', async (wrong, text) => {
	const api = silent();
	const { error } = await updatePhone.run(
		{ ...sample.parameters, phone: '={{ $json.phone }}' },
		{ items: [{ phone: '380632727700' }, { phone: wrong as string }] },
	);
	expect(error?.message).toBe(`Item 2: 'Phone' ${text} Nothing was sent.`);
	expect(api.requests).toEqual([]);
});

test('changes one contact in the order of the input', async () => {
	const api = answeringSlowly(DONE);
	await updatePhone.run(
		{ mailingListId: LIST, email: '={{ $json.email }}', phone: '={{ $json.phone }}' },
		{
			items: [
				{ email: 'ann@example.com', phone: '11111' },
				{ email: 'Ann@example.com', phone: '22222' },
				{ email: 'ANN@example.com', phone: '33333' },
			],
		},
	);
	expect(api.requests.map(({ body }) => (body as { phone: string }).phone)).toEqual([
		'11111',
		'22222',
		'33333',
	]);
	expect(api.mostAtOnce).toBe(1);
});

test('changes different contacts side by side', async () => {
	const api = answeringSlowly(DONE);
	const people = ['ann', 'bob', 'cleo', 'dora'];
	await updatePhone.run(
		{ ...sample.parameters, email: '={{ $json.email }}' },
		{ items: people.map((name) => ({ email: `${name}@example.com` })) },
	);
	expect(api.mostAtOnce).toBe(4);
});

test('stops at a refusal: a later change of the same contact is not made', async () => {
	const api = answeringBy(({ body }) =>
		(body as { phone: string }).phone === '22222' ? refuses(422, 422, 'Phone is not valid') : DONE,
	);
	const { error } = await updatePhone.run(
		{ mailingListId: LIST, email: 'ann@example.com', phone: '={{ $json.phone }}' },
		{ items: [{ phone: '11111' }, { phone: '22222' }, { phone: '33333' }] },
	);
	expect(error?.message).toBe(
		'Item 2: A value was not accepted. Correct the value that SendPulse names. SendPulse says: Phone is not valid (code 422). By then 1 of 3 contacts had been updated.',
	);
	expect(api.requests.map(({ body }) => (body as { phone: string }).phone)).toEqual([
		'11111',
		'22222',
	]);
});
