import { startBench, type Bench } from '../client.mts';
import { startReceiver, type Receiver } from '../receiver.mts';
import { eventNames, type EventName } from '../../../sandbox/email/happenings.mts';
import type { Fate, MailingList, SandboxOptions } from '../../../sandbox/index.mts';

const MINUTE = 60_000;

let bench: Bench;
let receiver: Receiver;
let list: MailingList;

beforeEach(async () => {
	bench = await startBench();
	receiver = await startReceiver();
	list = bench.sandbox.state.lists.getByName('Newsletter') as MailingList;
});
afterEach(async () => {
	await bench.sandbox.close();
	await receiver.close();
});

const set = (switches: Partial<SandboxOptions>) => Object.assign(bench.sandbox.options, switches);
const register = (...actions: EventName[]) =>
	actions.map((action) => bench.sandbox.state.webhooks.add(receiver.url, action));
const add = (...emails: unknown[]) => bench.post(`/addressbooks/${list.id}/emails`, { emails });
/** Lets time pass, and waits for the deliveries that are due by then. */
const pass = async (ms: number) => {
	bench.clock.advance(ms);
	bench.sandbox.agenda.catchUp();
	await bench.sandbox.courier.settle();
};
const deliver = () => bench.call('POST', '/sandbox/webhooks/deliver', { authorization: null });
const outcomes = () =>
	bench.sandbox.state.webhooks.deliveries.map(({ attempt, outcome, status }) => [
		attempt,
		outcome,
		status,
	]);
const many = (count: number) => Array.from({ length: count }, (_, index) => `a${index}@b.example`);

describe('when', () => {
	test('once a minute, all that happened in one array', async () => {
		register('new_emails');
		await add('a@b.example');
		await add('b@b.example');
		await pass(MINUTE - 1_000);
		expect(receiver.got).toEqual([]);
		await pass(1_000);
		expect(receiver.got).toHaveLength(1);
		expect(receiver.got[0]?.type).toBe('application/json');
		expect(receiver.got[0]?.json.map(({ email }: { email: string }) => email)).toEqual([
			'a@b.example',
			'b@b.example',
		]);
		await pass(10 * MINUTE);
		expect(receiver.got).toHaveLength(1);
	});

	test('at once when a hundred wait, the rest later', async () => {
		register('new_emails');
		await add(...many(230));
		await bench.sandbox.courier.settle();
		expect(receiver.got.map(({ json }) => json.length)).toEqual([100, 100]);
		await pass(MINUTE);
		expect(receiver.got.map(({ json }) => json.length)).toEqual([100, 100, 30]);
	});

	test('interval and number are switches', async () => {
		set({ webhookInterval: 500, webhookBatch: 2 });
		register('new_emails');
		await add(...many(3));
		await bench.sandbox.courier.settle();
		expect(receiver.got).toHaveLength(1);
		await pass(500);
		expect(receiver.got).toHaveLength(2);
	});

	test('now, when the control asks for it', async () => {
		register('new_emails');
		await add('a@b.example');
		expect(bench.sandbox.courier.pending).toBe(1);
		const { json } = await deliver();
		expect(json).toMatchObject([{ action: 'new_emails', attempt: 1, outcome: 'delivered' }]);
		expect(receiver.got).toHaveLength(1);
		expect((await deliver()).json).toEqual([]);
	});

	test('by itself, without anybody asking', async () => {
		register('new_emails');
		await add('a@b.example');
		bench.clock.advance(MINUTE);
		while (receiver.got.length === 0) await new Promise((resolve) => setImmediate(resolve));
		expect(receiver.got).toHaveLength(1);
	});
});

