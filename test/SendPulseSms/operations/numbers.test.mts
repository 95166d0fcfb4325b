import '../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import {
	answering,
	answeringBy,
	answersAside,
	DONE,
	refuses,
	says,
	type Arrived,
	type OperationUnderTest,
} from '../../api.mts';
import {
	explainsRefusals,
	givesWhatItShould,
	LIST,
	previews,
	repeatsWhatIsUnclear,
	takesListInAnyForm,
	worksWithRetryOnFail,
	type Sample,
} from '../../SendPulse/suites.mts';
import { listsAll } from '../../SendPulse/listing.mts';
import { gives, inList, smsOperation } from '../records.mts';

answersAside(({ path }) =>
	path === `/addressbooks/${LIST}/variables`
		? says([
				{ name: 'name', type: 'string' },
				{ name: 'visits', type: 'number' },
				{ name: 'birthday', type: 'date' },
			])
		: undefined,
);

const goOn = { onError: 'continueRegularOutput' } as const;
const PHONE = '380956045455';
const counted = (counters: IDataObject) => says({ result: true, counters });
const below = (value: IDataObject) => ({ mappingMode: 'defineBelow', value, schema: [] });
const named = { mailingListId: LIST, phone: '+38 095 604-54-55' };
const people = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ phone: String(380950000000 + index) }));

const phonesIn = ({ body }: Arrived): string[] => {
	const { phones } = body as { phones: string[] | IDataObject };
	return Array.isArray(phones) ? phones : Object.keys(phones);
};

