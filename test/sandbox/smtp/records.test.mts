/** What became of e-mails: one of them, some of them, lists. */
import { HOSTILE } from '../hostileValues.mts';
import { startBench, type Bench } from '../client.mts';
import { call, decide, HTML, pass, refusal, send } from './smtp.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench({ blank: true });
	const { senders } = bench.sandbox.state;
	for (const email of ['hello@shop.example', 'desk@shop.example'])
		senders.add({ email, name: 'Holm', activated: true });
	decide(bench, 'anna@mail.example');
});
afterEach(() => bench.sandbox.close());

const get = (path: string) => call(bench, 'GET', path);
const info = (emails: unknown) => call(bench, 'POST', '/smtp/emails/info', { emails });
const noSuch = refusal('No such email', 14, 400);

describe('smtpInfoDelay', () => {
	test('a new e-mail is not found at once, nor in lists', async () => {
		const id = await send(bench);
		expect(await get(`/smtp/emails/${id}`)).toEqual(noSuch);
		expect(await info([id])).toEqual(refusal('No such emails', 14, 400));
		expect(await get('/smtp/emails')).toEqual([200, []]);
		expect(await get('/smtp/emails/total')).toEqual([200, { total: 0 }]);
		pass(bench, 1_500);
		expect((await get(`/smtp/emails/${id}`))[1]).toMatchObject({ id });
		expect((await get('/smtp/emails'))[1]).toHaveLength(1);
		expect(await get('/smtp/emails/total')).toEqual([200, { total: 1 }]);
	});

	test('of nothing finds it at once', async () => {
		bench.sandbox.options.smtpInfoDelay = 0;
		const id = await send(bench);
		expect((await get(`/smtp/emails/${id}`))[1]).toMatchObject({ id });
	});
});

test('a record of one that was read', async () => {
	const reading = {
		device: 'Phone',
		platform: 'iOS',
		browser: 'Mobile Safari',
		browserVersion: '17.5',
	};
	decide(bench, 'anna@mail.example', { opens: 1, clicks: 1, country: 'DE', reading });
	const id = await send(bench);
	pass(bench);
	const visit = {
		browser: 'Mobile Safari 17.5',
		os: 'iOS',
		ip: expect.any(String),
		country: 'DE',
		action_date: expect.stringMatching(/^2026-01-15 10:00:\d\d$/),
	};
	const record = {
		id,
		sender: 'hello@shop.example',
		total_size: String(10 + HTML.length + 5),
		sender_ip: '127.0.0.1',
		smtp_answer_code: '250',
		smtp_answer_code_explain: 'Delivered',
		smtp_answer_subcode: '',
		smtp_answer_data: 'anna@mail.example   H=mx.mail.example C="250 2.0.0 OK"',
		used_ip: '198.51.100.17',
		recipient: 'anna@mail.example',
		subject: 'Your order',
		send_date: '2026-01-15 10:00:00',
		tracking: {
			click: 1,
			open: 1,
			link: [{ ...visit, url: 'https://shop.example/a?b=1&c=2', screen_resolution: '1920x1080' }],
			client_info: [visit],
		},
	};
	expect(await get(`/smtp/emails/${id}`)).toEqual([200, record]);
	const numbers = { total_size: Number(record.total_size), smtp_answer_code: 250 };
	expect(await get('/smtp/emails')).toEqual([200, [{ ...record, ...numbers }]]);
	expect(await info([id])).toEqual([200, [{ ...record, ...numbers }]]);
	bench.sandbox.options.smtpAnswerTypes = 'numbers';
	expect(await get(`/smtp/emails/${id}`)).toEqual([200, { ...record, ...numbers }]);
	const [{ tracking }] = (await get('/smtp/emails?country=off'))[1];
	expect(tracking.link[0]).not.toHaveProperty('country');
	expect(tracking.client_info[0]).not.toHaveProperty('country');
});

test.each([
	[0, ['0', 0]],
	[null, [null, null]],
	['absent', [undefined, undefined]],
] as const)('smtpPendingCode %s', async (value, [alone, listed]) => {
	bench.sandbox.options.smtpPendingCode = value;
	const id = await send(bench);
	pass(bench, 2_000);
	expect((await get(`/smtp/emails/${id}`))[1].smtp_answer_code).toBe(alone);
	expect((await get('/smtp/emails'))[1][0].smtp_answer_code).toBe(listed);
	expect('smtp_answer_code' in (await get('/smtp/emails'))[1][0]).toBe(value !== 'absent');
});

test('an unknown id is 14', async () => {
	expect(await get('/smtp/emails/pzkic9-0afezp-fc')).toEqual(noSuch);
});