describe('to whom', () => {
	test('each row gets its own array, also two for the same URL and action', async () => {
		register('new_emails', 'new_emails', 'delete');
		await add('a@b.example');
		await bench.del(`/addressbooks/${list.id}/emails`, { emails: ['a@b.example'] });
		await deliver();
		expect(receiver.got.map(({ json }) => json[0].event).sort()).toEqual([
			'delete',
			'new_emails',
			'new_emails',
		]);
	});

	test('only this machine is called; others are on record', async () => {
		bench.sandbox.state.webhooks.add('https://site.example/callback', 'new_emails');
		bench.sandbox.state.webhooks.add('http://127.0.0.1.site.example/callback', 'new_emails');
		bench.sandbox.state.webhooks.add('http://192.0.2.1/callback', 'new_emails');
		await add('a@b.example');
		await deliver();
		expect(outcomes()).toEqual(Array(3).fill([1, 'undeliverable', null]));
		expect(bench.sandbox.courier.pending).toBe(0);
	});

	test.each(['localhost', '127.0.0.9'])('%s is this machine', async (host) => {
		const { port } = new URL(receiver.url);
		bench.sandbox.state.webhooks.add(`http://${host}:${port}/`, 'new_emails');
		await add('a@b.example');
		await deliver();
		expect(outcomes()[0]?.[1]).not.toBe('undeliverable');
	});

	test('nobody is told of an import that says so', async () => {
		register('new_emails');
		await bench.post(`/addressbooks/${list.id}/emails`, {
			emails: ['a@b.example'],
			disable_webhook: true,
		});
		expect(bench.sandbox.courier.pending).toBe(0);
	});
});

describe('again', () => {
	test.each([500, 404, 302])('after an answer of %i, the same array', async (status) => {
		receiver.answer(status);
		register('new_emails');
		await add('a@b.example');
		await pass(MINUTE);
		await pass(MINUTE - 1);
		expect(outcomes()).toEqual([[1, 'refused', status]]);
		await pass(1);
		expect(outcomes()).toEqual([
			[1, 'refused', status],
			[2, 'delivered', 200],
		]);
		expect(receiver.got[1]?.text).toBe(receiver.got[0]?.text);
	});

	test('so often, and no more', async () => {
		set({ webhookAttempts: 3, webhookRetryDelay: 1_000 });
		receiver.answer(500, 500, 500, 500);
		register('new_emails');
		await add('a@b.example');
		await pass(MINUTE);
		for (let index = 0; index < 5; index += 1) await pass(1_000);
		expect(outcomes().map(([attempt]) => attempt)).toEqual([1, 2, 3]);
		expect(bench.sandbox.courier.pending).toBe(0);
	});

	test('when nobody listens there', async () => {
		await receiver.close();
		register('new_emails');
		await add('a@b.example');
		await deliver();
		expect(bench.sandbox.state.webhooks.deliveries).toMatchObject([
			{ outcome: 'failed', status: null, error: expect.stringContaining('ECONNREFUSED') },
		]);
		expect(bench.sandbox.courier.pending).toBe(1);
	});

	test('when no answer comes in time', async () => {
		receiver.answer(null);
		register('new_emails');
		await add('a@b.example');
		bench.clock.advance(MINUTE);
		while (receiver.got.length === 0) await new Promise((resolve) => setImmediate(resolve));
		await pass(10_000);
		expect(outcomes()).toEqual([[1, 'failed', null]]);
		await pass(MINUTE);
		expect(outcomes()[1]).toEqual([2, 'delivered', 200]);
	});

	test('not to a webhook that was deleted since', async () => {
		receiver.answer(500);
		const [webhook] = register('new_emails');
		await add('a@b.example');
		await pass(MINUTE);
		await bench.del(`/v2/email-service/webhook/${webhook?.id}`);
		await pass(10 * MINUTE);
		expect(outcomes()).toHaveLength(1);
	});

	test('not after a reset, and not when the sandbox closes', async () => {
		receiver.answer(null);
		register('new_emails');
		await add('a@b.example');
		bench.clock.advance(MINUTE);
		while (receiver.got.length === 0) await new Promise((resolve) => setImmediate(resolve));
		bench.sandbox.reset();
		await pass(10 * MINUTE);
		expect(receiver.got).toHaveLength(1);
		expect(outcomes()).toEqual([]);
	});
});

