import { channelOf } from '../../../sandbox/chatbots/channels.mts';
import type { Message } from '../../../sandbox/index.mts';
import {
	botOf,
	changed,
	channelIds,
	contactOf,
	contactsOf,
	GONE,
	malformed,
	missing,
	pathOf,
	refusalOf,
	refused,
	saidTo,
	type ChannelId,
} from './chatbots.mts';
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
// Nothing here depends on what was said before.
beforeAll(async () => {
	bench = await startBench();
});
afterAll(() => bench.sandbox.close());
afterEach(() => bench.sandbox.reset());

/** Another value at a place, or none; the refusal names the place. */
type Fault = [place: string, value: unknown];
type Example = [channel: ChannelId, name: string, message: object, faults: Fault[]];

const ID = '66a1b2c3d4e5f60718293a4b';
const PAGE = { type: 'web_url', title: 'Example button', url: 'https://example.com/' };
const keyboard = (...buttons: object[]) => ({ inline_keyboard: [buttons] });
const LOGO = 'https://www.spcdn.org/images/promo-logo/correct/sendpulse-logo-13.png';
const BUTTONS = [
	[{ text: 'Example url button', type: 'web_url', url: 'https://example.com/' }],
	[{ text: 'Example postback button', type: 'postback', to_chain_id: ID }],
];
const buttonFaults = (place: string): Fault[] => [
	[place, []],
	[`${place}.0`, BUTTONS[0]?.[0]],
	[`${place}.0.0.url`, 'example'],
	[`${place}.0.0.text`, GONE],
	[`${place}.0.0.type`, 'link'],
	[`${place}.1.0.to_chain_id`, GONE],
	[`${place}.1.0.to_chain_id`, 5],
];
const forMessenger = { type: 'RESPONSE', tag: 'CUSTOMER_FEEDBACK' };
const cards = (...elements: object[]) => ({
	attachment: { type: 'template', payload: { template_type: 'generic', elements } },
});
const instagramCards = (...elements: object[]) => ({
	type: 'generic_template',
	message: { attachment: { payload: { elements } } },
});

