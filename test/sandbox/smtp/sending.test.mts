/** POST /smtp/emails: what it takes, and each of its refusals. */
import { HOSTILE } from '../hostileValues.mts';
import { startBench, type Bench } from '../client.mts';
import { base64, call, HTML, letter, refusal } from './smtp.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(() => bench.sandbox.close());

const post = (body: unknown) => call(bench, 'POST', '/smtp/emails', body);
const sent = async (changes: Record<string, unknown>) => {
	const [status, json] = await post({ email: letter(changes) });
	expect([status, json]).toEqual([200, { result: true, id: expect.any(String) }]);
	return bench.sandbox.state.smtp.mails.get(json.id);
};
const without = (name: string) => letter({ [name]: undefined });
const file = { 'a.txt': base64('eight by') };

test('one e-mail, one id, whoever it goes to', async () => {
	const mail = await sent({
		to: [{ email: 'a@mail.example' }, { email: 'b@mail.example', name: 'B' }],
		cc: [{ email: 'c@mail.example', name: null }],
		bcc: [{ email: 'A@mail.example' }],
		reply_to: { name: 'Desk', email: 'desk@shop.example' },
		attachments: { 'note.txt': 'Grüße' },
		attachments_binary: file,
	});
	expect(mail?.id).toMatch(/^[a-z\d]{6}-[a-z\d]{6}-[a-z\d]{2}$/);
	expect(mail).toMatchObject({
		html: HTML,
		text: 'Hello',
		replyTo: { email: 'desk@shop.example', name: 'Desk' },
		attachments: [
			{ name: 'note.txt', bytes: 7 },
			{ name: 'a.txt', bytes: 8 },
		],
	});
	expect(mail?.recipients.map(({ email }) => email)).toEqual([
		'a@mail.example',
		'b@mail.example',
		'c@mail.example',
	]);
});

test.each<[string, Record<string, unknown>, { html: string | null; text: string | null }]>([
	['HTML and text', {}, { html: HTML, text: 'Hello' }],
	['HTML with an empty text', { text: '' }, { html: HTML, text: null }],
	['text alone', { html: undefined }, { html: null, text: 'Hello' }],
	['text with an empty HTML', { html: '' }, { html: null, text: 'Hello' }],
	[
		'a text that is made of it',
		{ text: '', auto_plain_text: true },
		{ html: HTML, text: 'Hello\nLook' },
	],
	['a text of its own', { auto_plain_text: true }, { html: HTML, text: 'Hello' }],
])('takes %s', async (_, changes, content) => {
	expect(await sent(changes)).toMatchObject(content);
});

test('smtpNeedsText: HTML needs the key beside it, or not', async () => {
	const body = { email: without('text') };
	expect(await post(body)).toEqual(refusal('Missed email body', 13));
	bench.sandbox.options.smtpNeedsText = 'any';
	expect((await post(body))[0]).toBe(200);
});

describe('a template', () => {
	const content = { html: undefined, text: undefined };
	const add = (body: string) =>
		bench.sandbox.state.templates.add({ name: 'Order', lang: 'en', createdAt: 0, body });

	test('has its variables filled in, whatever they are called and hold', async () => {
		const { realId, hash } = add(
			'<p>{{ name }}, {{order id}}: {{total}}{{gone}} {{toString}}{{list}}</p>',
		);
		const variables = { name: 'Zoë', 'order id': 7, total: '$1', list: [1] };
		for (const id of [realId, String(realId), hash])
			expect(await sent({ ...content, template: { id, variables } })).toMatchObject({
				html: '<p>Zoë, 7: $1 [1]</p>',
			});
		expect(await sent({ ...content, template: { id: hash, variables: {} } })).toMatchObject({
			html: '<p>, :  </p>',
		});
	});

	test.each<[string, unknown, string, number]>([
		['a text', 'Order', 'Argument template is invalid', 422],
		['a list', [], 'Argument template is invalid', 422],
		['nothing in it', {}, 'Argument template.id missing', 10],
		['an id that is none', { id: {}, variables: {} }, 'Argument template is invalid', 422],
		['an unknown one', { id: 1, variables: {} }, 'Template not found', 31],
		['no variables', { id: 1 }, 'Variables list passed in wrong format', 731],
		['variables in a list', { id: 1, variables: [] }, 'Variables list passed in wrong format', 731],
		[
			'variables in a text',
			{ id: 1, variables: 'a' },
			'Variables list passed in wrong format',
			731,
		],
	])('with %s is refused', async (_, template, message, code) => {
		expect(await post({ email: letter({ ...content, template }) })).toEqual(refusal(message, code));
	});

	test('that is empty is refused', async () => {
		const template = { id: add(' ').realId, variables: {} };
		expect(await post({ email: letter({ ...content, template }) })).toEqual(
			refusal('Template body is empty', 32),
		);
	});
});

