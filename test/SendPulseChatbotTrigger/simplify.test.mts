import '../quiet.mts';
import { CHATBOT_EVENTS } from '../../nodes/SendPulseChatbotTrigger/events';
import { simplified } from '../../nodes/SendPulseChatbotTrigger/simplify';
import { CHANNEL_IDS } from '../../nodes/SendPulseChatbot/fields/channels';
import documented from '../../docs/chatbot-events.json';
import earlierSchema from '../../nodes/SendPulseChatbotTrigger/__schema__/v1.1.0.json';
import schema from '../../nodes/SendPulseChatbotTrigger/__schema__/v1.2.0.json';
import { disagreements, type Schema } from '../schema.mts';
import { BOT_ID, CONTACT_ID, event, EVENTS, MEANINGS, MESSAGES, received } from './samples.mts';

const photo = received('telegram', { photo: [{ file_id: 'a' }], caption: 'It is broken' });

/** Every event, and a message of every channel. */
const examples = [
	...EVENTS,
	...Object.values(MESSAGES)
		.slice(1)
		.map(([service, message]) => received(service, message)),
	photo,
];

it('is the same shape for all channels, ready for the chatbot node and an AI agent', () => {
	for (const [channel, [service, message]] of Object.entries(MESSAGES)) {
		expect(simplified(received(service, message))).toEqual({
			event: 'incoming_message',
			eventName: 'Message Received',
			channel,
			bot: { id: BOT_ID, name: 'Shop' },
			contact: {
				id: CONTACT_ID,
				name: 'Ann Lee',
				email: 'ann@example.com',
				phone: '380632727700',
				tags: ['vip'],
				variables: { city: 'Kyiv', orders: 3 },
			},
			text: 'Where is my order?',
			messageType: 'text',
			payload: null,
			isComment: false,
			attachments: [],
			occurredAt: '2023-11-14T22:13:20.000Z',
			chatInput: 'Where is my order?',
			sessionId: CONTACT_ID,
		});
	}
	expect(Object.keys(MESSAGES).sort()).toEqual([...CHANNEL_IDS].sort());
});

const receivedAs = (service: string, told: object) =>
	event('incoming_message', {
		service,
		info: { message: { id: '65d0', channel_data: told as never } },
	});

describe('a message that is no text', () => {
	it.each(MEANINGS)('on %s: %j', (service, told, expected) => {
		expect(simplified(receivedAs(service, told))).toMatchObject(expected);
	});

	it('is one of a kind that nobody knows', () => {
		expect(simplified(receivedAs('telegram', { message: { dice: { value: 3 } } }))).toMatchObject({
			messageType: 'unknown',
			payload: null,
			text: '',
			chatInput: '',
		});
	});

	it('or is what comes with it', () => {
		const told = { message: { photo: [{ file_id: 'a' }], caption: 'Broken' } };
		expect(simplified(receivedAs('telegram', told))).toMatchObject({
			messageType: 'image',
			text: 'Broken',
		});
	});

	it('comes raw beside the rest where that is chosen', () => {
		const raw = receivedAs('telegram', { message: { dice: { value: 3 } } });
		expect(simplified(raw, true).message).toEqual((raw.info as { message: object }).message);
		expect(simplified(raw)).not.toHaveProperty('message');
		expect(simplified(event('open_chat'), true).message).toBeNull();
	});
});

it('leaves the event as it was', () => {
	const before = structuredClone(examples);
	examples.forEach((one) => simplified(one));
	expect(examples).toEqual(before);
});

