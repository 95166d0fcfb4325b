import '../quiet.mts';
import { silent } from '../api.mts';
import { StoredCredential } from '../n8n.mts';
import { form } from '../webhookNode.mts';
import { event, EVENTS, SAMPLES } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

const trigger = (parameters: object = {}) =>
	new TriggerUnderTest({ parameters: { events: EVENTS, ...parameters } });

/** Campaigns as the node keeps them: picked, or by ID. */
const only = (...ids: string[]) => ({
	campaigns: {
		campaign: ids.map((value) => ({ campaignId: { __rl: true, mode: 'id', value } })),
	},
});

describe('a delivery', () => {
	it('starts the workflow with one item for each event, without asking SendPulse anything', async () => {
		const api = silent();

		const { json, status } = await trigger().deliver(Object.values(SAMPLES));

		expect(json.map(({ event: name }) => name)).toEqual(EVENTS);
		expect(json[0]).toEqual({
			...SAMPLES.new_emails,
			eventName: 'Contact Added',
			occurredAt: '2023-11-14T22:13:20.000Z',
			mailingListId: 89_300_001,
		});
		expect(status).toBe(200);
		expect(api.requests).toEqual([]);
	});

	it('may be a single event, or a form', async () => {
		expect((await trigger().deliver(event('open'))).json).toHaveLength(1);
		const fields = '0[event]=open&0[task_id]=5&1[event]=spam';
		expect((await trigger().deliver(...form(fields))).json).toEqual([
			{ event: 'open', task_id: '5', campaignId: 5, eventName: 'Campaign Opened' },
			{ event: 'spam', eventName: 'Marked as Spam' },
		]);
	});

	it('is filtered by what was chosen', async () => {
		const filtered = trigger({ events: ['open', 'delete'], filters: only('9200001') });

		const { json } = await filtered.deliver([
			...Object.values(SAMPLES),
			event('open', { task_id: '1' }),
		]);

		expect(json.map(({ event: name }) => name)).toEqual(['delete', 'open']);
	});

	it('takes filters that an expression gives as text', async () => {
		const opens = ['9200001', '5', '6'].map((task_id) => event('open', { task_id }));
		for (const filters of [only('={{ "9200001, 5" }}'), only('={{ 9200001 }}', '5')])
			expect((await trigger({ filters }).deliver(opens)).json).toHaveLength(2);
	});

	it('takes campaigns that workflows of before have chosen', async () => {
		const opens = ['9200001', '5', '6'].map((task_id) => event('open', { task_id }));
		for (const campaignIds of ['={{ "9200001, 5" }}', [9200001, '5']]) {
			const before = new TriggerUnderTest({
				parameters: { events: ['open'], filters: { campaignIds } },
				version: 1.2,
			});
			expect((await before.deliver(opens)).json).toHaveLength(2);
		}
	});

	it('of nothing that was chosen starts nothing', async () => {
		const { items, returned } = await trigger({ events: ['spam'] }).deliver([event('open')]);

		expect(items).toBeUndefined();
		expect(returned).toEqual({});
	});

	it('that is understood by nobody is refused, and mentioned in the log, once', async () => {
		const received = trigger();

		const { items, status } = await received.deliver({ hello: 'world' });
		await received.deliver('hello');

		expect([items, status]).toEqual([undefined, 400]);
		expect(received.warnings).toEqual([expect.stringContaining('held no event')]);
	});

	it('of nothing at all is answered well', async () => {
		const received = trigger();
		for (const body of [[], '', {}]) expect((await received.deliver(body)).status).toBe(200);
		expect(received.warnings).toEqual([]);
	});

	it.each(['text/html', 'application/octet-stream', 'application/vnd.api+json'])(
		'is read where n8n has left it unread: %s',
		async (contentType) => {
			const { json } = await trigger().deliver(
				{},
				{
					headers: { 'content-type': contentType },
					raw: Buffer.from(JSON.stringify([event('open')])),
					unread: true,
				},
			);
			expect(json).toHaveLength(1);
		},
	);

	it('needs no credential that works', async () => {
		const credential = new StoredCredential({ clientId: '', clientSecret: '' });
		const received = new TriggerUnderTest({ parameters: { events: ['open'] }, credential });
		expect((await received.deliver(event('open'))).json).toHaveLength(1);
	});
});

