/** Telephone numbers of mailing lists, and the blacklist. */
import type { MailingList } from '../../../sandbox/index.mts';
import { startBench, type Bench } from '../client.mts';
import { call, decide, listWith, refusal } from './sms.mts';

const [A, B, C] = ['380671234501', '380671234502', '4915112345601'] as const;

let bench: Bench;
let list: MailingList;
beforeEach(async () => {
	bench = await startBench({ blank: true });
	bench.sandbox.options.smsWrapped = 'object';
	list = bench.sandbox.state.lists.create('Numbers');
	for (const phone of [A, B, C]) decide(bench, phone);
});
afterEach(() => bench.sandbox.close());

const send = (method: string, path: string, body?: unknown) => call(bench, method, path, body);
const add = (phones: unknown) => send('POST', '/sms/numbers', { addressBookId: list.id, phones });
const addTyped = (phones: unknown) =>
	send('POST', '/sms/numbers/variables', { addressBookId: list.id, phones });
const info = async (phone: string) =>
	(await send('GET', `/sms/numbers/info/${list.id}/${phone}`))[1];
const counters = (counted: object) => [200, { result: true, counters: counted }];

test('added, already there, malformed, barred', async () => {
	await send('POST', '/sms/black_list', { phones: [C], description: 'stop' });
	expect(await add([A, A, C, 'abc', '12'])).toEqual(
		counters({ added: 1, exceptions: 3, exists: 1 }),
	);
	expect(await add([A, B])).toEqual(counters({ added: 1, exceptions: 0, exists: 1 }));
});

test('new ones are checked, and are active or exceptions then', async () => {
	decide(bench, B, 'hardBounce');
	await add([A, B]);
	const quantities = async () => {
		const [record] = (await send('GET', '/addressbooks'))[1];
		return [
			record.new_phones_quantity,
			record.active_phones_quantity,
			record.exc_phones_quantity,
			record.all_email_qty,
		];
	};
	expect(await quantities()).toEqual([2, 0, 0, 0]);
	expect(await info(A)).toEqual({
		result: true,
		data: { email: false, status: 0, variables: [], added: '2026-01-15 10:00:00' },
	});
	bench.clock.advance(5_000);
	expect(await quantities()).toEqual([0, 1, 1, 0]);
	expect((await info(A)).data.status).toBe(1);
	expect((await info(B)).data.status).toBe(0);
});

test("a contact's number is one of the list's, and has the contact's variables", async () => {
	await send('POST', `/addressbooks/${list.id}/emails`, {
		emails: [{ email: 'a@b.example', variables: { Phone: `+${A}`, name: 'Ann' } }],
	});
	expect(await add([A])).toEqual(counters({ added: 0, exceptions: 0, exists: 1 }));
	await send('POST', `/addressbooks/${list.id}/phones/variable`, {
		phone: A,
		variables: [{ name: 'orders', value: 3 }],
	});
	expect((await info(A)).data).toMatchObject({
		email: 'a@b.example',
		variables: { name: 'Ann', orders: 3 },
	});
	expect(await send('DELETE', '/sms/numbers', { addressBookId: list.id, phones: [A, B] })).toEqual(
		counters({ deleted: 1 }),
	);
	expect((await send('GET', `/addressbooks/${list.id}/emails/a@b.example`))[1]).toMatchObject({
		phone: '',
	});
});

describe('variables', () => {
	const variables = [
		{ name: 'name', type: 'string', value: 'Ann' },
		{ name: 'orders', type: 'number', value: '3' },
		{ name: 'since', type: 'date', value: '2026-01-02' },
	];

	test('come as a list of lists for each number, and make those that the list lacks', async () => {
		expect(await addTyped({ [A]: [variables], [B]: [[]] })).toEqual(
			counters({ added: 2, exceptions: 0, exists: 0 }),
		);
		expect((await info(A)).data.variables).toEqual({ name: 'Ann', orders: 3, since: '2026-01-02' });
		expect([...list.variables]).toEqual([
			['name', 'string'],
			['orders', 'number'],
			['since', 'date'],
		]);
	});

	test.each<[string, unknown]>([
		['a single list', { [A]: variables }],
		['a number', { [A]: [[{ name: 'orders', type: 'number', value: 3 }]] }],
		['a date with a time', { [A]: [[{ name: 'd', type: 'date', value: '2026-01-02 10:00:00' }]] }],
		['words for a number', { [A]: [[{ name: 'n', type: 'number', value: 'many' }]] }],
		['another type', { [A]: [[{ name: 'n', type: 'text', value: 'x' }]] }],
		['an array', [A]],
	])('refuses %s', async (_, phones) => {
		expect(await addTyped(phones)).toEqual(refusal('Argument phones is invalid'));
		expect(list.phoneBook.all()).toEqual([]);
	});

	test('of many numbers at once may be numbers; those that are not there are not counted', async () => {
		await add([A, B]);
		const body = {
			addressBookId: list.id,
			phones: [A, B, C],
			variables: [{ name: 'orders', type: 'number', value: 4 }],
		};
		expect(await send('PUT', '/sms/numbers', body)).toEqual(counters({ updated: 2 }));
		expect((await info(B)).data.variables).toEqual({ orders: 4 });
	});

	test('of a number that is not there', async () => {
		const body = { phone: A, variables: [{ name: 'x', value: 'y' }] };
		expect(await send('POST', `/addressbooks/${list.id}/phones/variable`, body)).toEqual(
			refusal('Phone not found'),
		);
	});
});

