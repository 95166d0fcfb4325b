import '../quiet.mts';
import { silent } from '../api.mts';
import { form } from '../webhookNode.mts';
import { CONTACT_ID, event, EVENTS, MESSAGES, received } from './samples.mts';
import { TriggerUnderTest } from './trigger.mts';

const asked = () => received(...MESSAGES.telegram!);

describe('a delivery', () => {
	it('starts the workflow with one item for each event, without a credential', async () => {
		const api = silent();

		const { json, status } = await new TriggerUnderTest().deliver(EVENTS);

		expect(json.map(({ event: name }) => name)).toEqual(EVENTS.map(({ title }) => title));
		expect(json[0]).toMatchObject({
			channel: 'telegram',
			contact: { id: CONTACT_ID },
			text: 'Where is my order?',
		});
		expect(status).toBe(200);
		expect(api.requests).toEqual([]);
	});

	it('may be a single event, or a form', async () => {
		const trigger = new TriggerUnderTest();
		expect((await trigger.deliver(asked())).json).toHaveLength(1);
		const fields = '0[title]=open_chat&0[contact][id]=5&1[title]=bot_block&1[service]=viber';
		expect((await trigger.deliver(...form(fields))).json).toMatchObject([
			{ event: 'open_chat', contact: { id: '5' } },
			{ event: 'bot_block', channel: 'viber' },
		]);
	});

	it('comes untouched where it is not to be simplified', async () => {
		const raw = new TriggerUnderTest({ parameters: { simplify: false } });
		const delivered = [...EVENTS, event('outbound_message', { anything: { else: [1] } })];
		expect((await raw.deliver(delivered)).json).toEqual(delivered);
	});

	it('is filtered by what was chosen, also where an expression gives it as text', async () => {
		const trigger = new TriggerUnderTest({
			parameters: {
				events: '={{ "incoming_message, order paid" }}',
				filters: { channels: ['telegram', 'viber'], botIds: '={{ "5" }}' },
			},
		});
		const bot = { id: '5', name: 'Fifth' };

		const { json } = await trigger.deliver([
			...EVENTS,
			event('order paid', { bot }),
			event('open_chat', { bot }),
			received(...MESSAGES.viber!, { bot }),
			received(...MESSAGES.whatsapp!, { bot }),
		]);

		expect(json.map(({ event: name, channel }) => [name, channel])).toEqual([
			['order paid', 'telegram'],
			['incoming_message', 'viber'],
		]);
	});

	it('of nothing that was chosen starts nothing', async () => {
		const trigger = new TriggerUnderTest({ parameters: { events: ['link_click'] } });
		const { items, returned } = await trigger.deliver([asked()]);

		expect(items).toBeUndefined();
		expect(returned).toEqual({});
		expect(trigger.warnings).toEqual([]);
	});

	it('without any event is refused, and mentioned in the log', async () => {
		const trigger = new TriggerUnderTest();

		// The e-mail service's events among them: their webhooks belong to the other trigger.
		for (const body of [
			{ hello: 'world' },
			[{ event: 'open' }],
			[{ title: ' ' }],
			[{ title: 5 }],
		]) {
			const { items, status } = await trigger.deliver(body);
			expect([items, status]).toEqual([undefined, 400]);
		}

		expect(trigger.warnings).toHaveLength(1);
		expect(trigger.warnings[0]).toMatch(/^SendPulse Chatbot Trigger: a delivery held no event/);
	});
});

describe('repeats', () => {
	it('start nothing, unless that was chosen or somebody tests', async () => {
		const trigger = new TriggerUnderTest();
		await trigger.deliver([asked()]);

		expect((await trigger.deliver([asked()])).items).toBeUndefined();
		expect((await trigger.deliver([asked()], { isTest: true })).json).toHaveLength(1);
		const all = new TriggerUnderTest({ parameters: { options: { skipRepeated: false } } });
		await all.deliver([asked()]);
		expect((await all.deliver([asked()])).json).toHaveLength(1);
	});

	it('are not the same words at another time', async () => {
		const trigger = new TriggerUnderTest();
		await trigger.deliver([asked()]);
		expect((await trigger.deliver([{ ...asked(), date: 1 }])).json).toHaveLength(1);
	});

	it('are told by the ID of a message: without one two may be alike', async () => {
		const trigger = new TriggerUnderTest({ parameters: { events: ['all'] } });
		await trigger.deliver([event('open_chat')]);
		expect((await trigger.deliver([event('open_chat')])).json).toHaveLength(1);
	});
});

