import '../../quickWaits.mts';
import { answering, answeringBy, refuses, says, silent } from '../../api.mts';
import {
	BOOK_NOT_FOUND,
	explainsRefusals,
	givesWhatItShould,
	LIST,
	takesAddresses,
	takesListInAnyForm,
	worksWithRetryOnFail,
} from '../../SendPulse/suites.mts';
import {
	checked,
	EMAIL,
	NO_RESULT,
	result,
	row,
	summary,
	UNKNOWN,
	verification,
	verifierOperation,
} from '../records.mts';

const asked = (path: string) => ({ method: 'GET', path: `/verifier-service/${path}` });

describe('emailAddress.getResult', () => {
	const getResult = verifierOperation('emailAddress', 'getResult');
	const sample = {
		operation: getResult,
		parameters: { email: ` ${EMAIL} ` },
		request: asked('get-single-result?email=test%40sendpulse.com'),
		answer: checked(1),
		output: [result('valid', 1)],
	};
	givesWhatItShould(
		sample,
		{ ...sample, answer: checked(2), output: [result('unconfirmed', 2)] },
		{ ...sample, answer: checked(3), output: [result('invalid', 3)] },
	);
	takesAddresses(sample);
	worksWithRetryOnFail(sample);

	test.each(UNKNOWN)('an address that was never submitted has none: %s', async (_, answer) => {
		answering(answer);
		const { json, error } = await getResult.run({ email: EMAIL });
		expect([json, error]).toEqual([[NO_RESULT], undefined]);
	});

	test('one that is not verified yet has none, and no checks', async () => {
		answering(checked(0));
		const { json } = await getResult.run({ email: EMAIL });
		expect(json).toEqual([{ ...NO_RESULT, status_text: 'Действительный адрес' }]);
	});

	test("a page that is not there is not SendPulse's word", async () => {
		answering({ status: 404, body: '<html>' });
		const { error } = await getResult.run({ email: EMAIL });
		expect(error?.message).toMatch(/web page answered/);
	});

	test('asks for each address once, and each item has its own', async () => {
		const api = answeringBy(({ path }) => checked(path.includes('ann') ? 1 : 3));
		const { json } = await getResult.run(
			{ email: '={{ $json.email }}' },
			{ items: [{ email: 'ann@x.co' }, { email: 'bob@x.co' }, { email: 'ANN@x.co' }] },
		);
		expect(api.requests).toHaveLength(2);
		expect(json.map(({ email, verdict }) => [email, verdict])).toEqual([
			['ann@x.co', 'valid'],
			['bob@x.co', 'invalid'],
			['ANN@x.co', 'valid'],
		]);
	});
});

describe('mailingList.get', () => {
	const get = verifierOperation('mailingList', 'get');
	const sample = {
		operation: get,
		parameters: { mailingListId: LIST },
		request: asked(`check?id=${LIST}&start=0&count=1`),
		answer: says({
			...verification(LIST),
			email_addresses: [row(1)],
			email_addresses_total: 10,
		}),
		output: [summary(LIST)],
	};
	givesWhatItShould(sample);
	takesListInAnyForm(sample);
	worksWithRetryOnFail(sample);
	explainsRefusals(sample, [BOOK_NOT_FOUND]);

	test.each([{}, []])('while it is verified nothing is counted: %j', async (data) => {
		answering(says(verification(LIST, { status: 0, data })));
		const { json } = await get.run({ mailingListId: LIST });
		const none = { valid: null, unconfirmed: null, invalid: null, unverified: null };
		expect(json).toEqual([summary(LIST, { ...none, status: 0, health: 'checking' })]);
	});

	test.each(UNKNOWN)('a list that was never verified: %s', async (form, answer) => {
		answering(answer);
		const { error } = await get.run({ mailingListId: LIST });
		expect(error?.message).toMatch(
			form === '404'
				? /^SendPulse knows of no verification/
				: /^The mailing list has not been verified\. Verify it first/,
		);
	});
});

describe('mailingList.getProgress', () => {
	const getProgress = verifierOperation('mailingList', 'getProgress');
	const progress = (total: number, processed: number) =>
		says({ result: true, data: { total, processed } });
	const sample = {
		operation: getProgress,
		parameters: { mailingListId: LIST },
		request: asked(`get-progress?id=${LIST}`),
		answer: progress(25, 19),
		output: [{ mailingListId: LIST, total: 25, processed: 19, percent: 76, finished: false }],
	};
	givesWhatItShould(sample, {
		...sample,
		answer: progress(25, 25),
		output: [{ mailingListId: LIST, total: 25, processed: 25, percent: 100, finished: true }],
	});
	takesListInAnyForm(sample);

	test.each([{ result: false }, { result: true, data: null }, { result: true, data: [] }])(
		'of a list that is not verified nothing is processed: %j',
		async (body) => {
			answering(says(body));
			const { json } = await getProgress.run({ mailingListId: LIST });
			expect(json).toEqual([
				{ mailingListId: LIST, total: 0, processed: 0, percent: 0, finished: false },
			]);
		},
	);
	test('nor where it says zeros', async () => {
		answering(progress(0, 0));
		const { json } = await getProgress.run({ mailingListId: LIST });
		expect(json).toMatchObject([{ percent: 0, finished: false }]);
	});
});

