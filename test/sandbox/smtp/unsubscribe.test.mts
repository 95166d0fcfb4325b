import { HOSTILE } from '../hostileValues.mts';
import { startBench, type Bench } from '../client.mts';
import { call, refusal } from './smtp.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const post = (body?: unknown) => call(bench, 'POST', '/smtp/unsubscribe', body);
const del = (body?: unknown) => call(bench, 'DELETE', '/smtp/unsubscribe', body);
const get = (query = '') => call(bench, 'GET', `/smtp/unsubscribe${query}`);
const search = (query: string) => call(bench, 'GET', `/smtp/unsubscribe/search${query}`);
const resubscribe = (body?: unknown) => call(bench, 'POST', '/smtp/resubscribe', body);
const done = [200, { result: true }];
const empty = refusal('Empty emails', 14, 400);
const isOn = async (email: string) => (await search(`?email=${email}`))[1].result;

const rows = [{ email: 'a@mail.example', comment: 'By telephone' }, { email: 'b@mail.example' }];
const texts = ['a@mail.example', 'b@mail.example'];

describe('smtpUnsubscribeBody', () => {
	test.each([
		['object', true, false],
		['array', false, true],
		['either', true, true],
	] as const)('%s', async (form, takesObject, takesArray) => {
		bench.sandbox.options.smtpUnsubscribeBody = form;
		for (const [takes, add, remove] of [
			[takesObject, { emails: rows }, { emails: texts }],
			[takesArray, rows, texts],
		]) {
			expect(await post(add)).toEqual(takes ? done : empty);
			expect(await isOn('b@mail.example')).toBe(takes);
			expect(await del(remove)).toEqual(takes ? done : empty);
			expect(await isOn('b@mail.example')).toBe(false);
		}
	});

	test('is an object at first', () => {
		expect(bench.sandbox.options.smtpUnsubscribeBody).toBe('object');
	});
});

test('a list that comes as JSON in a text, as the clients for Node.js and Python send it', async () => {
	expect(await post({ emails: JSON.stringify(rows) })).toEqual(done);
	expect(await isOn('a@mail.example')).toBe(true);
	bench.sandbox.options.emailsAsText = false;
	expect(await del({ emails: JSON.stringify(texts) })).toEqual(empty);
});

test('what is listed already stays since when it was, and is not said to be an error', async () => {
	expect(await post({ emails: [...rows, ...rows, { email: 'STOP@mail.example' }] })).toEqual(done);
	const [, all] = await get();
	expect(all).toHaveLength(4);
	expect(all[0]).toEqual({
		email: 'stop@mail.example',
		unsubscribe_by_link: 1,
		unsubscribe_by_user: 1,
		spam_complaint: 0,
		date: '2025-08-20 13:00:00',
	});
	expect(bench.sandbox.state.smtp.unsubscribed.all().at(-2)?.comment).toBe('By telephone');
	expect(await del({ emails: ['nobody@mail.example'] })).toEqual(done);
});

test('malformed addresses are dropped, and refused when there is no other', async () => {
	expect(await post({ emails: [{ email: 'x' }, ...rows] })).toEqual(done);
	for (const body of [
		undefined,
		{},
		{ emails: [] },
		{ emails: [{ email: 'x' }] },
		{ emails: texts },
	])
		expect(await post(body)).toEqual(empty);
	for (const body of [undefined, {}, { emails: [] }, { emails: ['x'] }, { emails: rows }])
		expect(await del(body)).toEqual(empty);
});

test('pages, and one day', async () => {
	await post({ emails: rows });
	expect((await get('?limit=1&offset=1'))[1]).toMatchObject([{ email: 'complaints@mail.example' }]);
	expect((await get('?date=2026-01-15'))[1]).toHaveLength(2);
	expect((await get('?date=2025-08-25'))[1]).toMatchObject([
		{ email: 'complaints@mail.example', unsubscribe_by_user: 1, spam_complaint: 1 },
	]);
	expect(await get('?date=today')).toEqual(refusal('Argument date is invalid'));
	expect((await get('?limit=x'))[0]).toBe(422);
	bench.sandbox.options.smtpMostPerPage = 2;
	expect((await get('?limit=50'))[1]).toHaveLength(2);
});

test('the search', async () => {
	expect(await search('?email=STOP@mail.example')).toEqual(done);
	expect(await search('?email=anna@mail.example')).toEqual([200, { result: false }]);
	expect(await search('')).toEqual(refusal('Empty email parameter'));
	expect(await search('?email=x')).toEqual(refusal('Wrong email parameter'));
});

describe('POST /smtp/resubscribe', () => {
	const body = { email: 'stop@mail.example', sender: 'hello@shop.example' };

	test.each<[string, unknown, string]>([
		['nothing', undefined, 'Argument email missing'],
		['no address', { ...body, email: 'x' }, 'Argument email is invalid'],
		['no sender', { email: body.email }, 'Argument sender missing'],
		['a sender that may not send', { ...body, sender: 'new@shop.example' }, 'Sender is not valid'],
		['a language that is no text', { ...body, lang: 1 }, 'Argument lang must be string'],
		['a language that there is not', { ...body, lang: 'de' }, 'Argument lang is invalid'],
		[
			'somebody who is not on the list',
			{ ...body, email: 'anna@mail.example' },
			'Blocked email not found',
		],
	])('refuses %s', async (_, args, message) => {
		expect(await resubscribe(args)).toEqual(refusal(message));
	});

	test('without the service is 503, which is no outage', async () => {
		bench.sandbox.state.smtp.service = 'absent';
		expect(await resubscribe(body)).toEqual(refusal('Smtp user not found', 503));
	});

	test('five in any 24 hours', async () => {
		for (let time = 0; time < 5; time += 1) expect((await resubscribe(body))[0]).toBe(200);
		expect(await resubscribe(body)).toEqual(refusal('No more than 5 are allowed per day'));
		bench.clock.advance(86_400_000);
		await post({ emails: [body] });
		expect((await resubscribe(body))[0]).toBe(200);
	});
});

test('whatever comes, it is taken or refused', async () => {
	bench.sandbox.options.smtpUnsubscribeBody = 'either';
	for (const value of HOSTILE) {
		for (const body of [
			value,
			[value],
			{ emails: value },
			{ emails: [value] },
			{ emails: [{ email: value, comment: value }] },
		])
			for (const ask of [post, del]) expect([200, 400]).toContain((await ask(body))[0]);
		for (const body of [value, { email: value, sender: value, lang: value }])
			expect((await resubscribe(body))[0]).toBe(422);
	}
});
