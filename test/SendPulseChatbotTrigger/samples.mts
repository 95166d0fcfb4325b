import type { IDataObject } from 'n8n-workflow';
import type { ChatbotEvent } from '../../nodes/SendPulseChatbotTrigger/event';

/** 2023-11-14T22:13:20Z */
export const TIME = 1_700_000_000_000;
export const BOT_ID = '5f1a2b3c4d5e6f7a8b9c0d1e';
export const CONTACT_ID = '66a1b2c3d4e5f60718293a4b';

const contact = {
	id: CONTACT_ID,
	name: 'Ann Lee',
	email: 'ann@example.com',
	phone: '380632727700',
	photo: null,
	last_message: 'Earlier words',
	last_message_data: { message: { text: 'Earlier words' } },
	tags: ['vip'],
	variables: { city: 'Kyiv', orders: 3 },
};

const bot = {
	id: BOT_ID,
	name: 'Shop',
	external_id: '1234567890',
	url: 'https://example.com/shop_bot',
};

/** An event as SendPulse's page on chatbots' webhooks describes it ("Webhook structure"). */
export const event = (
	title: string,
	{ service = 'telegram', info = {}, ...fields }: IDataObject = {},
): ChatbotEvent => ({ service, title, bot, contact, date: TIME, info, ...fields });

/** What a contact wrote, in the messenger's own form. */
export const received = (service: string, message: unknown, fields: IDataObject = {}) =>
	event('incoming_message', {
		service,
		info: { message: { id: '65d0', channel_data: { message: message as IDataObject } } },
		...fields,
	});

/** A message of each channel, as the messenger's own documents write it. */
export const MESSAGES: Record<string, [service: string, message: IDataObject]> = {
	telegram: [
		'telegram',
		{
			message_id: 7,
			from: { id: 42, first_name: 'Ann' },
			chat: { id: 42, type: 'private' },
			date: 1_700_000_000,
			text: 'Where is my order?',
		},
	],
	whatsapp: [
		'whatsapp',
		{
			from: '380632727700',
			id: 'wamid.1',
			timestamp: '1700000000',
			type: 'text',
			text: { body: 'Where is my order?' },
		},
	],
	messenger: ['messenger', { mid: 'm_1', text: 'Where is my order?' }],
	instagram: ['instagram', { mid: 'aWdf', text: 'Where is my order?' }],
	viber: ['viber', { type: 'text', text: 'Where is my order?', token: 5 }],
	liveChat: ['livechat', { type: 'text', text: { text: 'Where is my order?' } }],
	tiktok: ['tiktok', { type: 'text', text: { body: 'Where is my order?' } }],
};

/** Every kind of event once, and one under a flow's own name. */
export const EVENTS: ChatbotEvent[] = [
	received(...MESSAGES.telegram!),
	event('new_subscriber'),
	event('outgoing_message', {
		info: { message: { channel_data: { message: { type: 'text', text: 'On its way' } } } },
	}),
	event('open_chat'),
	event('run_custom_flow', { info: { flow: { id: '77a1b2c3d4e5f60718293a4b', name: 'Order' } } }),
	event('link_click', { info: { link: 'https://shop.example/spring' } }),
	event('unsubscribe'),
	event('bot_block'),
	event('order paid'),
];
