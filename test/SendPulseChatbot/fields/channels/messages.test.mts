import type { IDataObject } from 'n8n-workflow';
import { answering, chatbotOperation, says, silent } from '../../../api.mts';
import {
	CONTACT,
	content,
	DOCUMENT,
	FLOW,
	opens,
	PICTURE,
	replies,
	starts,
} from '../../operations/message/messages.mts';

const send = chatbotOperation('message', 'send');
const SENT = says({ success: true, data: true });

type Row = [what: string, fields: IDataObject, body: IDataObject];

/** Sends one message to a contact of the channel, which must lead to exactly this body. */
function sendsTo(channel: string, path: string, rows: Row[]): void {
	describe(channel, () => {
		test.each(rows)('%s', async (_, fields, body) => {
			const api = answering(SENT);
			const { error } = await send.run({ channel, contactId: CONTACT, ...fields });
			expect(error).toBeUndefined();
			expect(api.requests).toEqual([
				{ method: 'POST', path, body: { contact_id: CONTACT, ...body } },
			]);
		});
	});
}

const HTML = { options: { html: true } };

// Telegram service API, POST /contacts/send, examples.
const telegramKeyboard = (...rows: IDataObject[][]) => ({
	message: { type: 'text', text: 'Example text', reply_markup: { inline_keyboard: rows } },
});
const telegramCarousel = {
	type: 'carousel',
	carousel: [
		{ title: 'Slide 1 title', description: 'Slide 1 description', photo: PICTURE },
		{ title: 'Slide 2 title', description: 'Slide 2 description', photo: PICTURE },
	],
};
sendsTo('telegram', '/telegram/contacts/send', [
	['a text', content.text('Example text'), { message: { type: 'text', text: 'Example text' } }],
	[
		'a text with HTML',
		{ ...content.text('<b>bold</b>, <i>italic</i>'), ...HTML },
		{ message: { type: 'text', text: '<b>bold</b>, <i>italic</i>', parse_mode: 'html' } },
	],
	[
		'an image with a caption',
		content.image(PICTURE, 'string'),
		{ message: { type: 'photo', photo: PICTURE, caption: 'string' } },
	],
	['an image alone', content.image(PICTURE), { message: { type: 'photo', photo: PICTURE } }],
	[
		'an image with a caption in HTML',
		{ ...content.image(PICTURE, '<b>New</b>'), ...HTML },
		{ message: { type: 'photo', photo: PICTURE, caption: '<b>New</b>', parse_mode: 'html' } },
	],
	[
		'an image alone, with nothing that HTML could format',
		{ ...content.image(PICTURE), ...HTML },
		{ message: { type: 'photo', photo: PICTURE } },
	],
	[
		'a file with a caption',
		content.file(DOCUMENT, 'string'),
		{ message: { type: 'document', document: DOCUMENT, caption: 'string' } },
	],
	[
		'a file with a caption in HTML',
		{ ...content.file(DOCUMENT, '<b>New</b>'), ...HTML },
		{
			message: { type: 'document', document: DOCUMENT, caption: '<b>New</b>', parse_mode: 'html' },
		},
	],
	[
		'a button that opens a page',
		content.buttons('Example text', opens('Example button', 'http://example.url.com/')),
		telegramKeyboard([{ text: 'Example button', type: 'web_url', url: 'http://example.url.com/' }]),
	],
	[
		'a button that starts a flow',
		content.buttons('Example text', starts('Example button', FLOW)),
		telegramKeyboard([{ text: 'Example button', type: 'postback', data: { to_chain_id: FLOW } }]),
	],
	[
		'two buttons, one below the other',
		content.buttons('Example text', opens('Page', 'http://example.url.com/'), starts('Flow', FLOW)),
		telegramKeyboard(
			[{ text: 'Page', type: 'web_url', url: 'http://example.url.com/' }],
			[{ text: 'Flow', type: 'postback', data: { to_chain_id: FLOW } }],
		),
	],
	[
		'buttons below a text with HTML',
		{ ...content.buttons('<b>Hi</b>', starts('Flow', FLOW)), ...HTML },
		{
			message: {
				type: 'text',
				text: '<b>Hi</b>',
				parse_mode: 'html',
				reply_markup: {
					inline_keyboard: [[{ text: 'Flow', type: 'postback', data: { to_chain_id: FLOW } }]],
				},
			},
		},
	],
	['JSON as an object', content.json(telegramCarousel), { message: telegramCarousel }],
	['JSON as text', content.json(JSON.stringify(telegramCarousel)), { message: telegramCarousel }],
	['JSON as a list of one', content.json([telegramCarousel]), { message: telegramCarousel }],
]);

