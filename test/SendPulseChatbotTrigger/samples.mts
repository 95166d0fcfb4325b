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

const button = (id: string | null, title: string | null) => ({
	messageType: 'button',
	payload: { id, title },
	text: title ?? '',
	chatInput: title ?? '',
});

/** What is no text, in the messengers' own forms, and what it becomes. */
export const MEANINGS: Array<[service: string, channelData: object, expected: object]> = [
	[
		'whatsapp',
		{
			message: {
				type: 'interactive',
				interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } },
			},
		},
		button('yes', 'Yes'),
	],
	[
		'whatsapp',
		{
			message: {
				type: 'interactive',
				interactive: { type: 'list_reply', list_reply: { id: 'r', title: 'Red' } },
			},
		},
		button('r', 'Red'),
	],
	[
		'whatsapp',
		{ message: { type: 'button', button: { text: 'Yes', payload: 'y' } } },
		button('y', 'Yes'),
	],
	['messenger', { message: { postback: { title: 'Yes', payload: 'y' } } }, button('y', 'Yes')],
	['messenger', { postback: { title: 'Yes', payload: 'y' } }, button('y', 'Yes')],
	['instagram', { message: { text: 'Yes', quick_reply: { payload: 'y' } } }, button('y', 'Yes')],
	[
		'telegram',
		{
			callback_query: {
				id: '5',
				data: 'order:7',
				message: {
					text: 'Which order?',
					reply_markup: { inline_keyboard: [[{ text: 'Seventh', callback_data: 'order:7' }]] },
				},
			},
		},
		button('order:7', 'Seventh'),
	],
	['telegram', { message: { callback_query: { data: 'order:7' } } }, button('order:7', null)],
	[
		'whatsapp',
		{ message: { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '👍' } } },
		{ messageType: 'reaction', payload: { emoji: '👍', messageId: 'wamid.1' }, text: '' },
	],
	[
		'messenger',
		{ message: { reaction: { mid: 'm_1', action: 'unreact', emoji: '👍' } } },
		{ messageType: 'reaction', payload: { emoji: null, messageId: 'm_1' } },
	],
	[
		'telegram',
		{ message_reaction: { message_id: 7, new_reaction: [{ type: 'emoji', emoji: '👍' }] } },
		{ messageType: 'reaction', payload: { emoji: '👍', messageId: '7' } },
	],
	[
		'whatsapp',
		{
			message: {
				type: 'interactive',
				interactive: {
					type: 'nfm_reply',
					nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"size":"L","city":"Kyiv"}' },
				},
			},
		},
		{
			messageType: 'form',
			payload: { name: 'flow', answers: { size: 'L', city: 'Kyiv' } },
			text: '',
		},
	],
	[
		'whatsapp',
		{ message: { interactive: { nfm_reply: { name: 'flow', response_json: 'broken' } } } },
		{ messageType: 'form', payload: { answers: { answer: 'broken' } } },
	],
	[
		'telegram',
		{ message: { poll: { question: 'Tea?', options: [{ text: 'Yes' }, { text: 'No' }] } } },
		{
			messageType: 'poll',
			payload: { question: 'Tea?', options: ['Yes', 'No'], chosen: [] },
			text: '',
		},
	],
	[
		'telegram',
		{ poll_answer: { poll_id: '5', option_ids: [1] } },
		{ messageType: 'poll', payload: { question: null, options: [], chosen: [1] } },
	],
	[
		'telegram',
		{ message: { location: { latitude: 50.4, longitude: 30.5 } } },
		{
			messageType: 'location',
			payload: { latitude: 50.4, longitude: 30.5, name: null, address: null },
		},
	],
	[
		'whatsapp',
		{
			message: {
				location: { latitude: '50.4', longitude: '30.5', name: 'Shop', address: 'Main St 1' },
			},
		},
		{
			messageType: 'location',
			payload: { latitude: 50.4, longitude: 30.5, name: 'Shop', address: 'Main St 1' },
		},
	],
	[
		'telegram',
		{ message: { contact: { phone_number: '380', first_name: 'Bo', last_name: 'Li' } } },
		{ messageType: 'contact', payload: { name: 'Bo Li', phone: '380' } },
	],
	[
		'whatsapp',
		{ message: { contacts: [{ name: { formatted_name: 'Bo' }, phones: [{ phone: '380' }] }] } },
		{ messageType: 'contact', payload: { name: 'Bo', phone: '380' } },
	],
	[
		'messenger',
		{ message: { item: 'comment', comment_id: '1_2', post_id: '1', message: 'Nice' } },
		{
			messageType: 'comment',
			payload: { commentId: '1_2', postId: '1' },
			text: 'Nice',
			isComment: true,
		},
	],
	[
		'instagram',
		{ message: { id: '9', text: 'Nice', media: { id: '50', media_product_type: 'FEED' } } },
		{ messageType: 'comment', payload: { commentId: '9', postId: '50' }, text: 'Nice' },
	],
];