/** SendPulse with so many records; `count` and `start` are the last of the query. */
const pages = (count: number, page: (from: number, to: number) => object) =>
	answeringBy(({ path }) => {
		const [, most, from] = /[?&]count=(\d+)&start=(\d+)$/.exec(path)!.map(Number);
		return says(page(from, Math.min(from + most, count)));
	});
const between = <T,>(from: number, to: number, make: (number: number) => T): T[] =>
	Array.from({ length: Math.max(to - from, 0) }, (_, index) => make(from + index + 1));

describe('mailingList.getResults', () => {
	const getResults = verifierOperation('mailingList', 'getResults');
	const record = (number: number) => ({
		email_address: `p${number}@x.example`,
		verdict: ['unverified', 'valid', 'unconfirmed', 'invalid'][number % 4],
		status: number % 4,
		status_text: 'Действительный адрес',
		check_date: '2021-06-27 15:45:18',
		id: 1000 + number,
		mailingListId: LIST,
	});
	const result = (from: number, to: number, total: number) => ({
		...verification(LIST),
		email_addresses: between(from, to, row),
		email_addresses_total: total,
	});
	const sample = {
		operation: getResults,
		parameters: { mailingListId: LIST },
		request: asked(`check?id=${LIST}&count=50&start=0`),
		answer: says(result(0, 3, 3)),
		output: [record(1), record(2), record(3)],
	};
	takesListInAnyForm({
		...sample,
		parameters: { mailingListId: LIST, limit: 3 },
		request: asked(`check?id=${LIST}&count=3&start=0`),
	});

	test('Return All reads page after page, in order', async () => {
		const api = pages(230, (from, to) => result(from, to, 230));
		const { json, error } = await getResults.run({ mailingListId: LIST, returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toEqual(between(0, 230, record));
		expect(api.requests.length).toBeLessThanOrEqual(4);
	});

	test('no more than the limit', async () => {
		pages(230, (from, to) => result(from, to, 230));
		const { json } = await getResults.run({ mailingListId: LIST, limit: 7 });
		expect(json).toEqual(between(0, 7, record));
	});

	test('of some verdicts as many as the limit, from as many pages as that takes', async () => {
		const api = pages(430, (from, to) => result(from, to, 430));
		const filters = { verdicts: ['invalid', 'valid'] };
		const { json } = await getResults.run({ mailingListId: LIST, limit: 120, filters });
		expect(json).toEqual(between(0, 240, record).filter(({ status }) => status % 2 === 1));
		expect(api.requests.map(({ path }) => path)).toEqual(
			[0, 100, 200].map((start) => `/verifier-service/check?id=${LIST}&count=100&start=${start}`),
		);
	});

	test.each([
		[['valid', 'good'], /has to hold some of unverified, valid, unconfirmed, invalid, not 'good'/],
		[[], /^'Verdicts' was added but is empty/],
	])('%j are no verdicts', async (verdicts, text) => {
		const api = silent();
		const { error } = await getResults.run({ mailingListId: LIST, filters: { verdicts } });
		expect(error?.message).toMatch(text);
		expect(api.requests).toEqual([]);
	});

	test('a list that was never verified', async () => {
		answering(says({ result: false }));
		const { error } = await getResults.run({ mailingListId: LIST });
		expect(error?.message).toMatch(/^The mailing list has not been verified\. Verify it first/);
	});
});

describe('mailingList.getMany', () => {
	const getMany = verifierOperation('mailingList', 'getMany');

	test('Return All reads page after page, in order', async () => {
		pages(120, (from, to) => ({
			total: 120,
			list: between(from, to, (id) => verification(id, { is_garbage_in_book: false })),
		}));
		const { json, error } = await getMany.run({ returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toEqual(between(0, 120, (id) => summary(id)));
	});

	test('none', async () => {
		answering(says({ total: 0, list: [] }));
		const { json, error } = await getMany.run({});
		expect([json, error]).toEqual([[], undefined]);
	});
});

test('refusals of the verifier in words', async () => {
	const words = async (status: number, code: number, message: string) => {
		answering(refuses(status, code, message));
		return (await verifierOperation('mailingList', 'getProgress').run({ mailingListId: LIST }))
			.error?.message;
	};
	expect(await words(422, 422, 'Verification limit exceeded')).toBe(
		"The plan's number of verifications is used up. Wait for the next period, or change the plan in SendPulse. SendPulse says: Verification limit exceeded (code 422).",
	);
});