// WhatsApp service API, POST /contacts/send, examples.
const whatsAppButtons = (...buttons: IDataObject[]) => ({
	message: {
		type: 'interactive',
		interactive: { type: 'button', body: { text: 'Example text' }, action: { buttons } },
	},
});
const reaction = { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '👍' } };
sendsTo('whatsapp', '/whatsapp/contacts/send', [
	['a text', content.text('string'), { message: { type: 'text', text: { body: 'string' } } }],
	[
		'an image with a caption',
		content.image(PICTURE, 'string'),
		{ message: { type: 'image', image: { link: PICTURE, caption: 'string' } } },
	],
	[
		'an image alone',
		content.image(PICTURE),
		{ message: { type: 'image', image: { link: PICTURE } } },
	],
	[
		'a file with a caption',
		content.file(DOCUMENT, 'string'),
		{ message: { type: 'document', document: { link: DOCUMENT, caption: 'string' } } },
	],
	[
		'a button that starts a flow',
		content.buttons('Example text', starts('Example payload button', FLOW)),
		whatsAppButtons({
			type: 'reply',
			to_chain_id: FLOW,
			reply: { title: 'Example payload button' },
		}),
	],
	[
		'buttons that only reply',
		content.buttons('Example text', replies('Yes'), replies('No')),
		whatsAppButtons(
			{ type: 'reply', reply: { title: 'Yes' } },
			{ type: 'reply', reply: { title: 'No' } },
		),
	],
	['JSON', content.json(reaction), { message: reaction }],
]);

// Facebook Messenger service API, POST /contacts/send, examples. They name a tag beside RESPONSE; by
// Meta's rules it belongs to MESSAGE_TAG.
const messengerButtons = (button: IDataObject) => ({
	message: {
		type: 'RESPONSE',
		content_type: 'template',
		data: {
			attachment: {
				type: 'template',
				payload: {
					template_type: 'generic',
					elements: [{ title: 'Example title', buttons: [button] }],
				},
			},
		},
	},
});
const tagged = (messageTag: string) => ({ options: { messageTag } });
sendsTo('messenger', '/messenger/contacts/send', [
	[
		'a text',
		content.text('Hello world!'),
		{ message: { type: 'RESPONSE', content_type: 'message', text: 'Hello world!' } },
	],
	[
		'a text with a tag',
		{ ...content.text('Hello world!'), ...tagged('HUMAN_AGENT') },
		{
			message: {
				type: 'MESSAGE_TAG',
				tag: 'HUMAN_AGENT',
				content_type: 'message',
				text: 'Hello world!',
			},
		},
	],
	[
		'an image',
		content.image(PICTURE),
		{ message: { type: 'RESPONSE', content_type: 'media_img', img: PICTURE } },
	],
	[
		'a file with a tag',
		{ ...content.file(DOCUMENT), ...tagged('CUSTOMER_FEEDBACK') },
		{
			message: {
				type: 'MESSAGE_TAG',
				tag: 'CUSTOMER_FEEDBACK',
				content_type: 'media_file',
				file: DOCUMENT,
			},
		},
	],
	[
		'a button that opens a page',
		content.buttons('Example title', opens('Example button', 'https://example.com/')),
		messengerButtons({ type: 'web_url', title: 'Example button', url: 'https://example.com/' }),
	],
	[
		'a button that starts a flow',
		content.buttons('Example title', starts('Example button', FLOW)),
		messengerButtons({ type: 'postback', title: 'Example button', data: { chain: FLOW } }),
	],
	[
		'JSON',
		content.json({ type: 'UPDATE', content_type: 'message', text: 'Hello world!' }),
		{ message: { type: 'UPDATE', content_type: 'message', text: 'Hello world!' } },
	],
]);

