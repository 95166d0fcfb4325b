import { startBench, type Bench } from '../client.mts';
import type { Fate, MailingList } from '../../../sandbox/index.mts';

const STEP = 3_000;

let bench: Bench;
let list: MailingList;

beforeEach(async () => {
	bench = await startBench({ campaignsPerHour: 100 });
	list = bench.sandbox.state.lists.getByName('Newsletter') as MailingList;
});
afterEach(() => bench.sandbox.close());

const quiet: Partial<Fate> = {
	delivery: 'delivered',
	opens: 0,
	clicks: 0,
	leaves: null,
	complains: false,
};
const add = (email: string, fate: Partial<Fate> = {}, status = 1) => {
	list.contacts.add({ email, status, addedAt: 0 });
	bench.sandbox.state.fates.decide(email, { ...quiet, ...fate });
};
const create = async (changes: Record<string, unknown> = {}) => {
	const { json } = await bench.post('/campaigns', {
		sender_name: 'Holm & Sons',
		sender_email: 'hello@shop.example',
		subject: 'Hello',
		body: Buffer.from(
			'<a href="https://shop.example/a?x=1&amp;y=2">A</a><a class="b" href=\'https://shop.example/b\'>B</a><a href="mailto:x@y.example">C</a>',
		).toString('base64'),
		list_id: list.id,
		...changes,
	});
	const campaign = bench.sandbox.state.campaigns.get(json.id);
	if (!campaign) throw new Error(JSON.stringify(json));
	return campaign;
};
const pass = (ms: number) => {
	bench.clock.advance(ms);
	bench.sandbox.agenda.catchUp();
};
const heard = () => {
	const events: Array<Record<string, unknown>> = [];
	bench.sandbox.state.happenings.listen((happening) => events.push({ ...happening }));
	return events;
};

test('a small campaign: 13, 2, 3', async () => {
	add('a@b.example');
	add('b@b.example', {}, 0);
	const campaign = await create();
	expect([campaign.status, campaign.count(0)]).toEqual([13, 0]);
	pass(STEP - 1);
	expect(campaign.status).toBe(13);
	pass(1);
	expect([campaign.status, campaign.count(0), campaign.count(1)]).toEqual([2, 2, 0]);
	pass(STEP - 1);
	expect(campaign.status).toBe(2);
	pass(1);
	expect([campaign.status, campaign.count(0), campaign.count(1), campaign.count(2)]).toEqual([
		3, 0, 2, 2,
	]);
});

test('twenty addresses and more wait for a moderator, and are sent in portions: 13, 1, 14, 3', async () => {
	for (let index = 0; index < 20; index += 1) add(`a${index}@b.example`);
	const news = heard();
	const campaign = await create();
	pass(STEP);
	expect(campaign.status).toBe(1);
	pass(STEP);
	expect([campaign.status, campaign.count(1)]).toEqual([14, 0]);
	pass(STEP / 2);
	expect([campaign.status, campaign.count(0), campaign.count(1)]).toEqual([14, 12, 8]);
	pass(STEP / 2);
	expect([campaign.status, campaign.count(1)]).toEqual([3, 20]);
	expect(
		news.filter(({ event }) => event === 'task_status_update').map(({ status }) => status),
	).toEqual(['on_moderation', 'approve', 'sending']);
});

test('one leap of the clock is the same as many steps', async () => {
	add('a@b.example', { opens: 1, clicks: 1, leaves: 'list' });
	const events = heard();
	const campaign = await create();
	const start = campaign.createdAt;
	pass(STEP * 100);
	expect(campaign.status).toBe(3);
	expect(events.map(({ event, at }) => [event, Number(at) - start])).toEqual([
		['task_status_update', STEP],
		['delivered', STEP + 600],
		['open', 2 * STEP + 600],
		['redirect', 3 * STEP + 600],
		['unsubscribe', 4 * STEP + 600],
	]);
});

test('happens by itself, without anybody asking', async () => {
	add('a@b.example');
	const campaign = await create();
	for (let time = 0; time < 20; time += 1) {
		bench.clock.advance(STEP);
		await new Promise((resolve) => setImmediate(resolve));
	}
	expect(campaign.status).toBe(3);
});

test('the option sets how long a step takes', async () => {
	bench.sandbox.options.campaignStep = 10;
	add('a@b.example');
	const campaign = await create();
	pass(20);
	expect(campaign.status).toBe(3);
});

test('what recipients do is counted, changes contacts, and is told', async () => {
	add('silent@b.example');
	add('reader@b.example', { opens: 2, country: 'FR' });
	add('clicker@b.example', { clicks: 3, taste: 0 });
	add('gone@b.example', { opens: 1, leaves: 'list' });
	add('never@b.example', { opens: 1, leaves: 'everything' });
	add('angry@b.example', { opens: 1, complains: true });
	add('wrong@b.example', { delivery: 'hardBounce' });
	add('full@b.example', { delivery: 'softBounce', opens: 1 });
	const events = heard();
	const campaign = await create();
	pass(STEP * 20);

	const counts = Object.fromEntries(
		[1, 2, 3, 4, 5, 6, 10, 11, 15].map((code) => [code, campaign.count(code)]),
	);
	expect(counts).toEqual({ 1: 8, 2: 6, 3: 5, 4: 1, 5: 1, 6: 1, 10: 1, 11: 1, 15: 1 });
	const status = (name: string) => list.contacts.get(`${name}@b.example`)?.status;
	expect(['silent', 'gone', 'never', 'angry', 'wrong', 'full'].map(status)).toEqual([
		1, 4, 6, 6, 9, 1,
	]);
	expect([...campaign.clicks]).toEqual([
		['https://shop.example/a?x=1&amp;y=2', 2],
		['https://shop.example/b', 1],
	]);
	expect(campaign.countries.get('FR')).toBe(2);
	const kinds = events.map(({ event }) => String(event));
	const times = (kind: string) => kinds.filter((one) => one === kind).length;
	expect(Object.fromEntries([...new Set(kinds)].map((kind) => [kind, times(kind)]))).toEqual({
		task_status_update: 1,
		delivered: 6,
		hard_bounces: 1,
		soft_bounces: 1,
		open: 6,
		redirect: 3,
		unsubscribe: 2,
		spam: 1,
	});
	expect(events.filter(({ event }) => event === 'redirect').map(({ url }) => url)).toEqual([
		'https://shop.example/a?x=1&y=2',
		'https://shop.example/b',
		'https://shop.example/a?x=1&y=2',
	]);
});