describe('repeats', () => {
	it('start nothing', async () => {
		const received = trigger();
		await received.deliver([event('open')]);

		const again = await received.deliver([event('open'), event('spam')]);

		expect(again.json.map(({ event: name }) => name)).toEqual(['spam']);
		expect((await received.deliver([event('open')])).items).toBeUndefined();
		expect(received.staticData).toEqual({
			'node:SendPulse Trigger': { seen: expect.stringMatching(/^.{16}$/) },
		});
	});

	it('start nothing at the same moment, though a look-up holds the first one up', async () => {
		const received = trigger();
		const [first, second] = await Promise.all([
			received.deliver([event('open')]),
			received.deliver([event('open')]),
		]);
		expect([...first!.json, ...second!.json]).toHaveLength(1);
		expect(received.warnings).toEqual([expect.stringContaining('registered twice in SendPulse')]);
	});

	it('within one delivery, or later, are no sign of a webhook that is registered twice', async () => {
		const received = trigger();
		for (let time = 1; time <= 2; time++) await received.deliver([event('open'), event('open')]);
		expect(received.warnings).toEqual([]);
	});

	it('are stored once more after n8n has taken the memory for unchanged', async () => {
		const received = trigger();
		await received.deliver([event('open')]);
		const memory = received.staticData['node:SendPulse Trigger'] as { seen?: string };
		let stored = '';

		await received.deliver([event('spam')], {
			beforeAnswer: async () => {
				// What n8n's second workflow object does.
				delete memory.seen;
				await new Promise((resolve) => setTimeout(resolve, 20));
				stored = memory.seen ?? '';
			},
		});

		expect(stored).toMatch(/^.{16}$/);
	});

	it('start the workflow after an answer that was not good, for then n8n may not have started it', async () => {
		const received = trigger();
		const { staticData } = received;
		await received.deliver([event('open')], { status: 500 });
		// n8n saves nothing when it answers so.
		for (const key of Object.keys(staticData)) delete staticData[key];

		expect((await received.deliver([event('open')])).json).toHaveLength(1);
	});

	it('start the workflow where that was chosen, and while testing', async () => {
		const all = trigger({ options: { skipRepeated: false } });
		await all.deliver([event('open')]);
		expect((await all.deliver([event('open')])).json).toHaveLength(1);
		expect(all.staticData).toEqual({ 'node:SendPulse Trigger': {} });

		const tested = trigger();
		await tested.deliver([event('open')]);
		expect((await tested.deliver([event('open')], { isTest: true })).json).toHaveLength(1);
	});
});

describe('an allow-list', () => {
	const guarded = () => trigger({ options: { ipAllowlist: '203.0.113.0/24' } });

	it('lets in who is on it', async () => {
		const { json } = await guarded().deliver([event('open')], { ip: '::ffff:203.0.113.5' });
		expect(json).toHaveLength(1);
	});

	it('refuses everybody else with 403, as the Webhook node does', async () => {
		const { items, status, returned } = await guarded().deliver([event('open')], {
			ip: '198.51.100.1',
		});

		expect(status).toBe(403);
		expect(items).toBeUndefined();
		expect(returned).toEqual({ noWebhookResponse: true });
	});
});

it.each(['GET', 'HEAD'])('a probe by %s is told that the address is there', async (method) => {
	const probed = trigger();
	const { status, returned } = await probed.deliver('', { method });
	expect([status, returned]).toEqual([200, { noWebhookResponse: true }]);
	expect(probed.warnings).toEqual([]);
});