describe('the event', () => {
	it.each(CHATBOT_EVENTS.map(({ value, name }) => [value as string, name]))(
		'%s is called %s',
		(title, words) => {
			expect(simplified(event(title))).toMatchObject({ event: title, eventName: words });
		},
	);

	it.each([
		['outbound_message', 'outgoing_message'],
		['opened_live_chat', 'open_chat'],
		['bot_unsubscribe', 'unsubscribe'],
		['bot_blocked', 'bot_block'],
		[' open_chat ', 'open_chat'],
	])('%p counts as %s', (title, name) => {
		expect(simplified(event(title)).event).toBe(name);
	});

	it.each(['order paid', 'constructor', '__proto__'])('%s of a flow keeps its name', (title) => {
		expect(simplified(event(title))).toMatchObject({ event: title, eventName: title });
	});

	it('brings what it is about, unless that is a message', () => {
		const info = { link: 'https://shop.example/spring' };
		expect(simplified(event('link_click', { info }))).toMatchObject({ info });
		expect(simplified(event('order paid', { info }))).toMatchObject({ info });
		expect(simplified(event('outbound_message', { info }))).not.toHaveProperty('info');
		expect(simplified(event('link_click', { info: 'text' }))).not.toHaveProperty('info');
	});
});

it.each([
	['facebook', 'messenger'],
	['Telegram', 'telegram'],
	['live-chat', 'liveChat'],
	['live_chat', 'liveChat'],
	['vkontakte', 'vkontakte'],
	['constructor', 'constructor'],
	[null, null],
	[{}, null],
])('the service %p is the channel %p', (service, channel) => {
	expect(simplified(event('open_chat', { service })).channel).toBe(channel);
});

it.each<[unknown, string | null]>([
	[1_700_000_000_000, '2023-11-14T22:13:20.000Z'],
	['1700000000000', '2023-11-14T22:13:20.000Z'],
	[1_700_000_000, '2023-11-14T22:13:20.000Z'],
	['1700000000', '2023-11-14T22:13:20.000Z'],
	['2023-11-14T22:13:20Z', '2023-11-14T22:13:20.000Z'],
	['2023-11-14T23:13:20.5+01:00', '2023-11-14T22:13:20.500Z'],
	['2023-11-14', '2023-11-14T00:00:00.000Z'],
	['yesterday', null],
	['9'.repeat(400), null],
	[8_640_000_000_000_001, null],
	[-5, null],
	[1.5, null],
	[null, null],
	[{}, null],
])('the date %p is %p', (date, expected) => {
	expect(simplified(event('open_chat', { date: date as never })).occurredAt).toBe(expected);
});

describe('the contact', () => {
	const contact = (fields: object) =>
		simplified(event('open_chat', { contact: { ...fields } as never }));

	it('has an empty object of variables where PHP writes a list', () => {
		expect(contact({ id: CONTACT_ID, variables: [] }).contact).toMatchObject({ variables: {} });
	});

	it('may know little', () => {
		const nothing = { id: null, name: '', email: null, phone: null, tags: [], variables: {} };
		expect(contact({}).contact).toEqual(nothing);
		expect(contact({}).sessionId).toBeNull();
		expect(simplified({ title: 'x' })).toEqual({
			event: 'x',
			eventName: 'x',
			channel: null,
			bot: { id: null, name: '' },
			contact: nothing,
			text: '',
			attachments: [],
			occurredAt: null,
			chatInput: '',
			sessionId: null,
		});
	});

	it('has ids and numbers as text, and a name from what there is', () => {
		expect(contact({ id: 7, phone: 380_632_727_700, username: 'ann' }).contact).toMatchObject({
			id: '7',
			phone: '380632727700',
			name: 'ann',
		});
	});
});

it('has an example of each event and channel in the documents, to be pasted as mock data', () => {
	expect(documented).toEqual(examples.map((one) => simplified(one)));
});

it('has a schema of exactly the fields that come', () => {
	const { info, message, ...others } = schema.properties as never as Record<string, Schema>;
	// Each event brings something else to it.
	expect([info, message]).toEqual([{ type: 'object' }, { type: 'object' }]);
	// Nothing of the shape depends on the version.
	expect(earlierSchema).toEqual(schema);
	const withUrl = received('viber', { type: 'picture', media: 'https://cdn.example/a.png' });
	const clicked = MEANINGS.map(([service, told]) => receivedAs(service, told));
	const items = [...examples, withUrl, ...clicked]
		.map((one) => simplified(one))
		.map(({ info: _, ...item }) => ({
			...item,
			attachments: (item.attachments as object[]).map((one) => ({ file: 'attachment_0', ...one })),
		}));

	expect(disagreements({ type: 'object', properties: others }, items)).toEqual([]);
});