test('only the new and active of that moment get it, and nobody on the blacklist', async () => {
	for (const name of ['stays', 'leaves', 'blocked', 'removed']) add(`${name}@b.example`);
	add('bounced@b.example', {}, 9);
	const campaign = await create();
	add('late@b.example');
	list.contacts.setStatus('leaves@b.example', 4);
	list.contacts.remove('removed@b.example');
	await bench.post('/blacklist', { emails: Buffer.from('Blocked@b.example').toString('base64') });
	pass(STEP * 3);
	expect(campaign.recipients.map(({ email }) => email)).toEqual(['stays@b.example']);
});

test('nobody left: status 12', async () => {
	const campaign = await create();
	pass(STEP);
	expect(campaign.status).toBe(12);
});

describe('a scheduled campaign', () => {
	const send_date = '2026-01-16 10:00:00';

	test('waits for its date, and keeps its recipients', async () => {
		add('a@b.example');
		const campaign = await create({ send_date });
		pass(STEP * 5);
		expect([campaign.status, campaign.count(1)]).toEqual([14, 0]);
		add('late@b.example');
		pass(Date.parse('2026-01-16T09:00:00Z') - bench.clock.now());
		expect(campaign.status).toBe(2);
		pass(STEP);
		expect(campaign.recipients.map(({ email }) => email)).toEqual(['a@b.example']);
		expect((await bench.get(`/campaigns/${campaign.id}`)).json.send_date).toBe(send_date);
	});

	test('with a dynamic list reaches who came later', async () => {
		add('a@b.example');
		const campaign = await create({ send_date, use_dynamic_list: true });
		add('late@b.example');
		pass(2 * 86_400_000);
		expect(campaign.recipients).toHaveLength(2);
	});

	test('another date counts, the old one no more', async () => {
		add('a@b.example');
		bench.sandbox.options.campaignEdit = 'partial';
		const campaign = await create({ send_date });
		pass(STEP * 5);
		await bench.call('PATCH', `/campaigns/${campaign.id}`, {
			body: { send_date: '2026-01-18 10:00:00' },
		});
		pass(2 * 86_400_000);
		expect(campaign.sentAt).toBeNull();
		pass(86_400_000);
		expect(campaign.status).toBe(3);
	});

	test('keeps its list from being deleted', async () => {
		await create({ send_date });
		expect((await bench.del(`/addressbooks/${list.id}`)).status).toBe(422);
	});
});

test('a test goes to the sender: 4, 8', async () => {
	add('a@b.example');
	const events = heard();
	const campaign = await create({ is_test: true });
	expect(campaign.status).toBe(4);
	pass(STEP);
	expect(campaign.status).toBe(8);
	expect(bench.sandbox.state.outbox).toEqual([
		{
			kind: 'test',
			at: campaign.createdAt + STEP,
			to: 'hello@shop.example',
			campaignId: campaign.id,
			subject: 'Hello',
		},
	]);
	expect(campaign.recipients.map(({ email }) => email)).toEqual(['hello@shop.example']);
	expect(events).toEqual([]);
});

test('a draft stays one', async () => {
	add('a@b.example');
	const campaign = await create({ type: 'draft' });
	pass(STEP * 100);
	expect([campaign.status, campaign.recipients]).toEqual([26, []]);
});

test('cancelled while it sends: what is sent stays sent', async () => {
	for (let index = 0; index < 10; index += 1) add(`a${index}@b.example`);
	const campaign = await create();
	pass(STEP * 1.5);
	await bench.del(`/campaigns/${campaign.id}`);
	const sent = campaign.count(1);
	pass(STEP * 100);
	expect([campaign.status, campaign.count(1), campaign.count(13)]).toEqual([16, sent, 10 - sent]);
	expect(sent).toBeGreaterThan(0);
	expect(sent).toBeLessThan(10);
});

test('without statistics nothing is counted or told', async () => {
	add('a@b.example', { opens: 1, clicks: 1 });
	const events = heard();
	const campaign = await create({ stats: { opens: false, clicks: false } });
	pass(STEP * 20);
	expect([campaign.count(2), campaign.count(3), campaign.count(4)]).toEqual([1, 0, 0]);
	expect(events.map(({ event }) => event)).toEqual(['task_status_update', 'delivered']);
});

test('a reset forgets what was to come', async () => {
	add('a@b.example');
	const campaign = await create();
	bench.sandbox.reset();
	pass(STEP * 20);
	expect(campaign.status).toBe(13);
});

test('the same seed has the same outcome, another seed another', async () => {
	const outcome = async (seed: number) => {
		const other = await startBench({ seed });
		try {
			return other.sandbox.state.campaigns
				.all()
				.map((campaign) => [1, 2, 3, 4, 5, 6].map((code) => campaign.count(code)));
		} finally {
			await other.sandbox.close();
		}
	};
	expect(await outcome(1)).toEqual(await outcome(1));
	expect(await outcome(1)).not.toEqual(await outcome(2));
});