describe('POST /smtp/emails/info', () => {
	test('leaves out what it does not know', async () => {
		const ids = [await send(bench), await send(bench)];
		pass(bench);
		const [, known] = await info([...ids, 'x', ids[0]]);
		expect(known.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
	});

	test('smtpInfoOrder: in no order, or as asked', async () => {
		const ids: string[] = [];
		for (let index = 0; index < 8; index += 1) ids.push(await send(bench));
		pass(bench);
		const order = async () => (await info(ids))[1].map(({ id }: { id: string }) => id);
		expect(await order()).not.toEqual(ids);
		bench.sandbox.options.smtpInfoOrder = 'asked';
		expect(await order()).toEqual(ids);
	});

	test('takes five hundred ids, not one more', async () => {
		const id = await send(bench);
		pass(bench);
		const others = Array.from({ length: 499 }, (_, index) => `x${index}`);
		expect((await info([id, ...others]))[0]).toBe(200);
		const incorrect = refusal('Emails param empty or incorrect', 832, 400);
		expect(await info([id, ...others, 'y'])).toEqual(incorrect);
		for (const ids of [undefined, [], '["x"]', [1], { 0: id }])
			expect(await info(ids)).toEqual(incorrect);
	});

	test('stands whatever comes', async () => {
		for (const value of HOSTILE) {
			expect((await call(bench, 'POST', '/smtp/emails/info', value))[0]).toBe(400);
			expect((await info(value))[0]).toBe(400);
			expect((await info([value]))[0]).toBe(400);
		}
	});
});

describe('GET /smtp/emails', () => {
	const subjects = async (query = '') =>
		(await get(`/smtp/emails${query}`))[1].map(({ subject }: { subject: string }) => subject);

	beforeEach(async () => {
		decide(bench, 'bo@mail.example');
		await send(bench, { subject: 'one' });
		pass(bench, 86_400_000);
		await send(bench, { subject: 'two', to: [{ email: 'bo@mail.example' }] });
		await send(bench, { subject: 'three', from: { name: 'Desk', email: 'desk@shop.example' } });
		pass(bench);
	});

	test('the newest first, in pages', async () => {
		expect(await subjects()).toEqual(['three', 'two', 'one']);
		expect(await subjects('?limit=1&offset=1')).toEqual(['two']);
		expect(await subjects('?offset=3')).toEqual([]);
	});

	test('smtpMostPerPage: no more, however many were asked for', async () => {
		bench.sandbox.options.smtpMostPerPage = 2;
		expect(await subjects('?limit=500')).toHaveLength(2);
		bench.sandbox.options.smtpMostPerPage = 100;
		expect(await subjects('?limit=500')).toHaveLength(3);
	});

	test('by sender and by recipient', async () => {
		expect(await subjects('?sender=DESK@shop.example')).toEqual(['three']);
		expect(await subjects('?recipient=bo@mail.example')).toEqual(['two']);
		expect(await subjects('?recipient=o@mail.example')).toEqual([]);
	});

	const days = '?from=2026-01-16&to=2026-01-16';
	const moments = '?from=2026-01-15%2000:00:00&to=2026-01-15%2023:59:59';
	const wrong = (name: string) => refusal(`Argument ${name} is invalid`);

	test('smtpListDates: days, moments, or both', async () => {
		expect(await subjects(days)).toEqual(['three', 'two']);
		expect(await get(`/smtp/emails${moments}`)).toEqual(wrong('from'));
		bench.sandbox.options.smtpListDates = 'moments';
		expect(await subjects(moments)).toEqual(['one']);
		expect(await get('/smtp/emails?to=2026-01-16')).toEqual(wrong('to'));
		bench.sandbox.options.smtpListDates = 'both';
		expect(await subjects(days)).toEqual(['three', 'two']);
		expect(await subjects(moments)).toEqual(['one']);
		expect(await get('/smtp/emails?from=yesterday')).toEqual(wrong('from'));
	});

	test.each(['limit=x', 'limit=0', 'offset=-1', 'from=2026-02-30'])('refuses %s', async (query) => {
		expect((await get(`/smtp/emails?${query}`))[0]).toBe(422);
	});

	test.each(['/smtp/emails', '/smtp/emails/total', '/smtp/unsubscribe'])(
		'%s is not in the free plan',
		async (path) => {
			bench.sandbox.options.plan = 'free';
			expect(await get(path)).toEqual(refusal('Your tariff does not allow the operation'));
			bench.sandbox.options.plan = 'standard';
			expect((await get(path))[0]).toBe(200);
		},
	);
});