describe('what', () => {
	const quiet: Partial<Fate> = {
		delivery: 'delivered',
		opens: 0,
		clicks: 0,
		leaves: null,
		complains: false,
		reading: { device: 'Phone', platform: 'iOS', browser: 'Safari', browserVersion: '17.5' },
	};
	const events = () => receiver.got.flatMap(({ json }) => json as Array<Record<string, unknown>>);
	const eventOf = (name: string) => events().find(({ event }) => event === name);
	const text = expect.stringMatching(/^17684\d{5}$/);

	async function send(fate: Partial<Fate>): Promise<number> {
		list.contacts.add({ email: 'a@b.example', status: 1, addedAt: 0 });
		bench.sandbox.state.fates.decide('a@b.example', { ...quiet, ...fate });
		const { json } = await bench.post('/campaigns', {
			sender_name: 'Holm & Sons',
			sender_email: 'hello@shop.example',
			subject: 'Hello',
			body: Buffer.from('<a href="https://shop.example/?a=1&amp;b=2">x</a>').toString('base64'),
			list_id: list.id,
		});
		await pass(30_000);
		await deliver();
		return json.id;
	}

	test('new_emails: ids and times as text, variables as an object or an empty array', async () => {
		register('new_emails');
		await add({ email: 'a@b.example', variables: { name: 'Ann', visits: 3 } }, 'b@b.example');
		await deliver();
		expect(events()).toEqual([
			{
				timestamp: text,
				event: 'new_emails',
				email: 'a@b.example',
				book_id: String(list.id),
				variables: { name: 'Ann', visits: 3 },
				source: 'address book',
			},
			expect.objectContaining({ email: 'b@b.example', variables: [] }),
		]);
	});

	test('delete', async () => {
		register('delete');
		await add('a@b.example');
		await bench.del('/emails/a@b.example');
		await deliver();
		expect(events()).toEqual([
			{ timestamp: text, event: 'delete', email: 'a@b.example', book_id: String(list.id) },
		]);
	});

	test.each([
		['absent', {}],
		['null', { task_id: null }],
		['zero', { task_id: '0' }],
	] as const)('unsubscribe by the API, `task_id` %s', async (foreignTaskId, extra) => {
		set({ foreignTaskId });
		register('unsubscribe');
		await add('a@b.example');
		await bench.post(`/addressbooks/${list.id}/emails/unsubscribe`, { emails: ['a@b.example'] });
		await deliver();
		expect(events()).toEqual([
			{
				timestamp: text,
				event: 'unsubscribe',
				email: 'a@b.example',
				book_id: String(list.id),
				from_all: '0',
				reason: null,
				categories: '',
				...extra,
			},
		]);
	});

	test('unsubscribe and spam through a campaign', async () => {
		register('unsubscribe', 'spam');
		const id = await send({ opens: 1, leaves: 'everything', complains: true });
		const about = { timestamp: text, email: 'a@b.example', task_id: String(id) };
		expect(eventOf('unsubscribe')).toEqual({
			...about,
			event: 'unsubscribe',
			book_id: String(list.id),
			from_all: '1',
			reason: null,
			categories: '',
		});
		expect(eventOf('spam')).toEqual({ ...about, event: 'spam' });
	});

	test('task_status_update: a word for the status, no address', async () => {
		register('task_status_update');
		const id = await send({});
		expect(events()).toEqual([
			{
				timestamp: text,
				event: 'task_status_update',
				task_id: String(id),
				book_id: String(list.id),
				status: 'sending',
				status_explain: expect.any(String),
			},
		]);
	});

	test('open and redirect', async () => {
		register('open', 'redirect');
		const id = await send({ clicks: 1 });
		const reading = {
			timestamp: text,
			email: 'a@b.example',
			task_id: String(id),
			open_device: 'Phone',
			open_platform: 'iOS',
			browser_name: 'Safari',
			browser_ver: '17.5',
		};
		expect(eventOf('open')).toEqual({ ...reading, event: 'open' });
		expect(eventOf('redirect')).toEqual({
			...reading,
			event: 'redirect',
			link_url: 'https://shop.example/?a=1&b=2',
			link_id: '1',
		});
	});

	test.each([
		['delivered', 'delivered', {}],
		[
			'hard_bounces',
			'hardBounce',
			{
				smtp_server_response_code: 550,
				smtp_server_response_subcode: '5.1.1',
				smtp_server_response: 'User unknown',
			},
		],
		[
			'soft_bounces',
			'softBounce',
			{
				smtp_server_response_code: 452,
				smtp_server_response_subcode: '4.2.2',
				smtp_server_response: 'Mailbox full',
			},
		],
	] as const)('%s: ids and times as numbers', async (event, delivery, extra) => {
		register(event);
		const id = await send({ delivery });
		expect(events()).toEqual([
			{ timestamp: expect.any(Number), event, email: 'a@b.example', task_id: id, ...extra },
		]);
		expect(String(events()[0]?.timestamp)).toMatch(/^17684\d{5}$/);
	});

	test('as a form, if wanted', async () => {
		set({ webhookFormat: 'form' });
		register('new_emails');
		await add({ email: 'a@b.example', variables: { name: 'Ann' } });
		await deliver();
		expect(receiver.got[0]?.type).toBe('application/x-www-form-urlencoded');
		expect(Object.fromEntries(new URLSearchParams(receiver.got[0]?.text))).toEqual({
			'0[timestamp]': text,
			'0[event]': 'new_emails',
			'0[email]': 'a@b.example',
			'0[variables][name]': 'Ann',
			'0[source]': 'address book',
			'0[book_id]': String(list.id),
		});
	});
});

