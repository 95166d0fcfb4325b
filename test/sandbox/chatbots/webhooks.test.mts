import { EventEmitter } from 'node:events';
import type { BotContact } from '../../../sandbox/index.mts';
import { botOf, channelIds, contactOf, contactsOf, pathOf, type ChannelId } from './chatbots.mts';
import { startBench, type Bench } from '../client.mts';
import { startReceiver, type Receiver } from '../receiver.mts';

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

const EVENTS = [
	'new_subscriber',
	'incoming_message',
	'outgoing_message',
	'open_chat',
	'run_custom_flow',
	'link_click',
	'unsubscribe',
	'bot_block',
];

const talk = () => bench.sandbox.state.talk;
const hook = (channel: ChannelId, events: readonly string[] = EVENTS, url = receiver.url) =>
	botOf(bench, channel).webhooks.push({ url, events });
const settled = () => bench.sandbox.chatbotCourier.settle();
/** What came in, in the order in which it happened: deliveries may overtake each other. */
const events = async (): Promise<any[]> => {
	await settled();
	const titles = bench.sandbox.chatbotCourier.deliveries.map(({ title }) => title);
	return receiver.got
		.map(({ json }) => json[0])
		.sort((one, other) => titles.indexOf(one.title) - titles.indexOf(other.title));
};
const titles = async () => (await events()).map(({ title }) => title);