test.each<[string, unknown, string, number]>([
	['no body', undefined, 'Argument email missing', 422],
	['a list', [], 'Argument email missing', 422],
	['an e-mail that is serialized', { email: 'a:1:{}' }, 'Badly formed incoming data', 999],
	['no sender', { email: without('from') }, 'Argument from.email missing', 10],
	[
		'a sender in a text',
		{ email: letter({ from: 'hello@shop.example' }) },
		'Argument from is invalid',
		422,
	],
	[
		'a sender without an address',
		{ email: letter({ from: { name: 'x' } }) },
		'Argument from.email missing',
		10,
	],
	[
		'a sender whose address is none',
		{ email: letter({ from: { name: 'x', email: 'x' } }) },
		'Argument from.email is invalid',
		10,
	],
	[
		'a sender without a name',
		{ email: letter({ from: { email: 'hello@shop.example' } }) },
		'Argument from is invalid',
		422,
	],
	['no subject', { email: letter({ subject: '' }) }, 'Argument subject missing', 12],
	[
		'a subject that is no text',
		{ email: letter({ subject: 1 }) },
		'Badly formed incoming data',
		999,
	],
	['nobody', { email: without('to') }, 'Argument email.to is invalid', 11],
	['nobody in a list', { email: letter({ to: [] }) }, 'Argument email.to is invalid', 11],
	[
		'an address instead of a list',
		{ email: letter({ to: 'a@b.example' }) },
		'Argument email.to is invalid',
		11,
	],
	[
		'plain addresses',
		{ email: letter({ to: ['a@b.example'] }) },
		'Argument email.to is invalid',
		11,
	],
	[
		'a recipient that is none',
		{ email: letter({ to: [{ email: 'a@b' }] }) },
		'Recipient email is invalid',
		422,
	],
	['a copy to none', { email: letter({ cc: [{ email: '' }] }) }, 'Recipient email is invalid', 422],
	['a copy that is no list', { email: letter({ bcc: {} }) }, 'Badly formed incoming data', 999],
	[
		'an answer to none',
		{ email: letter({ reply_to: { name: 'x' } }) },
		'Badly formed incoming data',
		999,
	],
	['no content', { email: letter({ html: '', text: '' }) }, 'Missed email body', 13],
	['HTML that is not base64', { email: letter({ html: HTML }) }, 'Argument html is invalid', 422],
	[
		'HTML that is not UTF-8',
		{ email: letter({ html: Buffer.from([0xff, 0xfe]).toString('base64') }) },
		'Argument html is invalid',
		422,
	],
	['a text that is none', { email: letter({ text: {} }) }, 'Badly formed incoming data', 999],
	[
		'a flag that is none',
		{ email: letter({ auto_plain_text: 'yes' }) },
		'Badly formed incoming data',
		999,
	],
	[
		'files in a list',
		{ email: letter({ attachments_binary: [] }) },
		'Argument attachments_binary is invalid',
		422,
	],
	[
		'a file that is not base64',
		{ email: letter({ attachments_binary: { 'a.txt': '{}' } }) },
		'Argument attachments_binary is invalid',
		422,
	],
	[
		'a file of text that is none',
		{ email: letter({ attachments: { 'a.txt': 1 } }) },
		'Badly formed incoming data',
		999,
	],
	[
		'a sender that is not confirmed',
		{ email: letter({ from: { name: 'x', email: 'new@shop.example' } }) },
		'Sender is not valid',
		422,
	],
])('refuses %s', async (_, body, message, code) => {
	expect(await post(body)).toEqual(refusal(message, code));
	expect(bench.sandbox.state.smtp.mails.all()).toHaveLength(4);
});

