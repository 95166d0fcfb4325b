/** What webhooks of the SMTP service tell, to whom and when. */
import { smtpEventNames } from '../../../sandbox/smtp/webhookEvents.mts';
import { startBench, type Bench } from '../client.mts';
import { startReceiver, type Receiver } from '../receiver.mts';
import { decide, pass, send } from './smtp.mts';

let bench: Bench;
let receiver: Receiver;
beforeEach(async () => {
	bench = await startBench();
	receiver = await startReceiver();
});
afterEach(async () => {
	await bench.sandbox.close();
	await receiver.close();
});

const control = (path: string, body: object = {}) =>
	bench.call('POST', `/sandbox/smtp/${path}`, { authorization: null, body });
const register = (...events: string[]) => control('webhooks', { url: receiver.url, events });
const deliver = async () => {
	await control('deliver');
	return receiver.got.flatMap(({ json }) => json);
};
const to = async (email: string, fate: object) => {
	decide(bench, email, fate);
	const id = await send(bench, { to: [{ email }] });
	pass(bench);
	return id;
};
const common = {
	sender: 'hello@shop.example',
	subject: 'Your order',
	timestamp: expect.any(Number),
	message_id: expect.any(Number),
};

test('what becomes of an e-mail, as the knowledge base shows it', async () => {
	// All together, when asked to.
	bench.sandbox.options.smtpWebhookInterval = 3_600_000;
	await register(...smtpEventNames);
	await to('a@mail.example', { opens: 1, clicks: 1, leaves: 'list', complains: true });
	await to('gone@mail.example', { delivery: 'hardBounce' });
	await to('full@mail.example', { delivery: 'softBounce', taste: 0.9 });

	const events = await deliver();

	const server = {
		smtp_server_response_code: '250',
		smtp_server_response_subcode: '',
		smtp_server_response: 'Delivered',
	};
	const recipient = 'a@mail.example';
	const number = { timestamp: expect.any(Number), task_id: expect.any(Number) };
	expect(events).toEqual([
		{ ...common, ...server, event: 'delivered', recipient },
		{ ...common, event: 'opened', recipient, message_id: expect.any(String) },
		{ ...common, event: 'clicked', recipient },
		{ ...common, event: 'unsubscribed', recipient },
		{ ...common, event: 'spam_by_user', recipient },
		{
			...number,
			smtp_server_response_code: 550,
			smtp_server_response_subcode: '5.1.1',
			smtp_server_response: 'User unknown',
			event: 'hard_bounces',
			email: 'gone@mail.example',
		},
		expect.objectContaining({
			...number,
			smtp_server_response_code: 452,
			event: 'soft_bounces',
			email: 'full@mail.example',
		}),
	]);
	expect(String(events[1].message_id)).toBe(String(events[0].message_id));
});

test.each(smtpEventNames)('%s can be made to happen, to any address', async (event) => {
	await register(event);
	await control('happen', { event, email: 'new@mail.example', subject: 'Receipt 7' });
	expect(await deliver()).toEqual([expect.objectContaining({ event })]);
});

test('an event about an e-mail that was sent is about that one', async () => {
	await register('opened');
	const id = await to('a@mail.example', {});
	await control('happen', { event: 'opened', email: 'A@mail.example', subject: 'Your order' });
	expect(bench.sandbox.state.smtp.mails.get(id)?.recipients[0]?.opens).toHaveLength(1);
	expect(await deliver()).toMatchObject([{ event: 'opened', recipient: 'a@mail.example' }]);
});

test.each([
	[{ event: 'open', email: 'a@mail.example' }, 'event is none of'],
	[{ event: 'opened', email: 'nobody' }, 'email is no address'],
])('%j does not happen', async (body, words) => {
	const { status, json } = await control('happen', body);
	expect([status, json.message]).toEqual([422, expect.stringContaining(words)]);
});

test('every 30 seconds, or as soon as 500 wait', async () => {
	await register('opened');
	const happen = () => control('happen', { event: 'opened', email: 'a@mail.example' });
	await happen();
	pass(bench, 29_000);
	bench.sandbox.agenda.catchUp();
	await bench.sandbox.smtpCourier.settle();
	expect(receiver.got).toEqual([]);
	pass(bench, 1_000);
	bench.sandbox.agenda.catchUp();
	await bench.sandbox.smtpCourier.settle();
	expect(receiver.got.map(({ json }) => json.length)).toEqual([1]);

	bench.sandbox.options.smtpWebhookBatch = 2;
	await happen();
	await happen();
	await bench.sandbox.smtpCourier.settle();
	expect(receiver.got.map(({ json }) => json.length)).toEqual([1, 2]);
});

test('again after a bad answer, unless somebody has removed the webhook', async () => {
	await register('opened');
	receiver.answer(500, 500);
	await control('happen', { event: 'opened', email: 'a@mail.example' });
	await deliver();
	expect(await deliver()).toHaveLength(2);
	await control('webhooks/remove', { url: receiver.url });
	expect(await deliver()).toHaveLength(2);
});

test('names, numbers and links in the other readings', async () => {
	await register('hard_bounces', 'soft_bounces', 'spam_by_user', 'clicked');
	Object.assign(bench.sandbox.options, {
		smtpEventNames: 'guide',
		smtpMessageId: 'text',
		smtpClickUrl: 'link_url',
	});
	for (const event of ['hard_bounces', 'soft_bounces', 'spam_by_user', 'clicked'])
		await control('happen', { event, email: 'a@mail.example' });
	expect(await deliver()).toMatchObject([
		{ event: 'hard_bounced' },
		{ event: 'soft_bounced' },
		{ event: 'spam', message_id: expect.any(String) },
		{ event: 'clicked', link_url: 'https://shop.example/orders' },
	]);
});

test('the page adds and removes webhooks, and shows what was delivered', async () => {
	const open = async (path: string) =>
		(await bench.call('GET', path, { authorization: null })).text;
	expect((await control('webhooks', { url: 'nowhere', events: ['opened'] })).status).toBe(422);
	expect((await control('webhooks', { url: receiver.url, events: ['open'] })).status).toBe(422);
	await register('opened');
	await control('happen', { event: 'opened', email: 'a@mail.example' });
	await deliver();
	const html = await open('/?view=smtp-webhooks');
	expect(html).toContain(`<code>${receiver.url}</code>`);
	expect(html).toContain('delivered, 200');
	const buttons = [...(await open('/?view=smtp')).matchAll(/name="act" value="(\w+)"/g)];
	expect(new Set(buttons.map(([, act]) => act)).size).toBe(smtpEventNames.length);
});
