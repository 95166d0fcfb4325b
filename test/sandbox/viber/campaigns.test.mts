/** Viber campaigns: what is taken, and what becomes of it. */
import type { Fate, SandboxOptions } from '../../../sandbox/index.mts';
import { HOSTILE } from '../hostileValues.mts';
import { startBench, type Bench } from '../client.mts';

const STEP = 3_000;
const [A, B, C] = ['380671234501', '380671234502', '4915112345601'] as const;

let bench: Bench;
let sender: number;
let pending: number;
beforeEach(async () => {
	bench = await startBench({ blank: true });
	const { viber, sms } = bench.sandbox.state;
	sender = viber.addSender('Holm', { templates: ['Your code is {{code}}.'] }).id;
	pending = viber.addSender('Other', { status: 'pending' }).id;
	sms.addSender('Holm', 'UA');
	for (const phone of [A, B, C]) decide(phone);
});
afterEach(() => bench.sandbox.close());

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const decide = (phone: string, fate: Partial<Fate> = {}) =>
	bench.sandbox.state.fates.decide(phone, { delivery: 'delivered', opens: 0, clicks: 0, ...fate });
const call = async (method: string, path: string, body?: unknown) => {
	bench.clock.advance(200);
	const { status, json } = await bench.call(method, path, { body });
	return [status, json];
};
const get = async (path: string) => (await call('GET', path))[1];
const campaign = (changes: object = {}) => ({
	task_name: 'Autumn',
	message_type: 2,
	sender_id: sender,
	message_live_time: 60,
	send_date: 'now',
	recipients: [Number(A)],
	message: 'Hello',
	...changes,
});
const create = (changes: object = {}) => call('POST', '/viber', campaign(changes));
const refusal = (message: string, code = 422, status = 422) => [
	status,
	{ message, error_code: code },
];
const recipients = async (id: number) =>
	(await get(`/viber/task/${id}/recipients`)).recipients.map(
		({ status }: { status: string }) => status,
	);
const balance = () => bench.sandbox.state.account.funds.balance;
const button = { button: { text: 'Look', link: 'https://shop.example/' } };
const image = { image: { link: 'https://shop.example/a.jpg' } };

test('moderation, sent, delivered, read, redirected; not delivered when Viber gives up', async () => {
	decide(A, { opens: 1, clicks: 1 });
	decide(B, { opens: 1 });
	decide(C, { delivery: 'softBounce' });
	const gone = '447700900123';
	decide(gone, { delivery: 'hardBounce' });
	const [status, answer] = await create({
		recipients: [A, B, C, gone, A, '12'].map(Number),
		additional: button,
	});
	expect([status, answer]).toEqual([
		200,
		{
			result: true,
			data: {
				task_id: 90241,
				task_name: 'Autumn',
				address_book_id: null,
				message: 'Hello',
				message_live_time: '60',
				message_type: 2,
				sender_id: sender,
				send_date: '2026-01-15 10:00:00',
				button_text: 'Look',
				button_link: 'https://shop.example/',
				image_link: null,
				resend_sms: 0,
				sms_text: null,
				sms_sender_name: null,
			},
		},
	]);
	const id = answer.data.task_id;
	expect((await get('/viber/task'))[0]).toMatchObject({ id, status: 'moderation' });
	expect(await recipients(id)).toEqual([null, null, null, null]);
	bench.clock.advance(2 * STEP);
	expect(await recipients(id)).toEqual(['send', 'send', 'send', 'error']);
	bench.clock.advance(STEP);
	expect(await recipients(id)).toEqual(['delivered', 'delivered', 'send', 'error']);
	bench.clock.advance(STEP);
	expect(await recipients(id)).toEqual(['read', 'read', 'send', 'error']);
	bench.clock.advance(STEP);
	expect(await recipients(id)).toEqual(['redirected', 'read', 'send', 'error']);
	bench.clock.advance(60_000);
	expect(await recipients(id)).toEqual(['redirected', 'read', 'undelivered', 'error']);
	expect(await get(`/viber/task/${id}`)).toEqual({
		id,
		name: 'Autumn',
		message: 'Hello',
		button_text: 'Look',
		button_link: 'https://shop.example/',
		image_link: null,
		address_book: null,
		sender_name: 'Holm',
		sender_id: sender,
		message_live_time: 60,
		send_date: '2026-01-15 10:00:00',
		status: 'send',
		created: '2026-01-15 10:00:00',
		statistic: { sent: 3, delivered: 2, read: 2, redirected: 1, undelivered: 1, errors: 1 },
	});
	expect((await get(`/viber/task/${id}/recipients`)).recipients[0]).toEqual({
		phone: Number(A),
		address_book_id: null,
		status: 'redirected',
		send_date: '2026-01-15 10:00:06',
		price: 0.015,
		currency: 'USD',
		last_update: '2026-01-15 10:00:15',
	});
	set({ viberNoList: 'zero' });
	expect((await get('/viber/task'))[0].address_book).toBe(0);
});

