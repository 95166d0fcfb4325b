import '../../../quickWaits.mts';
import type { IDataObject } from 'n8n-workflow';
import { answering, answeringBy, DONE, locator, refuses, says, silent } from '../../../api.mts';
import { listsPages } from '../../../SendPulse/listing.mts';
import {
	doesNotRepeat,
	explainsRefusals,
	givesWhatItShould,
	previews,
	refusesRetryOnFail,
	repeatsWhatIsUnclear,
	takesAddresses,
	worksWithRetryOnFail,
} from '../../../SendPulse/suites.mts';
import { smtpOperation } from '../../records.mts';

const [add, remove, check, getMany, requestResubscription] = [
	'add',
	'delete',
	'check',
	'getMany',
	'requestResubscription',
].map((name) => smtpOperation('unsubscribeList', name));

const ANN = 'ann@example.com';
const goOn = { onError: 'continueRegularOutput' } as const;
const addresses = (count: number) =>
	Array.from({ length: count }, (_, index) => `c${index + 1}@example.com`);

describe('add', () => {
	const sample = {
		operation: add,
		parameters: { email: ANN, options: { comment: 'Asked by phone' } },
		request: {
			method: 'POST',
			path: '/smtp/unsubscribe',
			body: { emails: [{ email: ANN, comment: 'Asked by phone' }] },
		},
		answer: DONE,
		output: [{ success: true, email: ANN }],
	};
	givesWhatItShould(sample);
	takesAddresses(sample);
	previews(sample);
	repeatsWhatIsUnclear(sample);
	worksWithRetryOnFail(sample);
	explainsRefusals(sample, [
		[400, 14, 'Empty emails', 'SendPulse understood none of the addresses. Check the addresses.'],
	]);

	test('items with different comments, and with none, share a request', async () => {
		const api = answering(DONE);
		const { items, hints } = await add.run(
			{ email: '={{ $json.email }}', options: { comment: '={{ $json.why }}' } },
			{
				items: [
					{ email: ANN, why: 'one' },
					{ email: 'bob@example.com' },
					{ email: 'c@d.ee', why: 'two' },
				],
			},
		);
		expect(api.requests.map(({ body }) => body)).toEqual([
			{
				emails: [
					{ email: ANN, comment: 'one' },
					{ email: 'bob@example.com' },
					{ email: 'c@d.ee', comment: 'two' },
				],
			},
		]);
		expect(items.map(({ json, pairedItem }) => [json.email, pairedItem])).toEqual([
			[ANN, { item: 0 }],
			['bob@example.com', { item: 1 }],
			['c@d.ee', { item: 2 }],
		]);
		expect(hints).toEqual(['3 addresses unsubscribed in 1 request']);
	});

	test('a hundred at a time, each address once', async () => {
		const api = answeringBy(() => DONE);
		const all = [...addresses(150), 'C1@example.com'];
		const { json } = await add.run(
			{ email: '={{ $json.email }}' },
			{ items: all.map((email) => ({ email })) },
		);
		const sizes = api.requests.map(({ body }) => (body as { emails: unknown[] }).emails.length);
		expect(sizes.sort()).toEqual([100, 50]);
		expect(json.map(({ email }) => email)).toEqual(all);
	});

	test('an address that SendPulse does not take fails alone', async () => {
		answeringBy(({ body }) =>
			JSON.stringify(body).includes('c3@') ? refuses(422, 422, 'Argument email is invalid') : DONE,
		);
		const { json } = await add.run(
			{ email: '={{ $json.email }}' },
			{ items: addresses(5).map((email) => ({ email })), settings: goOn },
		);
		expect(json.map(({ email, error }) => email ?? (error as string).slice(0, 7))).toEqual([
			'c1@example.com',
			'c2@example.com',
			'Item 3:',
			'c4@example.com',
			'c5@example.com',
		]);
	});

	test('what concerns the whole is told of each, after one request', async () => {
		const api = answeringBy(() => refuses(422, 422, 'Your tariff does not allow the operation'));
		const { json } = await add.run(
			{ email: '={{ $json.email }}' },
			{ items: addresses(3).map((email) => ({ email })), settings: goOn },
		);
		expect(api.requests).toHaveLength(1);
		expect(json.every(({ error }) => String(error).includes('pricing plan'))).toBe(true);
	});
});

describe('delete', () => {
	const sample = {
		operation: remove,
		parameters: { email: ANN },
		request: { method: 'DELETE', path: '/smtp/unsubscribe', body: { emails: [ANN] } },
		answer: DONE,
		output: [{ deleted: true, email: ANN }],
	};
	givesWhatItShould(sample);
	takesAddresses(sample);
	previews(sample);
	repeatsWhatIsUnclear(sample);
	worksWithRetryOnFail(sample);

	test('items share a request', async () => {
		const api = answering(DONE);
		const { hints } = await remove.run(
			{ email: '={{ $json.email }}' },
			{ items: addresses(3).map((email) => ({ email })) },
		);
		expect(api.requests.map(({ body }) => body)).toEqual([{ emails: addresses(3) }]);
		expect(hints).toEqual([
			'3 addresses handed over to be deleted in 1 request. SendPulse does not say which of them were on the list.',
		]);
	});
});