test('a sender of a free mail service is refused, though confirmed', async () => {
	const sender = { email: 'holm@gmail.com', name: 'Holm' };
	bench.sandbox.state.senders.add({ ...sender, activated: true });
	expect(await post({ email: letter({ from: sender }) })).toEqual(refusal('Sender is not valid'));
	expect(await call(bench, 'GET', '/smtp/senders')).toEqual([200, ['hello@shop.example']]);
});

test('smtpMostRecipients: copies count, an address once', async () => {
	bench.sandbox.options.smtpMostRecipients = 2;
	const to = [{ email: 'a@mail.example' }];
	const cc = [{ email: 'b@mail.example' }, { email: 'A@mail.example' }];
	expect((await post({ email: letter({ to, cc }) }))[0]).toBe(200);
	const bcc = [{ email: 'c@mail.example' }];
	expect(await post({ email: letter({ to, cc, bcc }) })).toEqual(
		refusal('5.5.3 Too many recipients', 550),
	);
	bench.sandbox.options.smtpMostRecipients = 3;
	expect((await post({ email: letter({ to, cc, bcc }) }))[0]).toBe(200);
});

test('smtpMostBytes: files count as they travel', async () => {
	const subject = 'Your order';
	const most = subject.length + HTML.length + 'Hello'.length + 12;
	bench.sandbox.options.smtpMostBytes = most;
	expect((await sent({ subject, attachments_binary: file }))?.bytes).toBe(most);
	bench.sandbox.options.smtpMostBytes = most - 1;
	expect(await post({ email: letter({ subject, attachments_binary: file }) })).toEqual(
		refusal('Message size limit exceeded'),
	);
});

test('smtpPerHour: the quota is that of any hour', async () => {
	bench.sandbox.options.smtpPerHour = 1;
	expect((await post({ email: letter() }))[0]).toBe(200);
	expect(await post({ email: letter() })).toEqual(refusal('Sending quota or bandwidth exceeded'));
	// An hour after the first all but a fifth of a second, then to the millisecond.
	bench.clock.advance(3_600_000 - 600);
	expect((await post({ email: letter() }))[0]).toBe(422);
	expect((await post({ email: letter() }))[0]).toBe(200);
});

test('whoever may not use the service is told so', async () => {
	const { smtp } = bench.sandbox.state;
	smtp.service = 'absent';
	const noUser = refusal('No such SMTP user, you need to create SMTP account first', 400);
	expect(await post({ email: letter() })).toEqual(noUser);
	expect(await call(bench, 'GET', '/smtp/emails/total')).toEqual(noUser);
	smtp.service = 'limited';
	expect(await post({ email: letter() })).toEqual(
		refusal('Sending from your account is currently limited. Please try later.'),
	);
	smtp.service = 'barred';
	expect(await post({ email: letter() })).toEqual(refusal('Unauthorized action.', 800, 403));
	smtp.service = 'active';
	bench.sandbox.options.planEnded = true;
	expect(await post({ email: letter() })).toEqual(refusal('Account expired', 403, 403));
});

test('whatever stands anywhere in it, it is taken or refused', async () => {
	const template = { id: 1, variables: {} };
	const fields = {
		...letter(),
		cc: [],
		bcc: [],
		reply_to: {},
		attachments: {},
		attachments_binary: {},
		template,
		auto_plain_text: true,
	};
	for (const value of HOSTILE) {
		const bodies = [
			value,
			{ email: value },
			...Object.keys(fields).map((name) => ({ email: { ...fields, [name]: value } })),
			{ email: letter({ to: [value] }) },
			{ email: letter({ to: [{ email: 'a@b.example', name: value }] }) },
			{ email: letter({ from: { name: value, email: value } }) },
			{ email: letter({ template: { id: value, variables: value } }) },
			{ email: letter({ attachments_binary: { a: value } }) },
		];
		for (const body of bodies) expect([200, 403, 422]).toContain((await post(body))[0]);
	}
});