test('those whom Viber does not reach get an SMS, when it has given up', async () => {
	decide(B, { delivery: 'softBounce' });
	const [, { data }] = await create({
		recipients: [A, B].map(Number),
		additional: { resend_sms: { status: true, sms_text: 'By SMS', sms_sender_name: 'Holm' } },
	});
	expect(data).toMatchObject({ resend_sms: 1, sms_text: 'By SMS', sms_sender_name: 'Holm' });
	const { campaigns } = bench.sandbox.state.sms;
	const before = balance();
	bench.clock.advance(60_000);
	expect(await get(`/viber/task/${data.task_id}`)).toMatchObject({ resend_sms_status: 'wait' });
	expect(campaigns.all()).toEqual([]);
	bench.clock.advance(2 * STEP);
	expect(await get(`/viber/task/${data.task_id}`)).toMatchObject({ resend_sms_status: 'send' });
	expect(campaigns.all().map(({ messages }) => messages)).toMatchObject([
		[{ phone: B, text: 'By SMS', status: 1 }],
	]);
	expect(before - balance()).toBeCloseTo(0.12, 6);
});

test('to a list, at a date, spread over hours', async () => {
	const list = bench.sandbox.state.lists.create('Numbers');
	for (const phone of [A, B, C]) list.phoneBook.add(phone, 0);
	await call('POST', '/v2/viber-service/phone-exception', { phones: [C] });
	const [status, { data }] = await create({
		recipients: null,
		address_book: list.id,
		send_date: '2026-01-15 12:00:00',
		stretch_time: 5,
	});
	expect([status, data.address_book_id]).toEqual([200, list.id]);
	bench.clock.advance(3_600_000);
	expect((await get('/viber/task'))[0]).toMatchObject({ status: null, address_book: list.id });
	bench.clock.advance(3_600_000);
	expect(await recipients(data.task_id)).toEqual(['send', null]);
	bench.clock.advance(3_600_000);
	expect(await recipients(data.task_id)).toEqual(['delivered', 'delivered']);
});

test('it costs by country', async () => {
	await create({ recipients: [A, C].map(Number) });
	expect(balance()).toBeCloseTo(9.36 - 0.015 - 0.06, 6);
	bench.sandbox.state.account.funds.balance = 0.01;
	expect(await create()).toEqual(refusal('Account balance depleted', 707));
});

describe('what may be combined', () => {
	const mixed = refusal('This combination of text, button and image is not allowed');
	test.each<[string, object, boolean]>([
		['text', {}, true],
		['text and button', { additional: button }, true],
		['text, button and image', { additional: { ...button, ...image } }, true],
		['image', { message: null, additional: image }, true],
		['text and image', { additional: image }, false],
		['button', { message: '', additional: button }, false],
		['button and image', { message: '', additional: { ...button, ...image } }, false],
		['nothing', { message: '', additional: {} }, false],
		['a system text with a button', { message_type: 3, additional: button }, false],
	])('%s', async (_, changes, isAllowed) => {
		const answer = await create(changes);
		if (isAllowed) expect(answer[0]).toBe(200);
		else expect(answer).toEqual(mixed);
	});

	test('a system text has to be an approved one', async () => {
		const text = (message: string) => create({ message_type: 3, message });
		expect((await text('Your code is 1234.'))[0]).toBe(200);
		expect(await text('Your code is 1234')).toEqual(
			refusal('The message does not match an approved template'),
		);
	});
});