describe('what can be made to happen', () => {
	const happen = (body: object) =>
		bench.call('POST', '/sandbox/email/happen', { authorization: null, body });

	test.each(eventNames)('%s, to somebody, with what belongs to it', async (event) => {
		register(event);
		expect((await happen({ event })).status).toBe(200);
		await deliver();
		expect(receiver.got.flatMap(({ json }) => json)).toEqual([expect.objectContaining({ event })]);
		// The next one is another.
		expect((await happen({ event })).status).toBe(200);
	});

	test('to whom it is said, which lists and campaigns show', async () => {
		const first = bench.sandbox.state.lists.all()[0] as MailingList;
		const email = 'ann@happen.example';
		await happen({ event: 'new_emails', email });
		expect(first.contacts.get(email)).toBeDefined();
		await happen({ event: 'hard_bounces', email });
		const bounced = bench.sandbox.state.campaigns.all().flatMap(({ recipients }) => recipients);
		expect(bounced.filter((one) => one.email === email)).toHaveLength(1);
		await happen({ event: 'delete', email });
		expect(first.contacts.get(email)).toBeUndefined();
	});

	test.each([
		[{ event: 'opened' }, 'event is none of'],
		[{ event: 'open', email: 'nobody' }, 'email is no address'],
		[{ event: 'delete', email: 'nobody@happen.example' }, 'nobody is in'],
	])('%j does not', async (body, words) => {
		const { status, json } = await happen(body);
		expect([status, json.message]).toEqual([422, expect.stringContaining(words)]);
	});

	test('from the page, which has a button for each', async () => {
		const page = '/?view=webhooks';
		const { text } = await bench.call('GET', page, { authorization: null });
		const buttons = [...text.matchAll(/name="event" value="(\w+)"/g)].map(([, event]) => event);
		expect(buttons).toEqual(eventNames);
	});
});
