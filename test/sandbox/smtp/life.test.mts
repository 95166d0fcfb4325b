/** What recipients and their servers do with e-mails. */
import type { Fate } from '../../../sandbox/index.mts';
import { startBench, type Bench } from '../client.mts';
import { base64, call, decide, pass, send } from './smtp.mts';

const HOUR = 3_600_000;

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const get = async (path: string) => (await call(bench, 'GET', path))[1];
const record = (id: string) => get(`/smtp/emails/${id}`);
const to = (email: string, fate: Partial<Fate> = {}) => {
	decide(bench, email, fate);
	return send(bench, { to: [{ email }] });
};
const isUnsubscribed = async (email: string) =>
	(await get(`/smtp/unsubscribe/search?email=${email}`)).result;

test('found without an answer, then delivered, opened, clicked', async () => {
	const id = await to('a@mail.example', { opens: 2, clicks: 1 });
	pass(bench, 1_600);
	expect(await record(id)).toMatchObject({ smtp_answer_code: '0', smtp_answer_data: '' });
	pass(bench, 2_800);
	expect(await record(id)).toMatchObject({
		smtp_answer_code: '250',
		tracking: { open: 0, click: 0 },
	});
	pass(bench, 3_000);
	expect((await record(id)).tracking).toMatchObject({ open: 2, click: 0 });
	pass(bench, 3_000);
	expect((await record(id)).tracking).toMatchObject({ open: 2, click: 1 });
});

test('without HTML nothing tells that it was read', async () => {
	decide(bench, 'a@mail.example', { opens: 2, clicks: 1 });
	const id = await send(bench, { html: undefined, to: [{ email: 'a@mail.example' }] });
	pass(bench);
	expect(await record(id)).toMatchObject({
		smtp_answer_code: '250',
		tracking: { open: 0, click: 0, link: [], client_info: [] },
	});
});

test('without links none is followed', async () => {
	decide(bench, 'a@mail.example', { clicks: 1 });
	const html = base64('<p>Hello</p>');
	const id = await send(bench, { html, to: [{ email: 'a@mail.example' }] });
	pass(bench);
	expect((await record(id)).tracking).toMatchObject({ open: 1, click: 0 });
});

test('a bounce is listed for a day', async () => {
	const id = await to('gone@mail.example', { delivery: 'hardBounce', opens: 1 });
	expect(await get('/smtp/bounces/day/total')).toEqual({ total: 0 });
	pass(bench);
	expect(await record(id)).toMatchObject({
		smtp_answer_code: '550',
		smtp_answer_subcode: '5.1.1',
		smtp_answer_code_explain: 'User unknown',
		tracking: { open: 0 },
	});
	const listed = {
		total: 1,
		emails: [
			{
				email_to: 'gone@mail.example',
				sender: 'hello@shop.example',
				send_date: '2026-01-15 10:00:00',
				subject: 'Your order',
				smtp_answer_code: 550,
				smtp_answer_subcode: '5.1.1',
				smtp_answer_data: 'gone@mail.example H=mx.mail.example: 550 5.1.1 User unknown',
			},
		],
		request_limit: 100,
		found: 1,
	};
	expect(await get('/smtp/bounces/day')).toEqual(listed);
	// Whatever day is asked for.
	expect(await get('/smtp/bounces/day?date=2020-01-01')).toEqual(listed);
	pass(bench, 23 * HOUR);
	expect(await get('/smtp/bounces/day/total')).toEqual({ total: 1 });
	pass(bench, HOUR);
	expect(await get('/smtp/bounces/day')).toMatchObject({ total: 0, emails: [], found: 0 });
	expect(await record(id)).toMatchObject({ smtp_answer_code: '550' });
});

test('bounces come in pages of smtpMostPerPage, the newest first', async () => {
	bench.sandbox.options.smtpMostPerPage = 2;
	for (const name of ['a', 'b', 'c']) await to(`${name}@mail.example`, { delivery: 'hardBounce' });
	pass(bench);
	const addresses = async (query: string) => {
		const { emails, ...counts } = await get(`/smtp/bounces/day${query}`);
		return [counts, emails.map(({ email_to: email }: { email_to: string }) => email)];
	};
	expect(await addresses('?limit=100')).toEqual([
		{ total: 3, request_limit: 2, found: 2 },
		['c@mail.example', 'b@mail.example'],
	]);
	expect(await addresses('?limit=2&offset=2')).toEqual([
		{ total: 3, request_limit: 2, found: 1 },
		['a@mail.example'],
	]);
});

test('a full mailbox has room again, or has not', async () => {
	const ids = [
		await to('soon@mail.example', { delivery: 'softBounce', taste: 0.1 }),
		await to('never@mail.example', { delivery: 'softBounce', taste: 0.9 }),
	];
	pass(bench, 4_700);
	for (const id of ids) expect(await record(id)).toMatchObject({ smtp_answer_code: '452' });
	expect(await get('/smtp/bounces/day/total')).toEqual({ total: 2 });
	pass(bench);
	expect((await record(ids[0] ?? '')).smtp_answer_code).toBe('250');
	expect((await record(ids[1] ?? '')).smtp_answer_code).toBe('452');
	expect(await get('/smtp/bounces/day/total')).toEqual({ total: 1 });
});

test.each<[string, Partial<Fate>, object]>([
	['unsubscribes', { leaves: 'list' }, { unsubscribe_by_link: 1, spam_complaint: 0 }],
	['complains', { complains: true }, { unsubscribe_by_link: 0, spam_complaint: 1 }],
])('whoever %s gets nothing more, and nobody is told', async (_, fate, flags) => {
	await to('a@mail.example', fate);
	pass(bench);
	expect((await get('/smtp/unsubscribe')).at(-1)).toEqual({
		email: 'a@mail.example',
		unsubscribe_by_user: 0,
		date: expect.any(String),
		...flags,
	});
	const id = await to('A@mail.example');
	pass(bench);
	expect(id).toMatch(/^[a-z\d]{6}-/);
	expect(await record(id)).toMatchObject({ error_code: 14 });
});

test('the others get it', async () => {
	decide(bench, 'b@mail.example');
	await call(bench, 'POST', '/smtp/unsubscribe', { emails: [{ email: 'a@mail.example' }] });
	const id = await send(bench, { to: [{ email: 'a@mail.example' }, { email: 'b@mail.example' }] });
	pass(bench);
	expect(await record(id)).toMatchObject({ recipient: 'b@mail.example' });
});

test.each([
	['comes back who follows the link', { clicks: 1 }, false],
	['stays away who does not', { opens: 1 }, true],
])('asked to come back, %s', async (_, fate, stays) => {
	decide(bench, 'stop@mail.example', fate);
	const [status, { id, result }] = await call(bench, 'POST', '/smtp/resubscribe', {
		email: 'stop@mail.example',
		sender: 'hello@shop.example',
		lang: 'es',
	});
	expect([status, result]).toEqual([200, true]);
	expect(await isUnsubscribed('stop@mail.example')).toBe(true);
	pass(bench);
	expect(await record(id)).toMatchObject({
		recipient: 'stop@mail.example',
		subject: '¿Desea volver a recibir nuestros correos?',
	});
	expect(await isUnsubscribed('stop@mail.example')).toBe(stays);
});

test('a reset brings back what was there at the start', async () => {
	await to('a@mail.example');
	bench.sandbox.state.smtp.service = 'absent';
	bench.sandbox.reset();
	const { smtp } = bench.sandbox.state;
	expect([smtp.mails.all().length, smtp.service]).toEqual([4, 'active']);
});
