/** The SMTP service's part of the page, and what can be done there. */
import { startBench, type Bench } from '../client.mts';
import { base64, decide, pass, send } from './smtp.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const EVIL = '<script>alert(1)</script><img src=x onerror=alert(1)>';
const open = async (path: string) => (await bench.call('GET', path, { authorization: null })).text;
const submit = (path: string, fields: Record<string, string>) =>
	bench.call('POST', path, {
		authorization: null,
		raw: new URLSearchParams(fields).toString(),
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
	});

test('an e-mail as whoever got it sees it', async () => {
	decide(bench, 'anna@mail.example', { opens: 2 });
	const id = await send(bench, {
		html: base64(
			`<p>Hello &amp; thank you</p><p><a href="https://shop.example/a">Look</a></p>${EVIL}`,
		),
		subject: `Order ${EVIL}`,
		cc: [{ email: 'c@mail.example', name: EVIL }],
		attachments_binary: { 'invoice.pdf': base64('x'.repeat(2_048)), [EVIL]: base64('x') },
	});
	pass(bench);
	const html = await open('/?view=smtp');
	expect(html).toContain(
		'<dt>From</dt><dd dir="auto">Holm &amp; Sons &lt;hello@shop.example&gt;</dd>',
	);
	expect(html).toContain('<pre dir="auto">Hello &amp; thank you\nLook</pre>');
	expect(html).toContain('href="https://shop.example/a"');
	expect(html).toContain('invoice.pdf (2.0 KiB), ');
	expect(html).toMatch(
		/250 Delivered<\/td><td[^>]*>2<\/td>|250 Delivered<\/td>\s*<td[^>]*>2<\/td>/,
	);
	expect(html).toContain(`href="/sandbox/smtp/mails/${id}"`);
	for (const raw of ['<script>alert', '<img']) expect(html).not.toContain(raw);
	const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, one]) => one);
	expect(new Set(ids).size).toBe(ids.length);
});

test('one that is chosen, of text alone, and a link that must not be followed', async () => {
	const chosen = await send(bench, { html: undefined, text: 'Line 1\nLine 2', subject: 'Plain' });
	await send(bench, { html: base64('<a href="javascript:alert(1)">x</a>'), subject: 'Other' });
	const html = await open(`/?view=smtp&mail=${chosen}`);
	expect(html).toContain('<h2 id="smtp-mail"><bdi>Plain</bdi></h2>');
	expect(html).toContain('<pre dir="auto">Line 1\nLine 2</pre>');
	expect(html).not.toContain('/sandbox/smtp/mails/');
	expect(await open('/?view=smtp&mail=nonsense')).not.toContain('href="javascript:');
});

test('in a page of its own nothing runs, and nothing is fetched', async () => {
	const id = await send(bench, { html: base64(EVIL) });
	const { headers, text } = await bench.call('GET', `/sandbox/smtp/mails/${id}`, {
		authorization: null,
	});
	expect(text).toBe(EVIL);
	expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none';/);
	const plain = await send(bench, { html: undefined });
	for (const gone of [plain, 'x'])
		expect((await bench.call('GET', `/sandbox/smtp/mails/${gone}`)).status).toBe(404);
});

test('bounces, unsubscribed people, senders and domains', async () => {
	decide(bench, 'gone@mail.example', { delivery: 'hardBounce' });
	await send(bench, { to: [{ email: 'gone@mail.example' }] });
	pass(bench);
	expect(await open('/?view=smtp')).toContain('gone@mail.example H=mx.mail.example: 550 5.1.1');
	expect(await open('/?view=smtp-unsubscribed')).toContain('by the account, complained');
	const senders = await open('/?view=smtp-senders');
	for (const content of ['hello@shop.example', 'lab.example', 'may be used'])
		expect(senders).toContain(content);
});

test.each(['smtp', 'smtp-unsubscribed', 'smtp-senders'])('%s of a blank account', async (view) => {
	await bench.sandbox.close();
	bench = await startBench({ blank: true });
	const html = await open(`/?view=${view}`);
	expect(html).toContain('<p class="soft">');
	expect(html).not.toContain('<tbody>');
});

test('whoever sits before the page does what the recipient would', async () => {
	decide(bench, 'anna@mail.example');
	const mail = await send(bench);
	pass(bench);
	for (const act of ['open', 'click', 'unsubscribe', 'complain']) {
		const { status, headers } = await submit('/sandbox/smtp/act', {
			mail,
			recipient: 'anna@mail.example',
			act,
		});
		expect([status, headers.location]).toEqual([303, `/?view=smtp&mail=${mail}`]);
	}
	expect((await bench.get(`/smtp/emails/${mail}`)).json.tracking).toMatchObject({
		open: 1,
		click: 1,
	});
	expect(bench.sandbox.state.smtp.unsubscribed.all().at(-1)).toMatchObject({
		email: 'anna@mail.example',
		byLink: true,
		complained: true,
	});
	expect((await submit('/sandbox/smtp/act', { mail, act: 'x' })).status).toBe(422);
	expect((await submit('/sandbox/smtp/act', { mail, act: 'open', recipient: 'x' })).status).toBe(
		404,
	);
	expect((await submit('/sandbox/smtp/act', { mail: 'x', act: 'open' })).status).toBe(404);
});

test('what SendPulse decides about the account', async () => {
	const { status, headers } = await submit('/sandbox/smtp/service', { service: 'limited' });
	expect([status, headers.location]).toEqual([303, '/?view=smtp-senders']);
	expect(await open('/?view=smtp-senders')).toContain('is limited for now</span>');
	const { json } = await bench.call('GET', '/sandbox/smtp', { authorization: null });
	expect([json.service, json.mails.length]).toEqual(['limited', 4]);
	expect((await submit('/sandbox/smtp/service', { service: 'x' })).status).toBe(422);
});

test('its figures are among those of the sandbox', async () => {
	const { json } = await bench.call('GET', '/sandbox/state', { authorization: null });
	expect(json).toMatchObject({ smtpMails: 4, smtpUnsubscribed: 2 });
});