test.each(channelIds)('%s: what a contact wrote, as an array of one', async (channel) => {
	hook(channel);
	const [contact] = contactsOf(bench, channel) as [BotContact];
	bench.clock.advance(1_234);
	talk().receive(contact, 'Where is my order?');
	await settled();
	expect(receiver.got).toHaveLength(1);
	const { type, json } = receiver.got[0]!;
	expect(type).toBe('application/json');
	const { messages } = bench.sandbox.state.chatbots;
	const message = messages.at(-1);
	expect(json).toEqual([
		{
			service: { liveChat: 'livechat' }[channel as string] ?? channel,
			title: 'incoming_message',
			bot: {
				id: contact.bot.id,
				name: contact.bot.name,
				external_id: expect.any(String),
				url: expect.stringMatching(/^https:\/\//),
			},
			contact: {
				id: contact.id,
				name: 'Anna Lindström',
				email: null,
				phone: '380931112230',
				photo: null,
				tags: ['vip'],
				variables: { city: 'Kyiv', orders: 0 },
				last_message: 'Where is my order?',
				last_message_data: { message: message?.data },
				...(channel === 'telegram' ? { telegram_id: String(contact.number) } : {}),
			},
			date: Date.parse('2026-01-15T09:00:01.234Z'),
			info: { message: { id: message?.id, channel_data: { message: message?.data } } },
		},
	]);
	expect(JSON.stringify(message?.data)).toContain('Where is my order?');
});

test('variables that are not there are a list, as PHP writes them', async () => {
	hook('viber');
	talk().openChat(contactsOf(bench, 'viber')[1]!);
	expect((await events())[0].contact.variables).toEqual([]);
});

test('each event under its own title', async () => {
	hook('telegram');
	const contact = contactOf(bench, 'telegram');
	const steps: Array<[act: () => unknown, titles: string[], info: object]> = [
		[() => talk().subscribe(contact.bot, { name: 'Ann Lee' }), ['new_subscriber'], {}],
		[() => talk().openChat(contact), ['open_chat'], {}],
		[() => talk().callFromFlow(contact), ['run_custom_flow'], {}],
		[
			() => talk().clickLink(contact, 'https://shop.example/a'),
			['link_click'],
			{ link: 'https://shop.example/a' },
		],
		[() => talk().unsubscribe(contact), ['unsubscribe'], {}],
		[() => talk().block(contact), ['bot_block'], {}],
	];
	for (const [act, told, info] of steps) {
		receiver.got.length = 0;
		act();
		const came = await events();
		expect(came.map(({ title }) => title)).toEqual(told);
		expect(came[0].info).toEqual(info);
	}
});

test('what the API, a flow and a campaign say goes out', async () => {
	hook('telegram', ['outgoing_message']);
	const { id, bot } = contactOf(bench, 'telegram');
	const message = { type: 'text', text: 'On its way' };
	await bench.post('/telegram/contacts/send', { contact_id: id, message });
	await bench.post('/telegram/flows/runByTrigger', { contact_id: id, trigger_keyword: 'price' });
	await bench.post('/telegram/campaigns/send', {
		title: 'Sale',
		bot_id: bot.id,
		messages: [{ type: 'text', message: { text: 'Sale!' } }],
	});
	const said = (await events()).map(({ info }) => info.message.channel_data.message);
	expect(said).toContainEqual(message);
	expect(said).toContainEqual({ type: 'text', text: 'Flow: Price list' });
	expect(said.filter((one) => one.message?.text === 'Sale!')).toHaveLength(5);
});

test('a keyword: what came in, and what the flow says', async () => {
	hook('telegram');
	talk().receive(contactOf(bench, 'telegram'), 'price');
	expect(await titles()).toEqual(['incoming_message', 'outgoing_message']);
});

test('what a campaign says later is dated from then', async () => {
	hook('telegram', ['outgoing_message']);
	await bench.post('/telegram/campaigns/send', {
		title: 'Sale',
		bot_id: botOf(bench, 'telegram').id,
		messages: [{ type: 'text', message: { text: 'Sale!' } }],
		send_at: '2026-01-16 10:00',
	});
	bench.clock.advance(3 * 24 * 60 * 60 * 1_000);
	bench.sandbox.agenda.catchUp();
	expect((await events()).map(({ date }) => date)).toEqual(
		Array(5).fill(Date.parse('2026-01-16T09:00:00Z')),
	);
});

describe('where to', () => {
	test.each(EVENTS)('%s alone, if it alone is ticked', async (event) => {
		hook('telegram', [event]);
		const contact = contactOf(bench, 'telegram');
		talk().subscribe(contact.bot, { name: 'Ann Lee' });
		talk().receive(contact, 'price');
		talk().openChat(contact);
		talk().callFromFlow(contact);
		talk().clickLink(contact, 'https://shop.example/');
		talk().unsubscribe(contact);
		talk().block(contact);
		expect(await titles()).toEqual([event]);
	});

	test('a flow’s own title goes wherever the bot tells anything', async () => {
		hook('telegram', ['bot_block']);
		talk().callFromFlow(contactOf(bench, 'telegram'), 'Order status asked');
		talk().callFromFlow(contactOf(bench, 'telegram'));
		expect(await titles()).toEqual(['Order status asked']);
	});

	test('bots tell of their own contacts only', async () => {
		hook('telegram');
		talk().receive(contactOf(bench, 'viber'), 'Hello');
		expect(await titles()).toEqual([]);
		expect(bench.sandbox.chatbotCourier.deliveries).toEqual([]);
	});

	test('many deliveries at once make Node warn of nothing', async () => {
		// Node's own process: tests have a copy, which hears no warning.
		const node = EventEmitter.constructor('return process')() as NodeJS.Process;
		const warnings: Error[] = [];
		const listen = (warning: Error) => warnings.push(warning);
		node.on('warning', listen);
		hook('telegram', ['open_chat']);
		const contact = contactOf(bench, 'telegram');
		for (let index = 0; index < 30; index += 1) talk().openChat(contact);
		await settled();
		node.off('warning', listen);
		expect(receiver.got).toHaveLength(30);
		expect(warnings).toEqual([]);
	});

	test('every address of a bot gets its own', async () => {
		const other = await startReceiver();
		hook('telegram', ['open_chat']);
		hook('telegram', ['open_chat'], other.url);
		talk().openChat(contactOf(bench, 'telegram'));
		await settled();
		expect([receiver.got.length, other.got.length]).toEqual([1, 1]);
		await other.close();
	});

	test('only this machine is called; others are on record', async () => {
		for (const url of [
			'https://site.example/hook',
			'http://127.0.0.1.site.example/hook',
			'http://192.0.2.1/hook',
		]) {
			hook('telegram', EVENTS, url);
		}
		talk().openChat(contactOf(bench, 'telegram'));
		await settled();
		expect(
			bench.sandbox.chatbotCourier.deliveries.map(({ outcome, status }) => [outcome, status]),
		).toEqual(Array(3).fill(['undeliverable', null]));
	});
});

describe('what became of it', () => {
	const outcome = async () => {
		talk().openChat(contactOf(bench, 'telegram'));
		await settled();
		const { outcome, status, error } = bench.sandbox.chatbotCourier.deliveries.at(-1)!;
		return [outcome, status, error];
	};

	test('delivered, or refused and not sent again', async () => {
		hook('telegram');
		expect(await outcome()).toEqual(['delivered', 200, null]);
		receiver.answer(500);
		expect(await outcome()).toEqual(['refused', 500, null]);
		expect(receiver.got).toHaveLength(2);
	});

	test('nobody listens there', async () => {
		hook('telegram');
		await receiver.close();
		expect(await outcome()).toEqual(['failed', null, expect.stringContaining('ECONNREFUSED')]);
	});

	test('an answer that never comes holds nothing up', async () => {
		hook('telegram');
		receiver.answer(null, null);
		talk().openChat(contactOf(bench, 'telegram'));
		expect((await bench.get('/telegram/bots')).status).toBe(200);
		bench.sandbox.reset();
		expect(bench.sandbox.chatbotCourier.deliveries).toEqual([]);
		hook('telegram');
		talk().openChat(contactOf(bench, 'telegram'));
		await bench.sandbox.close();
	});
});

test('secrets of bots are in no delivery, on no page and in no log', async () => {
	const { channelData } = botOf(bench, 'telegram');
	const secret = String(channelData.access_token);
	const contact = contactOf(bench, 'telegram');
	hook('telegram');
	talk().receive(contact, 'price');
	expect((await bench.get('/telegram/bots')).text).toContain(secret);
	expect((await bench.get('/chatbots/bots')).text).toContain(secret);
	await bench.post(pathOf('telegram', 'contacts/openChat'), { contact_id: contact.id });
	await settled();
	const views = [
		`/?view=chatbots&contact=${contact.id}`,
		'/sandbox/log',
		'/sandbox/state',
		'/sandbox/chatbots',
		'/sandbox/chatbots/deliveries',
	];
	const seen = [...receiver.got.map(({ text }) => text)];
	for (const view of views)
		seen.push((await bench.call('GET', view, { authorization: null })).text);
	expect(seen).toHaveLength(2 + views.length);
	expect(seen.filter((text) => text.includes('secret-of-the-bot'))).toEqual([]);
});