// Instagram service API, POST /contacts/send, examples.
const instagramButtons = (...buttons: IDataObject[]) => ({
	messages: [
		{
			type: 'generic_template',
			message: { attachment: { payload: { elements: [{ title: 'Example title', buttons }] } } },
		},
	],
});
const instagramTexts = ['One', 'Two'].map((text) => ({ type: 'text', message: { text } }));
sendsTo('instagram', '/instagram/contacts/send', [
	['a text', content.text('string'), { messages: [{ type: 'text', message: { text: 'string' } }] }],
	[
		'an image',
		content.image('https://example.com/image.png'),
		{
			messages: [
				{
					type: 'image',
					message: {
						attachment: {
							type: 'image',
							payload: { is_external_attachment: true, url: 'https://example.com/image.png' },
						},
					},
				},
			],
		},
	],
	[
		'a button that opens a page, and one that starts a flow',
		content.buttons(
			'Example title',
			opens('Example button', 'https://example.com/'),
			starts('Example button', FLOW),
		),
		instagramButtons(
			{ type: 'web_url', title: 'Example button', url: 'https://example.com/' },
			{ type: 'postback', title: 'Example button', data: { to_chain_id: FLOW } },
		),
	],
	['JSON as an object', content.json(instagramTexts[0]), { messages: [instagramTexts[0]] }],
	['JSON as a list', content.json(instagramTexts), { messages: instagramTexts }],
]);

// Viber chatbots, live chat and TikTok service APIs, POST /contacts/send, examples.
const urlButton = { text: 'Example url button', type: 'web_url', url: 'https://example.com/' };
const flowButton = { text: 'Example postback button', type: 'postback', to_chain_id: FLOW };
const bothButtons = content.buttons(
	'string',
	opens('Example url button', 'https://example.com/'),
	starts('Example postback button', FLOW),
);
const withBothButtons = {
	messages: [{ type: 'text', text: { text: 'string', buttons: [[urlButton], [flowButton]] } }],
};
const plainText = { messages: [{ type: 'text', text: { text: 'string' } }] };
const viberCard = { type: 'generic_template', generic_template: [{ title: 'Example title' }] };

sendsTo('viber', '/viber/chatbots/contacts/send', [
	['a text', content.text('string'), plainText],
	['buttons of both kinds, one below the other', bothButtons, withBothButtons],
	[
		'an image',
		content.image('https://example.com/image.png'),
		{
			messages: [
				{
					type: 'image',
					image: { file: { is_path_absolute: true, path: 'https://example.com/image.png' } },
				},
			],
		},
	],
	['JSON', content.json(viberCard), { messages: [viberCard] }],
]);

sendsTo('liveChat', '/live-chat/contacts/send', [
	['a text', content.text('string'), plainText],
	['buttons of both kinds, one below the other', bothButtons, withBothButtons],
	[
		'an image',
		content.image('https://example.com/image.png'),
		{ messages: [{ type: 'image', image: { file: { path: 'https://example.com/image.png' } } }] },
	],
	[
		'a file',
		content.file('https://example.com/file.pdf'),
		{
			messages: [
				{ type: 'document', document: { file: { path: 'https://example.com/file.pdf' } } },
			],
		},
	],
]);

sendsTo('tiktok', '/tiktok/contacts/send', [
	[
		'a text',
		content.text('Hello, World!'),
		{ messages: [{ type: 'text', text: { text: 'Hello, World!' } }] },
	],
	[
		'a button that starts a flow',
		content.buttons('Hello, World!', starts('click me', FLOW)),
		{
			messages: [
				{
					type: 'text',
					text: {
						text: 'Hello, World!',
						buttons: [[{ text: 'click me', type: 'postback', to_chain_id: FLOW }]],
					},
				},
			],
		},
	],
]);