it('refuses who is not on the allow-list', async () => {
	const trigger = new TriggerUnderTest({ parameters: { options: { ipAllowlist: '203.0.113.5' } } });

	expect((await trigger.deliver([asked()], { ip: '203.0.113.5' })).json).toHaveLength(1);
	const { status, items } = await trigger.deliver([asked()], { ip: '198.51.100.1' });
	expect([status, items]).toEqual([403, undefined]);
});

describe('a comment on a post', () => {
	const comment = () =>
		received('instagram', {
			id: '9',
			text: 'Nice',
			media: { id: '50', media_product_type: 'FEED' },
		});
	const kept = async (filters: object, version?: number) => {
		const trigger = new TriggerUnderTest({ parameters: { filters } as never, version });
		return (await trigger.deliver([comment()])).json.length;
	};

	it('starts nothing unless that is chosen', async () => {
		expect(await kept({})).toBe(0);
		expect(await kept({ includeComments: true })).toBe(1);
		expect(await kept({ includeComments: false })).toBe(0);
	});

	it('starts workflows of before, as they were', async () => {
		expect(await kept({}, 1.1)).toBe(1);
		expect(await kept({ withoutComments: true }, 1.1)).toBe(0);
		expect(await kept({ withoutComments: false }, 1.1)).toBe(1);
	});
});

describe('a secret in the URL', () => {
	const key = 'q7Zk2w9mPx4LhT1c';
	const guarded = (secret: string) => new TriggerUnderTest({ parameters: { options: { secret } } });

	it('has to be named by whoever delivers', async () => {
		expect((await guarded(key).deliver([asked()], { query: { key } })).json).toHaveLength(1);
		for (const query of [{}, { key: 'q7Zk' }, { key: [key] }, { KEY: key }]) {
			const { status, items } = await guarded(key).deliver([asked()], { query });
			expect([status, items]).toEqual([401, undefined]);
		}
	});

	it('that an expression does not find lets nobody in', async () => {
		const { status } = await guarded('={{ $json.nothing ?? "" }}').deliver([asked()], {
			query: { key: '' },
		});
		expect(status).toBe(401);
	});

	it.each(['', 'short', 'with blanks in it', 'a&b=c&d=e&f'])(
		'%p is refused when the workflow is published',
		async (secret) => {
			await expect(guarded(secret).checkExists()).rejects.toThrow("'Secret in URL' has to be");
		},
	);
});

it('adds the message as it came where that is chosen', async () => {
	const trigger = new TriggerUnderTest({ parameters: { options: { includeRawMessage: true } } });
	const { json } = await trigger.deliver([asked()]);
	expect(json[0]).toMatchObject({ message: (asked().info as { message: object }).message });
});

describe('publishing', () => {
	it('asks SendPulse nothing, and neither does unpublishing', async () => {
		const api = silent();
		const trigger = new TriggerUnderTest();

		// With this answer n8n takes the webhook for registered.
		expect(await trigger.checkExists()).toBe(true);
		expect(await trigger.checkExists(true)).toBe(true);
		expect(await trigger.create()).toBe(true);
		expect(await trigger.delete()).toBe(true);
		expect(api.requests).toEqual([]);
	});

	it.each([
		[{ events: [] }, "'Trigger On' is empty"],
		[{ options: { ipAllowlist: 'my office' } }, "'IP(s) Allowlist' has an entry"],
		[{ filters: { channels: ['telegram', 'icq'] } }, "'icq'. Choose from: "],
	])('with %j says what is wrong', async (parameters, words) => {
		await expect(new TriggerUnderTest({ parameters }).checkExists()).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining(words),
		});
	});
});

describe('the node', () => {
	const { description } = new TriggerUnderTest();

	it('needs no credential', () => {
		expect(description.credentials).toEqual([{ name: 'sendPulseRestApi' }]);
	});

	it('says where its address is to be pasted', () => {
		const notice = description.properties.find(({ type }) => type === 'notice')!.displayName;
		const panel = description.triggerPanel as { executionsHelp: Record<string, string> };

		for (const text of [notice, ...Object.values(panel.executionsHelp)]) {
			expect(text).toContain('Bot Settings > Webhooks');
			expect(text).toContain('Test URL works only while');
			expect(text).toMatch(
				/Production URL works|Production URL in its place|to the Production URL/,
			);
		}
		expect(description.activationMessage).toMatch(/Production URL.*Bot Settings > Webhooks/);
	});
});

it.each(['GET', 'HEAD'])('a probe by %s is told that the address is there', async (method) => {
	const probed = new TriggerUnderTest();
	const { status, returned } = await probed.deliver('', { method });
	expect([status, returned]).toEqual([200, { noWebhookResponse: true }]);
	expect(probed.warnings).toEqual([]);
});
