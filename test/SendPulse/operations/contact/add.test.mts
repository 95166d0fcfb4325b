import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answeringSlowly,
	DONE,
	locator,
	operation,
	refuses,
	says,
	silent,
} from '../../../api.mts';
import { sharesRequests } from '../../batches.mts';
import {
	BOOK_NOT_FOUND,
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	goesOnAfterFailures,
	LIST,
	previews,
	refusesRetryOnFail,
	repeatsWhatIsUnclear,
	takesAddresses,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../suites.mts';
import { readsVariables } from './variables.mts';

const add = operation('contact', 'add');
const path = `/addressbooks/${LIST}/emails`;
const schema = [
	{ id: 'name', type: 'string' },
	{ id: 'orders', type: 'number' },
];
const below = (value: IDataObject) => ({
	variables: { mappingMode: 'defineBelow', value, schema },
});
const contact = { mailingListId: LIST, email: 'test@test.com' };
const sample: Sample = {
	operation: add,
	parameters: { ...contact, ...below({ name: 'Elizabeth' }), options: { phone: '380632727700' } },
	request: {
		method: 'POST',
		path,
		body: {
			emails: [{ email: 'test@test.com', variables: { name: 'Elizabeth', Phone: '380632727700' } }],
		},
	},
	answer: DONE,
	output: [{ success: true, mailingListId: LIST, email: 'test@test.com' }],
};
interface Body {
	emails: Array<{ email: string; variables?: Record<string, unknown> }>;
}
const bodies = ({ requests }: { requests: Array<{ body?: unknown }> }) =>
	requests.map(({ body }) => body);

/** Looked for first, and found to have said no: nothing leaves. */
const leftOut: Sample = {
	operation: add,
	parameters: { ...contact, options: { checkFirst: true } },
	request: { method: 'GET', path: '/blacklist' },
	answer: says([]),
	output: [
		{
			success: false,
			mailingListId: LIST,
			email: 'test@test.com',
			outcome: 'unsubscribed',
			reason: 'unsubscribed',
		},
	],
};
givesWhatItShould(sample, leftOut);
takesListInAnyForm(sample);
takesAddresses(sample);
goesOnAfterFailures(sample);
previews(sample);
repeatsWhatIsUnclear(sample);
worksWithRetryOnFail(sample);
explainsRefusals(sample, [
	BOOK_NOT_FOUND,
	[
		403,
		3030303030,
		'Access denied! Please change your tariff plan',
		'The pricing plan does not include this. Upgrade the plan in SendPulse, or use less of it.',
	],
	[
		422,
		422,
		'Argument emails is invalid',
		'A value was not accepted. Correct the value that SendPulse names.',
	],
	[
		422,
		906,
		'Email address is invalid',
		'The e-mail address is not written correctly. Check the spelling of the address.',
	],
	[
		422,
		21356,
		'Badly formed data. Check API documentation',
		'SendPulse could not read the data. Check the addresses and variables.',
	],
]);
sharesRequests({
	operation: add,
	parameters: below({}),
	counts: 'contacts added',
	output: (email, mailingListId) => ({ success: true, mailingListId, email }),
});
readsVariables({
	operation: add,
	sent: (body) => {
		const [{ variables }] = (body as Body).emails;
		// JSON gives __proto__ as a key of its own.
		return variables ?? {};
	},
	known: [
		{ name: 'name', type: 'string' },
		{ name: 'orders', type: 'number' },
	],
});

test('a contact without variables is its address alone', async () => {
	const api = answering(DONE);
	await add.run({ ...contact, ...below({ name: '={{ null }}', orders: '' }) });
	expect(bodies(api)).toEqual([{ emails: [{ email: 'test@test.com' }] }]);
});

test('an empty text is left out: adding clears nothing', async () => {
	const api = answering(DONE);
	await add.run({ ...contact, ...below({ name: '', orders: 1 }) });
	expect(bodies(api)).toEqual([{ emails: [{ email: 'test@test.com', variables: { orders: 1 } }] }]);
});

describe('options', () => {
	const withOptions = async (options: IDataObject, items: IDataObject[] = [{}]) =>
		await add.run({ ...contact, ...below({ name: 'Ann' }), options }, { items });

	test.each<[string, IDataObject, IDataObject]>([
		['Keep Existing', { keepExisting: true }, { dont_update: true }],
		['no Keep Existing', { keepExisting: false }, {}],
		['Silent', { silent: true }, { disable_webhook: true }],
		['no Silent', { silent: false }, {}],
		['Tags', { tagIds: [3, '15'] }, { tags: [3, 15] }],
		['no Tags', { tagIds: [] }, {}],
		['Tags as text', { tagIds: '3, 15' }, { tags: [3, 15] }],
		['one Tag from an expression', { tagIds: '={{ 7 }}' }, { tags: [7] }],
		['sender without Double Opt-In', { senderEmail: 'sender@sendpulse.com' }, {}],
	])('%s', async (_, options, shared) => {
		const api = answering(DONE);
		const { error } = await withOptions(options);
		expect(error).toBeUndefined();
		expect(bodies(api)).toEqual([
			{ emails: [{ email: 'test@test.com', variables: { name: 'Ann' } }], ...shared },
		]);
	});

	test.each(['abc', '3;4', '-1', '1.5'])(
		'refuses the tag %j before anything is sent',
		async (tag) => {
			const api = silent();
			const { error } = await withOptions({ tagIds: `={{ ['${tag}'] }}` });
			expect(error?.message).toBe(
				`'Tag Names or IDs' has to be an ID, a whole number like 123456, not '${tag}'. Nothing was sent.`,
			);
			expect(api.requests).toEqual([]);
		},
	);

	test.each<[unknown, string]>([
		['+38 (063) 272-77-00', '380632727700'],
		[380632727700, '380632727700'],
	])('Phone %j becomes the variable Phone', async (phone, Phone) => {
		const api = answering(DONE);
		await withOptions({ phone: '={{ $json.phone }}' }, [{ phone: phone as string }]);
		expect(bodies(api)).toEqual([
			{ emails: [{ email: 'test@test.com', variables: { name: 'Ann', Phone } }] },
		]);
	});

	test('no Phone, no variable', async () => {
		const api = answering(DONE);
		await withOptions({ phone: '={{ $json.phone }}' }, [{ phone: '' }]);
		expect(bodies(api)).toEqual([
			{ emails: [{ email: 'test@test.com', variables: { name: 'Ann' } }] },
		]);
	});

	const copied = {
		mailingListId: LIST,
		email: '={{ $json.email }}',
		variables: { mappingMode: 'autoMapInputData', value: null, schema: [] },
	};

	test.each<[string, IDataObject]>([
		['an object', { name: 'Ann', orders: 21 }],
		[
			'rows',
			[
				{ name: 'name', type: 'string', value: 'Ann' },
				{ name: 'orders', value: '21' },
			] as never,
		],
	])('a contact that Get Many found is added with phone and variables (%s)', async (_, values) => {
		const api = answering(DONE);
		const contact = {
			email: 'ann@example.com',
			phone: '380632727700',
			status: 1,
			statusName: 'active',
			variables: values,
		};
		const { error, hints } = await add.run(copied, { items: [contact] });
		expect(error).toBeUndefined();
		expect(bodies(api)).toEqual([
			{
				emails: [
					{
						email: 'ann@example.com',
						variables: { name: 'Ann', orders: 21, Phone: '380632727700' },
					},
				],
			},
		]);
		expect(hints).toEqual([]);
	});

	test("the option Phone comes before the input's", async () => {
		const api = answering(DONE);
		await add.run(
			{ ...copied, options: { phone: '+380 44 111 1111' } },
			{ items: [{ email: 'ann@example.com', phone: '380632727700' }] },
		);
		expect(bodies(api)).toEqual([
			{ emails: [{ email: 'ann@example.com', variables: { Phone: '380441111111' } }] },
		]);
	});

	test('a wrong Phone is refused before anything is sent', async () => {
		const api = silent();
		const { error } = await withOptions({ phone: 'call me' });
		expect(error?.message).toBe(
			"'Phone' is not a phone number: 'call me'. Use the international form, e.g. +380632727700. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});

	test.each<[string, unknown]>([
		['JSON text', '{"city": "Kyiv", "orders": 3, "name": "Bob", "none": null, "empty": ""}'],
		['an object', { city: 'Kyiv', orders: 3, name: 'Bob', none: null, empty: '' }],
	])('Additional Variables as %s, which win over the others', async (_, value) => {
		const api = answering(DONE);
		const { error } = await withOptions({ additionalVariables: '={{ $json.more }}' }, [
			{ more: value as IDataObject },
		]);
		expect(error).toBeUndefined();
		expect(bodies(api)).toEqual([
			{
				emails: [{ email: 'test@test.com', variables: { name: 'Bob', city: 'Kyiv', orders: 3 } }],
			},
		]);
		expect(api.requests).toHaveLength(1);
	});

	test.each<[unknown, string]>([
		['{city}', "'Additional Variables' is not valid JSON: '{city}'."],
		[
			'[1, 2]',
			`'Additional Variables' has to be a JSON object, e.g. {"name": "Ann"}, not '[1,2]'.`,
		],
		[
			{ city: { name: 'Kyiv' } },
			`The variable 'city' wants text or a number, not '{"name":"Kyiv"}'. Correct it, or switch on 'Leave Out Wrong Values' under Options.`,
		],
	])('refuses the Additional Variables %j before anything is sent', async (value, text) => {
		const api = silent();
		const { error } = await withOptions({ additionalVariables: '={{ $json.more }}' }, [
			{ more: value as IDataObject },
		]);
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
});

describe('Double Opt-In', () => {
	const optIn = {
		senderEmail: locator('sender@sendpulse.com'),
		confirmationLanguage: 'en',
		confirmationTemplateId: 'a3e45169-7ae7-4a39-b457-72fd04401f2l',
	};
	const asked = (email: IDataObject) => ({ confirmation: { email } });
	const doubleOptIn: Sample = {
		...sample,
		parameters: { ...contact, ...below({ name: 'Alona' }), options: asked(optIn) },
		request: {
			method: 'POST',
			path,
			body: {
				emails: [{ email: 'test@test.com', variables: { name: 'Alona' } }],
				confirmation: 'force',
				sender_email: 'sender@sendpulse.com',
				template_id: 'a3e45169-7ae7-4a39-b457-72fd04401f2l',
				message_lang: 'en',
			},
		},
	};
	givesWhatItShould(doubleOptIn, leftOut);
	previews(doubleOptIn);
	refusesRetryOnFail(doubleOptIn, 'Add or Update');
	doesNotRepeat(doubleOptIn);
	explainsRefusals(doubleOptIn, [
		[
			422,
			1003,
			'Sender not found',
			"There is no such sender, or it is not activated. Use a sender that is activated in SendPulse (Service Settings > Sender's email addresses).",
		],
		[
			422,
			422,
			'Argument template_id is invalid',
			'A value was not accepted. Correct the value that SendPulse names.',
		],
	]);

	const without = (name: keyof typeof optIn): IDataObject => {
		const { [name]: _, ...others } = optIn;
		return others;
	};
	const run = async (options: IDataObject) => await add.run({ ...contact, ...below({}), options });

	test('is understood as it was stored before, in options of their own', async () => {
		const api = answering(DONE);
		await run({ ...optIn, doubleOptIn: true });
		await run({ ...optIn, doubleOptIn: false });
		const emails = [{ email: 'test@test.com' }];
		expect(bodies(api)).toEqual([
			{ ...(doubleOptIn.request.body as IDataObject), emails },
			{ emails },
		]);
	});

	test('takes the sender as bare text, and does without a template', async () => {
		const api = answering(DONE);
		const settings = { ...without('confirmationTemplateId'), senderEmail: 'sender@sendpulse.com' };
		await run(asked(settings));
		expect(bodies(api)).toEqual([
			{
				emails: [{ email: 'test@test.com' }],
				confirmation: 'force',
				sender_email: 'sender@sendpulse.com',
				message_lang: 'en',
			},
		]);
	});

	test.each<[string, IDataObject, string]>([
		['a sender', without('senderEmail'), "'Sender' is needed for Double Opt-In."],
		[
			'a picked sender',
			{ ...optIn, senderEmail: locator('') },
			"'Sender' is needed for Double Opt-In.",
		],
		[
			'an address as sender',
			{ ...optIn, senderEmail: 'me' },
			"'Sender' is not an e-mail address: 'me'. Correct it or leave this item out.",
		],
		[
			'a known language',
			{ ...optIn, confirmationLanguage: '={{ "de" }}' },
			"'Language' has to be one of en, pt, ru, es, tr, ua, not 'de'.",
		],
	])('wants %s before anything is sent', async (_, options, text) => {
		const api = silent();
		const { error } = await run(asked(options));
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});

	test('one request that must not be repeated is enough to refuse Retry On Fail', async () => {
		const api = silent();
		const { error } = await add.run(
			{ ...contact, ...below({}), options: { ...optIn, doubleOptIn: '={{ $json.ask }}' } },
			{ items: [{ ask: false }, { ask: true }], settings: { retryOnFail: true, maxTries: 2 } },
		);
		expect(error?.message).toContain("Turn off 'Retry On Fail'");
		expect(api.requests).toEqual([]);
	});
});

describe('an address that comes again', () => {
	const twice = {
		mailingListId: LIST,
		email: '={{ $json.email }}',
		...below({ name: '={{ $json.name }}', orders: '={{ $json.orders }}' }),
	};
	const items = [
		{ email: 'ann@example.com', name: 'Ann', orders: 1 },
		{ email: 'bob@example.com', name: 'Bob' },
		{ email: 'ANN@example.com', name: 'Anna' },
		{ email: 'ann@example.com', orders: 3 },
	];
	const outputs = items.map(({ email }, item) => ({
		json: { success: true, mailingListId: LIST, email },
		pairedItem: { item },
	}));

	test('is sent once, with its last values', async () => {
		const api = answering(DONE);
		const { items: out } = await add.run(twice, { items });
		expect(bodies(api)).toEqual([
			{
				emails: [
					{ email: 'ann@example.com', variables: { name: 'Anna', orders: 3 } },
					{ email: 'bob@example.com', variables: { name: 'Bob' } },
				],
			},
		]);
		expect(out).toEqual(outputs);
	});

	test('is sent once, with its first values, where existing contacts are kept', async () => {
		const api = answering(DONE);
		const { items: out } = await add.run({ ...twice, options: { keepExisting: true } }, { items });
		expect(bodies(api)).toEqual([
			{
				emails: [
					{ email: 'ann@example.com', variables: { name: 'Ann', orders: 1 } },
					{ email: 'bob@example.com', variables: { name: 'Bob' } },
				],
				dont_update: true,
			},
		]);
		expect(out).toEqual(outputs);
	});

	test('does not count towards the size of a batch', async () => {
		const api = answering(DONE, DONE);
		await add.run({ ...twice, options: { batchSize: 1 } }, { items });
		expect(bodies(api).map((body) => (body as Body).emails.map(({ email }) => email))).toEqual([
			['ann@example.com'],
			['bob@example.com'],
		]);
	});

	test('of a bad one only the bad item fails, and the last word is sent last', async () => {
		const api = answeringBy(({ body }) =>
			(body as Body).emails.some(({ variables }) => variables?.name === 'Anna')
				? refuses(422, 422, 'Argument emails.*.variables is invalid')
				: DONE,
		);
		const { json } = await add.run(twice, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(json.map((record) => 'error' in record)).toEqual([false, false, true, false]);
		const accepted = (bodies(api) as Body[]).filter(
			({ emails }) => !emails.some(({ variables }) => variables?.name === 'Anna'),
		);
		expect(accepted).toEqual([
			{
				emails: [
					{ email: 'ann@example.com', variables: { name: 'Ann', orders: 1 } },
					{ email: 'bob@example.com', variables: { name: 'Bob' } },
				],
			},
			{ emails: [{ email: 'ann@example.com', variables: { orders: 3 } }] },
		]);
	});
});

describe('items with different options', () => {
	const varied = {
		mailingListId: LIST,
		email: '={{ $json.email }}',
		...below({}),
		options: { tagIds: '={{ $json.tag }}' },
	};

	test('go in requests of their own', async () => {
		const api = answering(DONE, DONE);
		await add.run(varied, {
			items: [
				{ email: 'a@example.com', tag: 1 },
				{ email: 'b@example.com', tag: 2 },
				{ email: 'c@example.com', tag: 1 },
			],
		});
		expect(bodies(api)).toEqual([
			{ emails: [{ email: 'a@example.com' }, { email: 'c@example.com' }], tags: [1] },
			{ emails: [{ email: 'b@example.com' }], tags: [2] },
		]);
	});

	test('keep the order of what concerns one contact', async () => {
		const api = answeringSlowly(DONE);
		await add.run(varied, {
			items: [
				{ email: 'a@example.com', tag: 1 },
				{ email: 'A@example.com', tag: 2 },
				{ email: 'a@example.com', tag: 1 },
			],
		});
		expect(api.mostAtOnce).toBe(1);
		expect(bodies(api)).toEqual([
			{ emails: [{ email: 'a@example.com' }], tags: [1] },
			{ emails: [{ email: 'A@example.com' }], tags: [2] },
			{ emails: [{ email: 'a@example.com' }], tags: [1] },
		]);
	});
});
