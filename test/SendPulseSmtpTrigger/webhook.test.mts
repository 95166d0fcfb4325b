import '../quiet.mts';
import documented from '../../docs/smtp-events.json';
import schema from '../../nodes/SendPulseSmtpTrigger/__schema__/v1.1.0.json';
import { SMTP_EVENTS } from '../../nodes/SendPulseSmtpTrigger/events';
import { silent } from '../api.mts';
import { disagreements, type Schema } from '../schema.mts';
import { form } from '../webhookNode.mts';
import { EVENTS } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

const all = Object.values(EVENTS);
const namesOf = (items: Array<Record<string, unknown>>) => items.map(({ event }) => event);
const kept = async (parameters: object, events: object[] = all) =>
	namesOf((await new TriggerUnderTest({ parameters: parameters as never }).deliver(events)).json);

describe('a delivery', () => {
	it('gives one item for each event, without a credential and without asking SendPulse', async () => {
		const api = silent();

		const { json, status } = await new TriggerUnderTest().deliver(all);

		expect(namesOf(json)).toEqual(Object.keys(EVENTS));
		expect(status).toBe(200);
		expect(api.requests).toEqual([]);
	});

	it('is simplified to one shape, which the schema and the samples to paste show', async () => {
		const { json } = await new TriggerUnderTest().deliver(all);

		expect(json[0]).toEqual({
			event: 'delivered',
			eventName: 'Delivered',
			occurredAt: '2023-11-14T22:13:20.000Z',
			email: 'ann@example.com',
			messageId: '1149317311',
			campaignId: null,
			sender: 'shop@example.com',
			subject: 'Your order 1042',
			bounce: null,
			url: null,
		});
		expect(json[3]).toMatchObject({ event: 'clicked', url: 'https://shop.example/orders/1042' });
		expect(json[7]).toMatchObject({
			email: 'gone@example.com',
			messageId: null,
			campaignId: 17_076_325,
			sender: null,
			bounce: { kind: 'hard', code: 550, subcode: '5.1.1', text: 'User unknown' },
		});
		for (const item of json) expect(Object.keys(item)).toEqual(Object.keys(json[0]!));
		expect(disagreements(schema as Schema, json)).toEqual([]);
		expect(documented).toEqual(json);
	});

	it.each([
		['hard_bounces', 550, 'hard'],
		['soft_bounces', '550', 'soft'],
		['undelivered', '550', 'hard'],
		['undelivered', 451, 'soft'],
		['undelivered', '', 'unknown'],
		['undelivered', null, 'unknown'],
	])('%s with the code %j is a bounce of the kind %s', async (event, code, kind) => {
		const { json } = await new TriggerUnderTest().deliver([
			{ event, smtp_server_response_code: code },
		]);
		expect(json[0]).toMatchObject({ bounce: { kind, code: code ? Number(code) : null } });
	});

	it('comes untouched, with the event in words and its time, where it is not to be simplified', async () => {
		const trigger = new TriggerUnderTest({ parameters: { simplify: false } });
		const { json } = await trigger.deliver(all);
		expect(json).toEqual(
			all.map((event) => ({
				...event,
				eventName: SMTP_EVENTS.find(({ value }) => value === event.event)?.name,
				occurredAt: expect.stringMatching(/^2023-11-14T22:1/),
			})),
		);
	});

	it('may be a single event, or a form', async () => {
		const trigger = new TriggerUnderTest();
		expect((await trigger.deliver(EVENTS.opened)).json).toHaveLength(1);
		const fields = '0[event]=opened&0[recipient]=a%40b.example&1[event]=clicked';
		expect((await trigger.deliver(...form(fields))).json).toMatchObject([
			{ event: 'opened', email: 'a@b.example' },
			{ event: 'clicked' },
		]);
	});

	it.each([
		['hard_bounced', 'hard_bounces'],
		['hard_bounce', 'hard_bounces'],
		['Soft_Bounced', 'soft_bounces'],
		['spam', 'spam_by_user'],
		['redirected', 'clicked'],
	])('may call an event %s: that is %s', async (variant, event) => {
		expect(await kept({ events: [event] }, [{ event: variant }])).toEqual([event]);
	});

	it('of something else is refused, and mentioned in the log once', async () => {
		const trigger = new TriggerUnderTest();
		for (const body of [{ hello: 'world' }, [{ title: 'open_chat' }], [{ event: ' ' }], [5]]) {
			const { items, status } = await trigger.deliver(body);
			expect([items, status]).toEqual([undefined, 400]);
		}
		expect(trigger.warnings).toEqual([
			expect.stringMatching(/^SendPulse SMTP Trigger: a delivery held no event/),
		]);
	});
});