/** The examples of POST /contacts/send, with an id, a link or a flag where they say "string" or "bool". */
const EXAMPLES: Example[] = [
	[
		'telegram',
		'an image',
		{ type: 'photo', photo: 'https://www.cdn.com/photo.png', caption: 'string' },
		[
			['photo', GONE],
			['photo', { url: 'https://www.cdn.com/photo.png' }],
			['photo', 'photo.png'],
			['caption', 5],
			['video', 'https://www.cdn.com/video.mp4'],
			['type', 'sticker'],
		],
	],
	[
		'telegram',
		'a text',
		{ type: 'text', text: 'Example text' },
		[
			['text', GONE],
			['text', ''],
			['text', { body: 'Example text' }],
			['parse_mode', 'markdown'],
			['type', GONE],
			['type', 5],
			['type', 'toString'],
		],
	],
	[
		'telegram',
		'a text (HTML)',
		{
			type: 'text',
			text: "Example text sent via SP API <b>bold</b>, <i>italic</i>, <a href='http://example.com'>link</a>",
			parse_mode: 'html',
		},
		[['parse_mode', true]],
	],
	...['document', 'audio', 'voice', 'video'].map(
		(type): Example => [
			'telegram',
			type,
			{ type, [type]: 'https://www.cdn.com/file', caption: 'string' },
			[
				[type, GONE],
				[type, 'file'],
				['text', 'more'],
			],
		],
	),
	[
		'telegram',
		'a button with an address',
		{
			type: 'text',
			text: 'Example text',
			reply_markup: keyboard({
				text: 'Example button',
				type: 'web_url',
				url: 'http://example.url.com/',
			}),
		},
		[
			['reply_markup', []],
			['reply_markup.inline_keyboard', GONE],
			['reply_markup.inline_keyboard', []],
			['reply_markup.inline_keyboard.0', []],
			['reply_markup.inline_keyboard.0.0.url', GONE],
			['reply_markup.inline_keyboard.0.0.url', 'example'],
			['reply_markup.inline_keyboard.0.0.text', GONE],
			['reply_markup.inline_keyboard.0.0.type', GONE],
			['reply_markup.inline_keyboard.0.0.type', 'reply'],
			['reply_markup.inline_keyboard.0.0.title', 'Example button'],
		],
	],
	[
		'telegram',
		'a button with a Web App',
		{
			type: 'text',
			text: 'Example text',
			reply_markup: keyboard({
				text: 'Example button',
				type: 'web_url',
				web_app: { url: 'http://example.url.com/' },
			}),
		},
		[['reply_markup.inline_keyboard.0.0.web_app.url', GONE]],
	],
	[
		'telegram',
		'a button with a flow',
		{
			type: 'text',
			text: 'Example text',
			reply_markup: keyboard({
				text: 'Example button',
				type: 'postback',
				data: { to_chain_id: ID },
			}),
		},
		[
			['reply_markup.inline_keyboard.0.0.data', GONE],
			['reply_markup.inline_keyboard.0.0.data.to_chain_id', GONE],
			['reply_markup.inline_keyboard.0.0.url', 'https://example.com/'],
		],
	],
	[
		'telegram',
		'a carousel',
		{
			type: 'carousel',
			carousel: [
				{
					title: 'Slide 1 title',
					description: 'Slide 1 description',
					photo: 'https://www.cdn.com/photo1.png',
				},
				{
					title: 'Slide 2 title',
					description: 'Slide 2 description',
					photo: 'https://www.cdn.com/photo2.png',
					reply_markup: keyboard(
						{ text: 'Example button', type: 'web_url', url: 'http://example.url.com/' },
						{ text: 'Example button', type: 'postback', data: { to_chain_id: ID } },
					),
				},
			],
		},
		[
			['carousel', []],
			['carousel.0.photo', GONE],
			['carousel.1.reply_markup.inline_keyboard.0.1.data', ID],
		],
	],
	['telegram', 'typing', { type: 'action', action: 'typing' }, [['action', 'sleeping']]],
	[
		'telegram',
		'an effect',
		{ type: 'text', text: 'Message with effect', message_effect_id: 'string' },
		[['message_effect_id', 5104841245755180]],
	],
	[
		'whatsapp',
		'a text',
		{ type: 'text', text: { body: 'string' } },
		[
			['text', 'string'],
			['text.body', GONE],
			['text.body', '👋'.repeat(1_025)],
			['type', 'sticker'],
			['type', GONE],
		],
	],
	['whatsapp', 'a text of 1024', { type: 'text', text: { body: '👋'.repeat(1_024) } }, []],
	[
		'whatsapp',
		'an image',
		{ type: 'image', image: { link: 'https://example.com/image.png', caption: 'string' } },
		[
			['image', 'https://example.com/image.png'],
			['image.link', GONE],
			['image.link', 'http://example.com/image.png'],
			['image.caption', 5],
		],
	],
	[
		'whatsapp',
		'a file',
		{ type: 'document', document: { link: 'https://example.com/file.pdf', caption: null } },
		[
			['document', GONE],
			['document.link', 'file.pdf'],
			['file', { link: 'https://example.com/file.pdf' }],
		],
	],
	[
		'whatsapp',
		'an audio',
		{ type: 'audio', audio: { link: 'https://example.com/audio.mp3', voice: true } },
		[['audio.voice', 'bool']],
	],
	[
		'whatsapp',
		'a reply button',
		{
			type: 'interactive',
			interactive: {
				type: 'button',
				body: { text: 'Example text' },
				action: {
					buttons: [{ type: 'reply', to_chain_id: ID, reply: { title: 'Example payload button' } }],
				},
			},
		},
		[
			['interactive.type', 'list'],
			['interactive.body', 'Example text'],
			['interactive.action.buttons', []],
			['interactive.action.buttons.0.reply.title', GONE],
			['interactive.action.buttons.0.type', 'web_url'],
		],
	],
	[
		'whatsapp',
		'a reaction',
		{ type: 'reaction', reaction: { message_id: ID, emoji: '👍' } },
		[
			['reaction.message_id', GONE],
			['reaction.emoji', GONE],
		],
	],
	[
		'messenger',
		'a text',
		{ ...forMessenger, content_type: 'message', text: 'Hello world!' },
		[
			['text', GONE],
			['type', GONE],
			['type', 'text'],
			['tag', 'SALE'],
			['content_type', GONE],
			['content_type', 'text'],
			['img', LOGO],
		],
	],
	[
		'messenger',
		'a text with a reason',
		{ type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', content_type: 'message', text: 'Hello world!' },
		[['tag', GONE]],
	],
	[
		'messenger',
		'a file',
		{ ...forMessenger, content_type: 'media_file', file: LOGO },
		[['file', GONE]],
	],
	[
		'messenger',
		'an image',
		{ ...forMessenger, content_type: 'media_img', img: LOGO },
		[
			['img', GONE],
			['img', 'logo'],
		],
	],
	[
		'messenger',
		'a carousel',
		{
			...forMessenger,
			content_type: 'template',
			data: cards({
				title: 'Example title',
				subtitle: 'Example subtitle',
				image_url: 'https://example.com/image.png',
				buttons: [PAGE],
			}),
		},
		[
			['data', GONE],
			['data.attachment.type', 'image'],
			['data.attachment.payload.template_type', 'button'],
			['data.attachment.payload.elements', []],
			['data.attachment.payload.elements.0.title', GONE],
			['data.attachment.payload.elements.0.buttons.0.url', GONE],
			['data.attachment.payload.elements.0.buttons.0.title', GONE],
		],
	],
	[
		'messenger',
		'a button with an address',
		{
			...forMessenger,
			content_type: 'template',
			data: cards({ title: 'Example title', buttons: [PAGE] }),
		},
		[['data.attachment.payload.elements.0.image_url', 'image.png']],
	],
	[
		'messenger',
		'a button with a flow',
		{
			...forMessenger,
			content_type: 'template',
			data: cards({
				title: 'Example title',
				buttons: [{ type: 'postback', title: 'Example button', data: { chain: 'string' } }],
			}),
		},
		[['data.attachment.payload.elements.0.buttons.0.data.chain', GONE]],
	],
	[
		'instagram',
		'a text',
		{ type: 'text', message: { text: 'string' } },
		[
			['message', 'string'],
			['message.text', GONE],
			['text', { text: 'string' }],
			['type', 'video'],
		],
	],
	[
		'instagram',
		'an image',
		{
			type: 'image',
			message: {
				attachment: {
					type: 'image',
					payload: { is_external_attachment: true, url: 'https://example.com/image.png' },
				},
			},
		},
		[
			['message.attachment.type', GONE],
			['message.attachment.payload.url', GONE],
			['message.attachment.payload.is_external_attachment', 'true'],
		],
	],
	[
		'instagram',
		'a carousel',
		instagramCards({
			title: 'Example title',
			subtitle: 'Example subtitle',
			image_url: 'https://example.com/image.png',
			is_external_attachment: true,
			buttons: [PAGE],
		}),
		[['message.attachment.payload.elements', PAGE]],
	],
	[
		'instagram',
		'a button with an address',
		instagramCards({ title: 'Example title', buttons: [PAGE] }),
		[['message.attachment.payload.elements.0.title', GONE]],
	],
	[
		'instagram',
		'a button with a flow',
		instagramCards({
			title: 'Example title',
			buttons: [{ type: 'postback', title: 'Example button', data: { to_chain_id: ID } }],
		}),
		[
			['message.attachment.payload.elements.0.buttons.0.data.to_chain_id', GONE],
			['message.attachment.payload.elements.0.buttons.0.data.chain', ID],
		],
	],
	[
		'viber',
		'a text with buttons',
		{ type: 'text', text: { text: 'string', buttons: BUTTONS } },
		[['text', 'string'], ['text.text', GONE], ...buttonFaults('text.buttons')],
	],
	[
		'viber',
		'an image',
		{
			type: 'image',
			image: { file: { is_path_absolute: true, path: 'https://example.com/image.png' } },
		},
		[
			['image.file.path', GONE],
			['image.file.is_path_absolute', GONE],
		],
	],
	[
		'viber',
		'a carousel',
		{
			type: 'generic_template',
			generic_template: [
				{
					title: 'Example title',
					subtitle: 'Example subtitle',
					image: { is_path_absolute: true, path: 'https://example.com/image.png' },
					buttons: [
						[
							{ type: 'web_url', text: 'Example button', url: 'https://example.com/' },
							{ text: 'Example postback button', type: 'postback', to_chain_id: ID },
						],
					],
				},
			],
		},
		[
			['generic_template', {}],
			['generic_template.0.title', GONE],
			['generic_template.0.image.path', 'image.png'],
			['generic_template.0.buttons.0.1.to_chain_id', GONE],
		],
	],
	[
		'liveChat',
		'a text with buttons',
		{ type: 'text', text: { text: 'string', buttons: BUTTONS } },
		[['text.text', GONE], ...buttonFaults('text.buttons')],
	],
	...['image', 'document'].map(
		(type): Example => [
			'liveChat',
			type,
			{ type, [type]: { file: { path: 'https://example.com/file' }, buttons: BUTTONS } },
			[
				[`${type}.file`, 'https://example.com/file'],
				[`${type}.file.path`, GONE],
				[`${type}.file.is_path_absolute`, true],
				...buttonFaults(`${type}.buttons`),
			],
		],
	),
	[
		'tiktok',
		'a text with a button',
		{
			type: 'text',
			text: {
				text: 'Hello, World!',
				buttons: [[{ text: 'click me', type: 'postback', to_chain_id: ID }]],
			},
		},
		[
			['text.buttons.0.0.type', 'web_url'],
			['text.buttons.0.0.to_chain_id', GONE],
			['type', 'image'],
		],
	],
];

const inBody = (channel: ChannelId, message: unknown) =>
	channelOf(channel).member === 'message' ? { message } : { messages: [message] };
const placeOf = (channel: ChannelId, place: string) =>
	`${channelOf(channel).member === 'message' ? 'message' : 'messages.0'}.${place}`;
const send = (channel: ChannelId, body: object) =>
	bench.post(pathOf(channel, 'contacts/send'), {
		contact_id: contactOf(bench, channel).id,
		...body,
	});

describe('POST /contacts/send', () => {
	test.each(EXAMPLES)('%s takes %s as it is described', async (channel, _, message) => {
		expect((await send(channel, inBody(channel, message))).status).toBe(200);
		expect(saidTo(bench, contactOf(bench, channel))).toEqual([message]);
	});

	const faults = EXAMPLES.flatMap(([channel, name, message, each]) =>
		each.map(([place, value]) => ({ channel, name, message, place, value })),
	);
	test.each(faults)('$channel, $name: $place can not be $value', async (fault) => {
		const { channel, message, place, value } = fault;
		const answer = await send(channel, inBody(channel, changed(message, place, value)));
		expect(refusalOf(answer)).toEqual(malformed(placeOf(channel, place)));
		expect(saidTo(bench, contactOf(bench, channel))).toEqual([]);
	});

	test('Telegram: an address and a Web App can not be in one button', async () => {
		const button = {
			text: 'a',
			type: 'web_url',
			url: 'https://a.example',
			web_app: { url: 'https://a.example' },
		};
		const message = { type: 'text', text: 'a', reply_markup: keyboard(button) };
		expect(refusalOf(await send('telegram', { message }))).toEqual(
			malformed('message.reply_markup.inline_keyboard.0.0'),
		);
	});

	describe.each(channelIds)('%s', (channel) => {
		const { member, discriminator } = channelOf(channel);
		const [, , message] = EXAMPLES.find(([of]) => of === channel) as Example;
		const other = member === 'message' ? 'messages' : 'message';
		const otherForm = member === 'message' ? [message] : message;

		test.each<[string, object, unknown]>([
			['nothing', {}, malformed(member)],
			['the name of other channels', { [other]: otherForm }, malformed(member)],
			['the form of other channels', { [member]: otherForm }, malformed(member)],
			['a text', { [member]: 'Hello' }, malformed(member)],
			['no type', inBody(channel, { text: 'Hello' }), malformed(placeOf(channel, discriminator))],
			['no contact', { ...inBody(channel, message), contact_id: GONE }, malformed('contact_id')],
			['a number', { ...inBody(channel, message), contact_id: 5 }, malformed('contact_id')],
			['an empty id', { ...inBody(channel, message), contact_id: '' }, malformed('contact_id')],
			['a stranger', { ...inBody(channel, message), contact_id: ID }, missing('contact_id')],
		])('refuses %s', async (_, body, refusal) => {
			const { contact_id = contactOf(bench, channel).id, ...rest } = body as {
				contact_id?: unknown;
			};
			const answer = await bench.post(pathOf(channel, 'contacts/send'), {
				...(contact_id === GONE ? {} : { contact_id }),
				...rest,
			});
			expect(refusalOf(answer)).toEqual(refusal);
		});

		test('refuses contacts of other channels', async () => {
			for (const elsewhere of channelIds.filter((one) => one !== channel)) {
				const { id } = contactOf(bench, elsewhere);
				const body = { ...inBody(channel, message), contact_id: id };
				expect(refusalOf(await send(channel, body))).toEqual(missing('contact_id'));
			}
		});
	});

	test.each(['instagram', 'viber', 'liveChat', 'tiktok'] as const)(
		'%s: several messages are said in their order, or none of them',
		async (channel) => {
			const [, , message] = EXAMPLES.find(([of]) => of === channel) as Example;
			const contact = contactOf(bench, channel);
			const wrong = await send(channel, { messages: [message, { type: 'text' }] });
			expect(wrong.status).toBe(422);
			expect(saidTo(bench, contact)).toEqual([]);
			const second = changed(message, 'type', 'text');
			await send(channel, { messages: [message, second, message] });
			expect(saidTo(bench, contact)).toEqual([message, second, message]);
			expect(refusalOf(await send(channel, { messages: [] }))).toEqual(malformed('messages'));
			expect(refusalOf(await send(channel, { messages: [message, 5] }))).toEqual(
				malformed('messages.1'),
			);
		},
	);
});

describe('what a send is answered with', () => {
	const record = (message: Message | undefined) => ({
		id: message?.id,
		contact_id: message?.contact.id,
		bot_id: message?.contact.bot.id,
		data: message?.data,
		direction: 2,
		status: 2,
		created_at: expect.stringMatching(/^2026-01-15T09:0\d:\d\d\+00:00$/),
	});
	const MORE: Record<ChannelId, object> = {
		telegram: { campaign_id: null, sent_by: null, type: 1, channel: 'api' },
		whatsapp: { campaign_id: null, is_paid: false, price_cbp: null },
		messenger: { campaign_id: null, delivered_at: null, opened_at: null, redirected_at: null },
		instagram: { campaign_id: null },
		viber: { campaign_id: null },
		tiktok: { campaign_id: null },
		liveChat: { campaign: null, chain: null, reject_reason: null, type: 'text' },
	};
	const FIRST = channelIds.map((channel) => {
		const [, , message] = EXAMPLES.find(([of]) => of === channel) as Example;
		return [channel, message] as const;
	});

	test.each(FIRST)('%s: one record in its own form', async (channel, message) => {
		const { json } = await send(channel, inBody(channel, message));
		const told = { ...record(bench.sandbox.state.chatbots.outbox.at(-1)), ...MORE[channel] };
		expect(json).toEqual(channel === 'liveChat' ? told : { success: true, data: told });
	});

	test.each(FIRST)('%s: other forms, where they are described', async (channel, message) => {
		const single = expect.objectContaining({ id: expect.any(String) });
		const answers: unknown[] = [];
		for (const form of ['list', 'true'] as const) {
			bench.sandbox.options.chatbotSendAnswer = form;
			answers.push((await send(channel, inBody(channel, message))).json);
		}
		const [list, flag] =
			channel === 'liveChat'
				? [single, single]
				: channel === 'whatsapp'
					? [
							{ success: true, data: single },
							{ success: true, data: single },
						]
					: [
							{ success: true, data: [single] },
							{ success: true, data: true },
						];
		expect(answers).toEqual([list, flag]);
	});

	test('several messages: a list, in live chat the last', async () => {
		const messages = [
			{ type: 'text', text: { text: 'One' } },
			{ type: 'text', text: { text: 'Two' } },
		];
		const { json } = await send('viber', { messages });
		expect(json.data.map(({ data }: { data: object }) => data)).toEqual(messages);
		expect((await send('liveChat', { messages })).json.data).toEqual(messages[1]);
	});
});

describe('who can be reached', () => {
	const DAY = 24 * 60 * 60 * 1_000;
	const whatsAppText = { message: { type: 'text', text: { body: 'Hello' } } };
	const notActive = {
		success: false,
		data: null,
		errors: { contact_id: ['(#1) Contact is not active in 24hours'] },
		error_code: 400,
	};

	test('WhatsApp: whoever wrote within the last 24 hours', async () => {
		const contact = contactOf(bench, 'whatsapp');
		contact.lastWroteAt = bench.clock.now() + 200 - DAY;
		expect((await send('whatsapp', whatsAppText)).status).toBe(200);
		const late = await send('whatsapp', whatsAppText);
		expect([late.status, late.json]).toEqual([400, notActive]);
		bench.sandbox.state.talk.receive(contact, 'Hello again');
		expect((await send('whatsapp', whatsAppText)).status).toBe(200);
	});

	test('WhatsApp: nobody who never wrote, by phone neither', async () => {
		const silent = contactsOf(bench, 'whatsapp').at(-1);
		const answer = await send('whatsapp', { ...whatsAppText, contact_id: silent?.id });
		expect(answer.json).toEqual(notActive);
		const byPhone = await bench.post('/whatsapp/contacts/sendByPhone', {
			bot_id: silent?.bot.id,
			phone: silent?.person.phone,
			...whatsAppText,
		});
		expect(refusalOf(byPhone)).toEqual(refused('phone'));
	});

	test('elsewhere the day does not matter', async () => {
		const silent = contactsOf(bench, 'telegram').at(-1);
		const body = { contact_id: silent?.id, message: { type: 'text', text: 'Hello' } };
		expect((await send('telegram', body)).status).toBe(200);
	});

	test.each([
		['unsubscribe', 400, 400, 'contact.errors.not_active'],
		['block', 422, 403, 'Forbidden: bot was blocked by the user'],
	] as const)('nobody after %s, unless told so', async (leave, status, error_code, words) => {
		const contact = contactOf(bench, 'telegram');
		bench.sandbox.state.talk[leave](contact);
		const body = { message: { type: 'text', text: 'Hello' } };
		const refusal = await send('telegram', body);
		expect([refusal.status, refusal.json]).toEqual([
			status,
			{ success: false, data: null, errors: { contact_id: [words] }, error_code },
		]);
		expect(saidTo(bench, contact)).toEqual([]);
		bench.sandbox.options.inactiveContact = 'accept';
		expect((await send('telegram', body)).status).toBe(200);
		expect(saidTo(bench, contact)).toEqual([body.message]);
	});

	test.each([
		['telegram', 4_096, (text: string) => ({ message: { type: 'text', text } })],
		[
			'messenger',
			2_000,
			(text: string) => ({ message: { content_type: 'message', type: 'RESPONSE', text } }),
		],
		['instagram', 1_000, (text: string) => ({ messages: [{ type: 'text', message: { text } }] })],
	] as const)('%s: texts of %i characters at most, unless told so', async (channel, most, body) => {
		const { options } = bench.sandbox;
		expect((await send(channel, body('é'.repeat(most)))).status).toBe(200);
		expect((await send(channel, body('é'.repeat(most + 1)))).status).toBe(422);
		options.longTexts = 'accept';
		expect((await send(channel, body('é'.repeat(most + 1)))).status).toBe(200);
	});

	test('nobody who is disabled, until enabled', async () => {
		const { id } = contactOf(bench, 'viber');
		const body = { messages: [{ type: 'text', text: { text: 'Hello' } }] };
		await bench.post('/viber/chatbots/contacts/disable', { contact_id: id });
		expect(refusalOf(await send('viber', body))).toEqual(refused('contact_id'));
		await bench.post('/viber/chatbots/contacts/enable', { contact_id: id });
		expect((await send('viber', body)).status).toBe(200);
	});
});

describe('other ways to send', () => {
	const post = (channel: ChannelId, name: string, body: object) =>
		bench.post(pathOf(channel, `contacts/${name}`), {
			contact_id: contactOf(bench, channel).id,
			...body,
		});

	test('POST /contacts/sendText of Telegram: up to 1024 characters', async () => {
		const text = '👋'.repeat(1_024);
		expect((await post('telegram', 'sendText', { text })).json).toMatchObject({
			success: true,
			data: { data: { text } },
		});
		const tooLong = await post('telegram', 'sendText', { text: `${text}!` });
		expect(refusalOf(tooLong)).toEqual(malformed('text'));
		expect(refusalOf(await post('telegram', 'sendText', {}))).toEqual(malformed('text'));
	});

	test.each<[object, string | null]>([
		[{ message_type: 'RESPONSE', text: 'Hello' }, null],
		[{ message_type: 'MESSAGE_TAG', message_tag: 'HUMAN_AGENT', text: 'Hello' }, null],
		[{ message_type: 'MESSAGE_TAG', text: 'Hello' }, 'message_tag'],
		[{ message_type: 'RESPONSE', message_tag: 'SALE', text: 'Hello' }, 'message_tag'],
		[{ message_type: 'UPDATE', text: 'Hello' }, 'message_type'],
		[{ text: 'Hello' }, 'message_type'],
		[{ message_type: 'RESPONSE' }, 'text'],
	])('POST /contacts/sendText of Messenger: %j', async (body, field) => {
		const answer = await post('messenger', 'sendText', body);
		if (field === null) expect(answer.status).toBe(200);
		else expect(refusalOf(answer)).toEqual(malformed(field));
	});

	test.each(channelIds)('POST /contacts/sendText and sendTyping: %s', async (channel) => {
		const text = { text: 'Hello', message_type: 'RESPONSE' };
		expect((await post(channel, 'sendText', text)).status).toBe(
			['telegram', 'messenger'].includes(channel) ? 200 : 404,
		);
		const typing = await post(channel, 'sendTyping', {});
		if (['whatsapp', 'messenger'].includes(channel))
			expect(typing.json).toEqual({ success: true, data: true });
		else expect(typing.status).toBe(404);
	});

	test('POST /contacts/sendByPhone', async () => {
		const contact = contactOf(bench, 'whatsapp');
		const body = {
			bot_id: contact.bot.id,
			phone: contact.person.phone,
			message: { type: 'text', text: { body: 'string' } },
		};
		const sendByPhone = (place: string, value: unknown) =>
			bench.post('/whatsapp/contacts/sendByPhone', changed(body, place, value));
		expect((await sendByPhone('phone', body.phone)).json).toMatchObject({
			success: true,
			data: { contact_id: contact.id, data: body.message },
		});
		for (const [place, value, refusal] of [
			['bot_id', GONE, malformed('bot_id')],
			['bot_id', botOf(bench, 'telegram').id, missing('bot_id')],
			['phone', GONE, malformed('phone')],
			['phone', 380931112230, malformed('phone')],
			['phone', '+380931112230', malformed('phone')],
			['phone', '380930000000', refused('phone')],
			['message', GONE, malformed('message')],
			// What contacts alone can get.
			[
				'message',
				{ type: 'reaction', reaction: { message_id: ID, emoji: '👍' } },
				malformed('message.type'),
			],
		] as const) {
			expect(refusalOf(await sendByPhone(place, value))).toEqual(refusal);
		}
	});

	test('reactions to what was said', async () => {
		const { messages } = bench.sandbox.state.chatbots;
		const said = (channel: ChannelId) =>
			messages.find(({ contact }) => contact === contactOf(bench, channel)) as Message;
		const message = said('telegram');
		const reaction = { type: 'emoji', emoji: '❤' };
		const react = (body: object) =>
			post('telegram', 'react', { message_id: message.id, reaction, ...body });
		expect((await react({})).json).toEqual({ success: true, data: true });
		expect(message.reaction).toBe('❤');
		const [, other] = contactsOf(bench, 'telegram');
		expect(refusalOf(await react({ contact_id: other?.id }))).toEqual(missing('message_id'));
		expect(refusalOf(await react({ reaction: '❤' }))).toEqual(malformed('reaction'));
		expect(refusalOf(await react({ reaction: { type: 'sticker', emoji: '❤' } }))).toEqual(
			malformed('reaction.type'),
		);

		const onWhatsApp = said('whatsapp');
		const put = (body: object) => bench.put('/whatsapp/chats/react', body);
		expect((await put({ message_id: onWhatsApp.id, reaction: '👍' })).json).toEqual({
			success: true,
			data: true,
		});
		expect(onWhatsApp.reaction).toBe('👍');
		expect(refusalOf(await put({ message_id: onWhatsApp.id, reaction }))).toEqual(
			malformed('reaction'),
		);
		expect(refusalOf(await put({ message_id: message.id, reaction: '👍' }))).toEqual(
			missing('message_id'),
		);
	});
});