describe('refusals', () => {
	const wrong = (name: string) => refusal(`Argument ${name} is invalid`);
	test.each<[string, object, unknown[]]>([
		['no name', { task_name: undefined }, refusal('Argument task_name missing')],
		['another type', { message_type: 1 }, wrong('message_type')],
		['an unknown sender', { sender_id: 1 }, refusal("Can't find the sender", 704)],
		['a sender as text', { sender_id: '4501' }, wrong('sender_id')],
		['too short a life', { message_live_time: 59 }, wrong('message_live_time')],
		['too long a life', { message_live_time: 86_401 }, wrong('message_live_time')],
		['numbers as text', { recipients: [A] }, wrong('recipients')],
		[
			'more than a thousand',
			{ recipients: Array.from({ length: 1_001 }, (_, index) => 380_670_000_000 + index) },
			refusal('Argument recipients may not have more than 1000 items'),
		],
		['only what is no number', { recipients: [12] }, refusal('Addressbook is empty', 211)],
		[
			'nobody',
			{ recipients: undefined },
			refusal('Either recipients or address_book must be specified'),
		],
		[
			'an unknown list',
			{ recipients: undefined, address_book: 1 },
			refusal("Can't find the mailing list", 703),
		],
		['a long text', { message: 'x'.repeat(1_001) }, wrong('message')],
		['six hours', { stretch_time: 6 }, wrong('stretch_time')],
		['half a button', { additional: { button: { text: 'x' } } }, wrong('additional.button')],
		[
			'a link that is none',
			{ additional: { image: { link: 'javascript:alert(1)' } } },
			wrong('additional.image'),
		],
		[
			'an SMS without text',
			{ additional: { resend_sms: { status: true } } },
			wrong('additional.resend_sms'),
		],
		[
			'an unknown name for the SMS',
			{ additional: { resend_sms: { status: true, sms_text: 'x', sms_sender_name: 'x' } } },
			wrong('additional.resend_sms.sms_sender_name'),
		],
	])('%s', async (_, changes, expected) => {
		expect(await create(changes)).toEqual(expected);
	});

	test.each(['2026-01-14 10:00:00', '2026-01-15T12:00:00', 'tomorrow', 1])(
		'date %s',
		async (date) => {
			expect(await create({ send_date: date })).toMatchObject([422, { error_code: 799 }]);
		},
	);

	test('a sender that is not verified', async () => {
		expect(await create({ sender_id: pending })).toEqual(refusal('Sender is not verified'));
	});

	test('hostile values break nothing', async () => {
		for (const value of HOSTILE) {
			for (const name of Object.keys(campaign({ additional: {}, stretch_time: 0 })))
				expect((await create({ [name]: value }))[0]).toBeLessThan(500);
			for (const name of ['button', 'image', 'resend_sms'])
				expect((await create({ additional: { [name]: value } }))[0]).toBeLessThan(500);
		}
	}, 60_000);
});

describe('switches', () => {
	test('viberNameRequired', async () => {
		set({ viberNameRequired: false });
		const [, { data }] = await create({ task_name: undefined });
		expect(data.task_name).toBe('Viber campaign for the personal list on 2026-01-15 10:00:00');
	});

	test('viberBoth', async () => {
		const list = bench.sandbox.state.lists.create('Numbers');
		list.phoneBook.add(B, 0);
		const both = { address_book: list.id };
		expect(await create(both)).toEqual(
			refusal('Either recipients or address_book must be specified'),
		);
		set({ viberBoth: 'list' });
		const [, { data }] = await create(both);
		expect((await get(`/viber/task/${data.task_id}/recipients`)).recipients).toMatchObject([
			{ phone: Number(B), address_book_id: list.id },
		]);
		expect((await create())[1].data.address_book_id).toBeNull();
	});

	test('viberMostButtonText', async () => {
		const long = { additional: { button: { ...button.button, text: 'x'.repeat(20) } } };
		expect((await create(long))[0]).toBe(422);
		set({ viberMostButtonText: null });
		expect((await create(long))[0]).toBe(200);
	});

	test('viberErrors', async () => {
		set({ viberErrors: 'resultFalse' });
		expect(await call('GET', '/viber/task/1')).toEqual([
			200,
			{ result: false, message: 'Campaign not found', error_code: 802 },
		]);
	});

	test('viberSender', async () => {
		const record = await get(`/viber/senders/${sender}`);
		expect(record).toMatchObject({ id: sender, status: 'verified', country: 'UA' });
		expect(record).not.toHaveProperty('countries');
		set({ viberSender: 'countries' });
		expect((await get('/viber/senders'))[1]).toMatchObject({ countries: ['UA'] });
		expect(await call('GET', '/viber/senders/1')).toEqual(refusal('Not found', 404, 404));
	});
});

test('campaigns in pages, the latest first', async () => {
	for (const name of ['One', 'Two', 'Three']) await create({ task_name: name });
	const page = await get('/viber/task?limit=1&offset=1');
	expect(page.map(({ name }: { name: string }) => name)).toEqual(['Two']);
});

test('the blacklist', async () => {
	const path = '/v2/viber-service/phone-exception';
	const done = [200, { data: { result: true } }];
	expect(await call('POST', path, { phones: [A, B], description: 'stop' })).toEqual(done);
	expect(await call('POST', path, { phones: [Number(A)] })).toEqual(
		refusal('Argument phones is invalid'),
	);
	const row = (phone: string) => ({
		phone: Number(phone),
		description: 'stop',
		created_at: '2026-01-15 10:00:00',
	});
	expect(await get(`${path}?limit=1&offset=1`)).toEqual({ data: { total: 2, list: [row(B)] } });
	expect(await call('DELETE', path, { phones: [B] })).toEqual(done);
	set({ viberExceptionsKey: 'data' });
	expect(await get(path)).toEqual({ data: { total: 1, data: [row(A)] } });
	expect(await create()).toEqual(refusal('Addressbook is empty', 211));
});