describe('only what is chosen starts the workflow', () => {
	it.each([
		[{ events: ['opened', 'clicked'] }, ['opened', 'clicked']],
		[{ events: '={{ "opened, hard_bounced" }}' }, ['opened', 'hard_bounces']],
		[{ events: ['something_new'] }, []],
	])('%j', async (parameters, expected) => {
		expect(await kept(parameters)).toEqual(expected);
	});

	it('All Events also brings what SendPulse adds later', async () => {
		expect(await kept({}, [{ event: 'something_new' }])).toEqual(['something_new']);
	});

	const others = ['hard_bounces', 'soft_bounces'];
	it.each([
		[{ senders: 'Shop <SHOP@example.com>' }, Object.keys(EVENTS)],
		[{ senders: 'billing@example.com, other@example.com' }, others],
		[{ recipientDomains: '@example.com' }, Object.keys(EVENTS)],
		[{ recipientDomains: 'ample.com, example.org' }, []],
		[{ subjectContains: 'ORDER' }, Object.keys(EVENTS)],
		[{ subjectContains: 'invoice' }, others],
		[{ senders: '', recipientDomains: ' ', subjectContains: '' }, Object.keys(EVENTS)],
	])('%j drops what is known to be other', async (filters, expected) => {
		expect(await kept({ filters })).toEqual(expected);
	});

	it('reads who sent it also where a name stands before the address', async () => {
		const sent = [{ event: 'opened', sender: 'Shop <shop@example.com>' }];
		expect(await kept({ filters: { senders: 'shop@example.com' } }, sent)).toEqual(['opened']);
	});
});

it('starts nothing for what comes again, unless that was chosen', async () => {
	const trigger = new TriggerUnderTest();
	await trigger.deliver(all);
	const again = [{ ...EVENTS.opened, timestamp: '1700000000' }, EVENTS.clicked];

	expect((await trigger.deliver(again)).items).toBeUndefined();
	const restarted = new TriggerUnderTest({ staticData: { ...trigger.staticData } });
	expect((await restarted.deliver(again)).items).toBeUndefined();
	const each = new TriggerUnderTest({ parameters: { options: { skipRepeated: false } } });
	await each.deliver(all);
	expect((await each.deliver(again)).json).toHaveLength(2);
});

describe('who is let in', () => {
	it('names the secret of the URL, and calls from an allowed address', async () => {
		const secret = 'q7Zk2w9mPx4LhT1c';
		const options = { secret, ipAllowlist: '203.0.113.0/24' };
		const trigger = new TriggerUnderTest({ parameters: { options } });
		const from = { ip: '203.0.113.5', query: { key: secret } };

		expect((await trigger.deliver([EVENTS.opened], { ...from, query: {} })).status).toBe(401);
		expect((await trigger.deliver([EVENTS.opened], { ...from, ip: '192.0.2.1' })).status).toBe(403);
		expect((await trigger.deliver([EVENTS.opened], from)).json).toHaveLength(1);
	});

	it.each(['GET', 'HEAD'])('a probe by %s is told that the address is there', async (method) => {
		const { status, items } = await new TriggerUnderTest().deliver('', { method });
		expect([status, items]).toEqual([200, undefined]);
	});
});

describe('publishing', () => {
	it('asks SendPulse nothing, and neither does unpublishing', async () => {
		const api = silent();
		const trigger = new TriggerUnderTest();
		expect([await trigger.checkExists(), await trigger.create(), await trigger.delete()]).toEqual([
			true,
			true,
			true,
		]);
		expect(api.requests).toEqual([]);
	});

	it.each([
		[{ events: [] }, "'Trigger On' is empty"],
		[{ options: { ipAllowlist: 'my office' } }, "'IP(s) Allowlist' has an entry"],
		[{ options: { secret: 'short' } }, "'Secret in URL' has to be"],
	])('with %j says what is wrong', async (parameters, words) => {
		await expect(new TriggerUnderTest({ parameters }).checkExists()).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining(words),
		});
	});
});