describe('check', () => {
	const sample = {
		operation: check,
		parameters: { email: 'ann+news@example.com' },
		request: { method: 'GET', path: '/smtp/unsubscribe/search?email=ann%2Bnews%40example.com' },
		answer: says({ result: true }),
		output: [{ email: 'ann+news@example.com', unsubscribed: true }],
	};
	givesWhatItShould(sample, {
		...sample,
		answer: says({ result: false }),
		output: [{ email: 'ann+news@example.com', unsubscribed: false }],
	});
	takesAddresses(sample);
	worksWithRetryOnFail(sample);
	explainsRefusals(sample, [
		[
			422,
			422,
			'Wrong email parameter',
			'A value was not accepted. Correct the value that SendPulse names.',
		],
	]);

	test('a refusal with status 200 is none of an answer', async () => {
		answering(says({ result: false, error_code: 422, message: 'Wrong email parameter' }));
		const { error } = await check.run(sample.parameters);
		expect(error?.message).toContain('SendPulse says: Wrong email parameter (code 422).');
	});

	test.each([{}, { result: 'perhaps' }, []])('neither yes nor no: %j', async (body) => {
		answering(says(body));
		const { error } = await check.run(sample.parameters);
		expect(error?.message).toBe(
			'SendPulse did not say whether the address is on the unsubscribe list. Try again in a minute.',
		);
	});
});

describe('getMany', () => {
	const row = (number: number): IDataObject => ({
		email: `c${number}@example.com`,
		unsubscribe_by_link: 1,
		unsubscribe_by_user: 0,
		spam_complaint: 1,
		date: '2018-11-24 19:19:01',
	});
	givesWhatItShould({
		operation: getMany,
		parameters: { filters: { date: '2018-11-24' } },
		request: { method: 'GET', path: '/smtp/unsubscribe?date=2018-11-24&limit=50&offset=0' },
		answer: says([row(1)]),
		output: [row(1)],
	});
	listsPages({ operation: getMany, parameters: {}, path: '/smtp/unsubscribe', record: row });
});

describe('requestResubscription', () => {
	const sample = {
		operation: requestResubscription,
		parameters: { email: ANN, senderEmail: locator('news@example.com'), language: 'ua' },
		request: {
			method: 'POST',
			path: '/smtp/resubscribe',
			body: { email: ANN, sender: 'news@example.com', lang: 'ua' },
		},
		answer: says({ result: true, id: 'pzkic9-0afezp-fc' }),
		output: [{ success: true, id: 'pzkic9-0afezp-fc', email: ANN }],
	};
	givesWhatItShould(sample);
	takesAddresses(sample);
	takesAddresses(sample, { name: 'senderEmail', label: 'Sender' });
	previews(sample);
	doesNotRepeat(sample);
	refusesRetryOnFail(sample, 'Request Resubscription');
	test('the same person is not asked twice in a run', async () => {
		const api = answering(sample.answer);
		const { json } = await requestResubscription.run(
			{ ...sample.parameters, email: '={{ $json.email }}' },
			{ items: [ANN, 'bob@example.com', ANN].map((email) => ({ email })), settings: goOn },
		);
		expect(api.requests.map(({ body }) => (body as IDataObject).email)).toEqual([
			'bob@example.com',
		]);
		expect(json[0]?.error).toMatch(
			/^Item 1: 2 input items \(1; 3\) would ask the same person 2 times\./,
		);
	});

	explainsRefusals(sample, [
		[
			422,
			422,
			'No more than 5 are allowed per day',
			'SendPulse lets an account ask five people a day whether they want its e-mails again. Try again tomorrow.',
		],
		[
			422,
			422,
			'Blocked email not found',
			'The address is not on the unsubscribe list. Nobody has to be asked.',
		],
		[
			422,
			503,
			'Smtp user not found',
			'The SMTP service of the account is not switched on. Fill in the form of the SMTP service in SendPulse (SMTP), and wait until it is moderated.',
		],
		[
			422,
			422,
			'Argument sender missing',
			'The sender is not confirmed, or of a free mail service. Pick a sender from the list, or confirm this one (in the SendPulse node: resource Sender).',
		],
	]);

	test('refuses another language before anything is sent', async () => {
		const api = silent();
		const { error } = await requestResubscription.run({
			...sample.parameters,
			language: "={{ 'de' }}",
		});
		expect(error?.message).toBe(
			"'Language' has to be one of en, es, pt, ru, tr, ua, not 'de'. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});
});