describe('what a channel can not do is refused before anything is sent', () => {
	const can = (name: string, what: string, instead: string) =>
		`${name} can't send ${what} through SendPulse's API. ${instead}. Nothing was sent.`;
	const OTHER_TYPE = "Choose another 'Message Type', or JSON for the channel's own form";
	const PAGE = 'buttons that open a page';
	const REPLY = 'buttons that only reply';
	const CAPTION = 'a caption with an image or file';
	const NO_CAPTION = "Clear 'Caption', or send it as a text of its own";
	const SEVERAL = 'several messages at once';
	const ONE_EACH = 'Use one input item for each of them';
	const PAGE_OR_FLOW = 'Let them open a page or start a flow';
	const image = content.image(PICTURE);
	const file = content.file(DOCUMENT);
	const captioned = content.image(PICTURE, 'Look');
	const captionedFile = content.file(DOCUMENT, 'Look');
	const page = content.buttons('Hi', opens('Page', 'https://example.com/'));
	const reply = content.buttons('Hi', replies('Yes'));
	const several = content.json([{ type: 'text' }, { type: 'text' }]);

	test.each<[channel: string, what: string, name: string, fields: IDataObject, instead: string]>([
		['telegram', REPLY, 'Telegram', reply, PAGE_OR_FLOW],
		['telegram', SEVERAL, 'Telegram', several, ONE_EACH],
		[
			'whatsapp',
			PAGE,
			'WhatsApp',
			page,
			'Let them reply or start a flow, or send a template that has such a button',
		],
		['whatsapp', SEVERAL, 'WhatsApp', several, ONE_EACH],
		['messenger', CAPTION, 'Messenger', captioned, NO_CAPTION],
		['messenger', CAPTION, 'Messenger', captionedFile, NO_CAPTION],
		['messenger', REPLY, 'Messenger', reply, PAGE_OR_FLOW],
		['messenger', SEVERAL, 'Messenger', several, ONE_EACH],
		['instagram', 'files', 'Instagram', file, OTHER_TYPE],
		['instagram', CAPTION, 'Instagram', captioned, NO_CAPTION],
		['instagram', REPLY, 'Instagram', reply, PAGE_OR_FLOW],
		['viber', 'files', 'Viber', file, OTHER_TYPE],
		['viber', CAPTION, 'Viber', captioned, NO_CAPTION],
		['viber', REPLY, 'Viber', reply, PAGE_OR_FLOW],
		['liveChat', CAPTION, 'Live Chat', captioned, NO_CAPTION],
		['liveChat', CAPTION, 'Live Chat', captionedFile, NO_CAPTION],
		['liveChat', REPLY, 'Live Chat', reply, PAGE_OR_FLOW],
		['tiktok', 'images', 'TikTok', image, OTHER_TYPE],
		['tiktok', 'files', 'TikTok', file, OTHER_TYPE],
		['tiktok', PAGE, 'TikTok', page, 'Let them start a flow'],
		['tiktok', REPLY, 'TikTok', reply, 'Let them start a flow'],
	])('%s: %s', async (channel, what, name, fields, instead) => {
		const api = silent();
		// An expression: a caption is not even there where the channel is chosen and has none.
		const { error } = await send.run(
			{ channel: '={{ $json.channel }}', contactId: CONTACT, ...fields },
			{ items: [{ channel }] },
		);
		expect(error?.message).toBe(can(name, what, instead));
		expect(api.requests).toEqual([]);
	});

	test('a caption that the form hides is not in the way', async () => {
		const api = answering(SENT);
		const { error } = await send.run({ channel: 'viber', contactId: CONTACT, ...captioned });
		expect(error).toBeUndefined();
		expect(api.requests).toHaveLength(1);
	});
});