/** What holds for every parameter with a number. */
function takesPhones({ operation, parameters, request, answer }: Sample): void {
	test.each(['+380956045455', '00380956045455', '380 (95) 604-54-55', 380956045455])(
		'takes %j as phone number',
		async (phone) => {
			const api = answering(answer);
			await operation.run({ ...parameters, phone: '={{ $json.phone }}' }, { items: [{ phone }] });
			expect(api.requests).toEqual([request]);
		},
	);

	test('a number without its country code', async () => {
		const api = answering(answer);
		const options = { ...(parameters.options as IDataObject), defaultCountryCode: '380' };
		await operation.run({ ...parameters, phone: '095 604-54-55', options });
		expect(api.requests).toEqual([request]);
	});

	test.each<[unknown, string]>([
		['', 'is empty. Enter a phone number.'],
		[
			'call me',
			"is not a phone number: 'call me'. Use the international form, e.g. +380632727700.",
		],
	])('refuses %j as phone number', async (wrong, text) => {
		const api = answering();
		const { error } = await operation.run(
			{ ...parameters, phone: '={{ $json.phone }}' },
			{ items: [{ phone: PHONE }, { phone: wrong as string }] },
		);
		expect(error?.message).toBe(`Item 2: 'Phone' ${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
}

/** An answer only counts what was not taken; sending again is harmless, so that it is found. */
function findsWhatWasNotTaken(operation: OperationUnderTest, parameters: IDataObject): void {
	const bad = '380950000005';
	const answer = (request: Arrived) => {
		const exceptions = phonesIn(request).filter((phone) => phone === bad).length;
		return counted({ added: phonesIn(request).length - exceptions, exceptions });
	};
	const run = async () =>
		await operation.run(
			{ ...parameters, phone: '={{ $json.phone }}' },
			{ items: people(8), settings: goOn },
		);

	test('the number that SendPulse did not take is found, and fails alone', async () => {
		const api = answeringBy(answer);
		const { json } = await run();
		expect(json.flatMap(({ error }, index) => (error ? [index] : []))).toEqual([5]);
		expect(json[5].error).toBe(
			'Item 6: SendPulse did not take this. It does not say why: check that it is valid.',
		);
		expect(api.requests.map((request) => phonesIn(request).length)).toEqual([8, 4, 4, 2, 1, 1, 2]);
	});
}

/** Likewise where SendPulse refuses the whole for one of them. */
function findsWhatIsRefused(operation: OperationUnderTest, parameters: IDataObject): void {
	test('of numbers that are refused together the one at fault is found', async () => {
		const api = answeringBy((request) =>
			phonesIn(request).includes('380950000001')
				? refuses(422, 422, 'Argument phones is invalid')
				: DONE,
		);
		const { json } = await operation.run(
			{ ...parameters, phone: '={{ $json.phone }}' },
			{ items: people(4), settings: goOn },
		);
		expect(json.flatMap(({ error }, index) => (error ? [index] : []))).toEqual([1]);
		expect(api.requests.map((request) => phonesIn(request).length)).toEqual([4, 2, 1, 1, 2]);
	});
}

describe('phoneNumber', () => {
	describe('add', () => {
		const add = smsOperation('phoneNumber', 'add');
		const sample: Sample = {
			operation: add,
			parameters: named,
			request: {
				method: 'POST',
				path: '/sms/numbers',
				body: { addressBookId: LIST, phones: [PHONE] },
			},
			answer: counted({ added: 1, exceptions: 0, exists: 0 }),
			output: [{ success: true, phone: PHONE, mailingListId: LIST }],
		};
		const withVariables: Sample = {
			...sample,
			parameters: {
				...named,
				variables: below({ name: 'Ann', visits: '3', birthday: '30.11.1979' }),
				options: { additionalVariables: '{"city": "Kyiv", "orders": 2}' },
			},
			request: {
				method: 'POST',
				path: '/sms/numbers/variables',
				body: {
					addressBookId: LIST,
					phones: {
						[PHONE]: [
							[
								{ name: 'name', type: 'string', value: 'Ann' },
								{ name: 'visits', type: 'number', value: '3' },
								{ name: 'birthday', type: 'date', value: '1979-11-30' },
								{ name: 'city', type: 'string', value: 'Kyiv' },
								{ name: 'orders', type: 'number', value: '2' },
							],
						],
					},
				},
			},
			answer: inList({ counters: { added: 1, exceptions: 0, exists: 0 } }),
		};
		givesWhatItShould(sample, withVariables);
		takesListInAnyForm(sample);
		takesPhones(sample);
		previews(sample);
		repeatsWhatIsUnclear(withVariables);
		worksWithRetryOnFail(sample);
		findsWhatWasNotTaken(add, named);
		findsWhatIsRefused(add, named);
		findsWhatWasNotTaken(add, { ...named, variables: below({ name: 'Ann' }) });
		explainsRefusals(sample, [
			[
				404,
				213,
				'Book not found',
				'There is no such mailing list. Pick the mailing list again, or check its ID.',
			],
		]);

		test('a hundred at a time, each number once, with its last values', async () => {
			const api = answeringBy(() => counted({ added: 1 }));
			const items = [...people(150), { phone: people(1)[0].phone, name: 'Last' }].map((one) => ({
				name: 'Ann',
				...one,
			}));
			const { json } = await add.run(
				{
					...named,
					phone: '={{ $json.phone }}',
					variables: { mappingMode: 'autoMapInputData', value: null, schema: [] },
				},
				{ items },
			);
			expect(json).toHaveLength(151);
			expect(api.requests.map((request) => phonesIn(request).length)).toEqual([100, 50]);
			const [first] = api.requests;
			expect((first.body as { phones: IDataObject }).phones[people(1)[0].phone]).toEqual([
				[{ name: 'name', type: 'string', value: 'Last' }],
			]);
		});

		test('numbers with and without variables go to different places', async () => {
			const api = answeringBy(() => counted({ added: 1 }));
			await add.run(
				{
					...named,
					phone: '={{ $json.phone }}',
					variables: { mappingMode: 'autoMapInputData', value: null, schema: [] },
				},
				{ items: [{ phone: '380950000001', name: 'Ann' }, { phone: '380950000002' }] },
			);
			expect(api.requests.map(({ path }) => path).sort()).toEqual([
				'/sms/numbers',
				'/sms/numbers/variables',
			]);
		});
	});

	describe('updateVariables', () => {
		const updateVariables = smsOperation('phoneNumber', 'updateVariables');
		const parameters = { ...named, variables: below({ name: '', visits: 3 }) };
		const sample: Sample = {
			operation: updateVariables,
			parameters,
			request: {
				method: 'POST',
				path: `/addressbooks/${LIST}/phones/variable`,
				body: {
					phone: PHONE,
					variables: [
						{ name: 'name', value: '' },
						{ name: 'visits', value: 3 },
					],
				},
			},
			answer: DONE,
			output: [{ success: true, phone: PHONE, mailingListId: LIST }],
		};
		givesWhatItShould(sample);
		takesListInAnyForm(sample);
		takesPhones(sample);
		previews(sample);
		repeatsWhatIsUnclear(sample);
		worksWithRetryOnFail(sample);

		test('numbers that get the same values share a request; others have their own', async () => {
			const api = answeringBy(() => inList({ counters: { updated: 2 } }));
			const { hints } = await updateVariables.run(
				{
					...parameters,
					phone: '={{ $json.phone }}',
					variables: below({ visits: '={{ $json.n }}' }),
				},
				{
					items: people(3).map((one, index) => ({ ...one, n: index < 2 ? 5 : 6 })),
				},
			);
			expect(api.requests).toEqual([
				{
					method: 'PUT',
					path: '/sms/numbers',
					body: {
						addressBookId: LIST,
						phones: ['380950000000', '380950000001'],
						variables: [{ name: 'visits', type: 'number', value: 5 }],
					},
				},
				expect.objectContaining({ method: 'POST' }),
			]);
			expect(hints).toEqual([
				'3 phone numbers updated in 2 requests. SendPulse does not say which of them are in the mailing list.',
			]);
		});

		test('no value at all is refused', async () => {
			const api = answering();
			const { error } = await updateVariables.run({ ...named, variables: below({}) });
			expect(error?.message).toMatch(/^'Variables' has no value for this number\./);
			expect(api.requests).toEqual([]);
		});
	});

	describe('delete', () => {
		const remove = smsOperation('phoneNumber', 'delete');
		const sample: Sample = {
			operation: remove,
			parameters: named,
			request: {
				method: 'DELETE',
				path: '/sms/numbers',
				body: { addressBookId: LIST, phones: [PHONE] },
			},
			answer: counted({ deleted: 1 }),
			output: [{ deleted: true, phone: PHONE, mailingListId: LIST }],
		};
		givesWhatItShould(sample, { ...sample, answer: counted({ added: 0, exists: 1 }) });
		takesListInAnyForm(sample);
		takesPhones(sample);
		previews(sample);
		repeatsWhatIsUnclear(sample);
		worksWithRetryOnFail(sample);
	});

	describe('get', () => {
		const get = smsOperation('phoneNumber', 'get');
		const answered = {
			email: false,
			status: 1,
			variables: { Vvv: 'test' },
			added: '2021-06-30 18:08:07',
		};
		const sample: Sample = {
			operation: get,
			parameters: named,
			request: { method: 'GET', path: `/sms/numbers/info/${LIST}/${PHONE}` },
			answer: gives(answered),
			output: [{ phone: PHONE, mailingListId: LIST, ...answered }],
		};
		givesWhatItShould(
			sample,
			{ ...sample, answer: inList({ data: answered }) },
			{
				...sample,
				answer: gives({ ...answered, variables: [], email: 'ann@example.com' }),
				output: [{ ...sample.output[0], variables: {}, email: 'ann@example.com' }],
			},
		);
		takesListInAnyForm(sample);
		takesPhones(sample);
		worksWithRetryOnFail(sample);

		test.each([{ result: true, data: [] }, { result: true }, [{ result: false }]])(
			'no such number: %j',
			async (body) => {
				answering(says(body));
				const { error } = await get.run(named);
				expect(error?.message).toBe(
					'The mailing list has no such phone number. Check the number and the mailing list.',
				);
			},
		);

		test("a number that is not there, in SendPulse's words", async () => {
			answering(refuses(422, 422, 'Phone not found'));
			const { error } = await get.run(named);
			expect(error?.message).toBe(
				'The mailing list has no such phone number. Check the number and the mailing list. SendPulse says: Phone not found (code 422).',
			);
		});

		test('a refusal', async () => {
			answering(refuses(404, 213, 'Book not found'));
			const { error } = await get.run(named);
			expect(error?.message).toContain('There is no such mailing list.');
		});
	});
});

describe('blacklist', () => {
	describe('add', () => {
		const add = smsOperation('blacklist', 'add');
		const sample: Sample = {
			operation: add,
			parameters: { phone: named.phone, description: 'Asked by phone' },
			request: {
				method: 'POST',
				path: '/sms/black_list',
				body: { phones: [PHONE], description: 'Asked by phone' },
			},
			answer: counted({ added: 1, exists: 0 }),
			output: [{ success: true, phone: PHONE }],
		};
		givesWhatItShould(sample, { ...sample, answer: inList({ counters: { added: 0, exists: 1 } }) });
		takesPhones(sample);
		previews(sample);
		repeatsWhatIsUnclear(sample);
		worksWithRetryOnFail(sample);
		findsWhatWasNotTaken(add, sample.parameters);
		findsWhatIsRefused(add, sample.parameters);

		test('each description has its request', async () => {
			const api = answeringBy(() => counted({ added: 1 }));
			const { hints } = await add.run(
				{ phone: '={{ $json.phone }}', description: '={{ $json.why }}' },
				{ items: people(3).map((one, index) => ({ ...one, why: `why ${index % 2}` })) },
			);
			expect(api.requests.map(({ body }) => (body as IDataObject).description)).toEqual([
				'why 0',
				'why 1',
			]);
			expect(hints).toEqual(['3 phone numbers blacklisted in 2 requests']);
		});

		test('no description', async () => {
			answering();
			const { error } = await add.run({ ...sample.parameters, description: '={{ "" }}' });
			expect(error?.message).toBe("'Description' is empty. Fill it in. Nothing was sent.");
		});
	});

	describe('delete', () => {
		const sample: Sample = {
			operation: smsOperation('blacklist', 'delete'),
			parameters: { phone: named.phone },
			request: { method: 'DELETE', path: '/sms/black_list', body: { phones: [PHONE] } },
			answer: counted({ removed: 1 }),
			output: [{ deleted: true, phone: PHONE }],
		};
		givesWhatItShould(sample);
		takesPhones(sample);
		previews(sample);
		repeatsWhatIsUnclear(sample);
		worksWithRetryOnFail(sample);
	});

	describe('getMany', () => {
		const getMany = smsOperation('blacklist', 'getMany');
		const row = (number: number): IDataObject => ({
			phone: String(79217451000 + number),
			description: 'test',
			add_date: '2021-07-01 08:10:08',
		});
		// The API gives the numbers as such.
		const answerWith = (rows: IDataObject[]) =>
			gives(rows.map((one) => ({ ...one, phone: Number(one.phone) })));
		const path = '/sms/black_list';
		givesWhatItShould({
			operation: getMany,
			parameters: {},
			request: { method: 'GET', path },
			answer: answerWith([row(1)]),
			output: [row(1)],
		});
		listsAll({ operation: getMany, path, record: row, answerWith });
	});
});