test.each<[string, string, unknown, unknown[]]>([
	['POST', 'no list', { phones: [A] }, refusal('Argument addressBookId missing')],
	[
		'POST',
		'text',
		{ addressBookId: '1', phones: [A] },
		refusal('Argument addressBookId is invalid'),
	],
	['POST', 'another list', { addressBookId: 1, phones: [A] }, refusal('Book not found', 213, 404)],
	['DELETE', 'no numbers', { addressBookId: 1, phones: [] }, refusal('Argument phones missing')],
	[
		'POST',
		'JSON numbers',
		{ addressBookId: 1, phones: [1] },
		refusal('Argument phones is invalid'),
	],
	['PUT', 'no variables', { addressBookId: 1, phones: [A] }, refusal('Argument variables missing')],
])('%s /sms/numbers with %s', async (method, _, body, expected) => {
	expect(await send(method, '/sms/numbers', body)).toEqual(expected);
});

test('smsMostNumbers', async () => {
	const many = Array.from({ length: 501 }, (_, index) => String(380_670_000_000 + index));
	expect(await add(many)).toEqual(refusal('Argument phones may not have more than 500 items'));
	bench.sandbox.options.smsMostNumbers = null;
	expect((await add(many))[0]).toBe(200);
});

test('a plus before a number brings down the service, but not for strangers', async () => {
	const body = { addressBookId: list.id, phones: [`+${A}`] };
	const { status, headers, text } = await bench.post('/sms/numbers', body);
	expect([status, headers['content-type']]).toEqual([500, 'text/html; charset=utf-8']);
	expect(text).toContain('<!DOCTYPE html>');
	const stranger = await bench.call('POST', '/sms/send', { body, authorization: null });
	expect(stranger.status).toBe(401);
});

test('smsErrors: a failure with HTTP 200; what the account may not stays a status', async () => {
	bench.sandbox.options.smsErrors = 'resultFalse';
	expect(await add([])).toEqual([
		200,
		{ result: false, message: 'Argument phones missing', error_code: 422 },
	]);
	expect((await bench.call('GET', '/sms/senders', { authorization: null })).status).toBe(401);
	bench.sandbox.options.perSecond = 1;
	bench.sandbox.options.perSecondStatus = 422;
	await bench.call('GET', '/sms/senders');
	expect((await bench.call('GET', '/sms/senders')).json).toMatchObject({ error_code: 2020202020 });
	expect((await bench.call('GET', '/sms/senders')).status).toBe(422);
});

test('answers in arrays, and counters of another name', async () => {
	Object.assign(bench.sandbox.options, { smsWrapped: 'array', smsDeleteCounters: 'exists' });
	const [, typed] = await addTyped({ [A]: [[]] });
	expect(typed).toEqual([{ result: true, counters: { added: 1, exceptions: 0, exists: 0 } }]);
	expect((await info(A))[0].data).toMatchObject({ email: false });
	expect((await add([A]))[1]).not.toBeInstanceOf(Array);
	expect(await send('DELETE', '/sms/numbers', { addressBookId: list.id, phones: [A] })).toEqual(
		counters({ added: 0, exists: 1 }),
	);
});

test('blacklist', async () => {
	const body = { phones: [A, 'x', B], description: 'stop' };
	const { description, ...bare } = body;
	expect(await send('POST', '/sms/black_list', bare)).toEqual(
		refusal('Argument description missing'),
	);
	expect(await send('POST', '/sms/black_list', body)).toEqual(counters({ added: 2, exists: 0 }));
	bench.sandbox.options.smsBlacklistDescription = 'optional';
	expect(await send('POST', '/sms/black_list', bare)).toEqual(counters({ added: 0, exists: 2 }));
	expect(await send('GET', '/sms/black_list')).toEqual([
		200,
		{
			result: true,
			data: [A, B].map((phone) => ({
				phone: Number(phone),
				description,
				add_date: '2026-01-15 10:00:00',
			})),
		},
	]);
	expect(await send('DELETE', '/sms/black_list', { phones: [A, C] })).toEqual(
		counters({ removed: 1 }),
	);
});

test('names of senders by country', async () => {
	bench.sandbox.state.sms.addSender('apicheck', 'UA', 2);
	expect(await send('GET', '/sms/senders')).toEqual([
		200,
		[
			{
				id: 4786,
				sender: 'apicheck',
				country: 'Ukraine',
				country_code: 'UA',
				status: 2,
				status_explain: 'Rejected',
			},
		],
	]);
});

test('a number stays when its list is looked at by others', () => {
	const other = listWith(bench, [A], 'Other');
	expect(other.phoneBook.get(A)?.contact).toBeNull();
	expect(list.phoneBook.get(A)).toBeUndefined();
});
