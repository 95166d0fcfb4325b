import '../../../quickWaits.mts';
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { send as sendCampaign } from '../../../../nodes/SendPulseChatbot/operations/campaign/send';
import { answering, chatbotOperation, locator, says, silent } from '../../../api.mts';
import {
	doesNotRepeat,
	givesWhatItShould,
	goesOnAfterFailures,
	previews,
	refusesEqualItems,
	refusesRetryOnFail,
	type Sample,
} from '../../../SendPulse/suites.mts';
import { BOT, content, DOCUMENT, FLOW, opens, PICTURE, starts } from '../message/messages.mts';

const OTHER_BOT = '5f1a2b3c4d5e6f7a8b9c0d09';

const send = chatbotOperation('campaign', 'send');
/** As documented; WhatsApp tells the cost as well. */
const campaign = {
	id: '5f1a2b3c4d5e6f7a8b9c0d06',
	bot_id: BOT,
	title: 'Spring sale',
	send_at: '2199-12-11T21:00:00+00:00',
	messages: [{ type: 'text' }],
	created_at: '2020-12-11T21:00:00+00:00',
};
const paidCampaign = { ...campaign, cost: { amount: 0.56, currency: 'USD' } };
const SENT = says({ success: true, data: campaign });

const required = { botId: locator(BOT), title: 'Spring sale', sendMode: 'now' };
const requiredBody = { title: 'Spring sale', bot_id: BOT };
const filterBy = (type: string, ...tags: string[]) => ({
	type: 'and',
	expressions: [
		{ type, expressions: tags.map((value) => ({ operator: 'eq', field: 'tags', value })) },
	],
});

const sample: Sample = {
	operation: send,
	parameters: {
		...required,
		channel: 'whatsapp',
		...content.text('Our sale begins'),
		sendMode: 'schedule',
		sendAt: '2199-12-11 21:00:00',
		filters: { tags: ['VIP'] },
	},
	request: {
		method: 'POST',
		path: '/whatsapp/campaigns/send',
		body: {
			...requiredBody,
			send_at: '2199-12-11 21:00',
			filter: filterBy('and', 'VIP'),
			messages: [{ type: 'text', text: { body: 'Our sale begins' } }],
		},
	},
	answer: says({ success: true, data: paidCampaign }),
	output: [{ channel: 'whatsapp', ...paidCampaign, sendDate: '2199-12-11T21:00:00' }],
};
const onlyDone: Sample = {
	operation: send,
	parameters: { ...required, channel: 'viber', ...content.text('Hi') },
	request: {
		method: 'POST',
		path: '/viber/chatbots/campaigns/send',
		body: { ...requiredBody, messages: [{ type: 'text', text: { text: 'Hi' } }] },
	},
	answer: says({ success: true, data: true }),
	output: [{ success: true, channel: 'viber', botId: BOT, title: 'Spring sale' }],
};

/** Messenger tells how it is announced as well. */
const announced = {
	...campaign,
	message_tag: 'HUMAN_AGENT',
	message_notification_type: 'REGULAR',
};
const ofMessenger: Sample = {
	...onlyDone,
	answer: says({ success: true, data: announced }),
	output: [{ channel: 'viber', ...announced }],
};

givesWhatItShould(sample, onlyDone, ofMessenger);
previews(sample);
doesNotRepeat(sample);
refusesRetryOnFail(sample, 'Send');
refusesEqualItems(sample, 'send the same campaign', 'title');
goesOnAfterFailures(sample, {
	name: 'botId',
	varying: 'title',
	values: { good: BOT, wrong: 'none', refused: OTHER_BOT },
	isRefused: ({ body }) => (body as IDataObject).bot_id === OTHER_BOT,
	refusal: {
		status: 422,
		body: { message: 'The given data was invalid.', errors: { bot_id: ['Not found'] } },
	},
	texts: {
		wrong: "'Bot' has to be an ID of SendPulse like 5f1a2b3c4d5e6f7a8b9c0d1e, not 'none'.",
		refused:
			'A value was not accepted. Correct the value that SendPulse names. SendPulse says: The given data was invalid. (bot_id: Not found) (status 422).',
	},
});

// POST /campaigns/send of the channels' service APIs, examples. Those of Messenger name a tag beside
// RESPONSE; by Meta's rules it belongs to MESSAGE_TAG.
describe('the messages of each channel', () => {
	const card = (element: IDataObject) => ({
		attachment: { type: 'template', payload: { template_type: 'generic', elements: [element] } },
	});
	const pageButton = { type: 'web_url', title: 'Example button', url: 'https://example.com/' };
	const page = opens('Example button', 'https://example.com/');
	const HTML = { options: { html: true } };
	const whatsAppMix = [
		{ type: 'text', text: { body: 'string' } },
		{ type: 'image', image: { link: PICTURE, caption: 'string' } },
	];

	test.each<[channel: string, what: string, path: string, fields: IDataObject, body: IDataObject]>([
		[
			'telegram',
			'a text',
			'/telegram',
			content.text('Example text'),
			{ messages: [{ type: 'text', message: { text: 'Example text' } }] },
		],
		[
			'telegram',
			'a text with HTML',
			'/telegram',
			{ ...content.text('<b>bold</b>'), ...HTML },
			{ messages: [{ type: 'text', message: { text: '<b>bold</b>', parse_mode: 'html' } }] },
		],
		[
			'telegram',
			'an image with a caption',
			'/telegram',
			content.image(PICTURE, 'string'),
			{ messages: [{ type: 'photo', message: { photo: PICTURE, caption: 'string' } }] },
		],
		[
			'telegram',
			'a file with a caption',
			'/telegram',
			content.file(DOCUMENT, 'string'),
			{ messages: [{ type: 'document', message: { document: DOCUMENT, caption: 'string' } }] },
		],
		[
			'telegram',
			'a button, as its messages have them',
			'/telegram',
			content.buttons('Hi', starts('Flow', FLOW)),
			{
				messages: [
					{
						type: 'text',
						message: {
							text: 'Hi',
							reply_markup: {
								inline_keyboard: [
									[{ text: 'Flow', type: 'postback', data: { to_chain_id: FLOW } }],
								],
							},
						},
					},
				],
			},
		],
		[
			'whatsapp',
			'a text',
			'/whatsapp',
			content.text('string'),
			{ messages: [{ type: 'text', text: { body: 'string' } }] },
		],
		[
			'whatsapp',
			'an image with a caption',
			'/whatsapp',
			content.image(PICTURE, 'string'),
			{ messages: [{ type: 'image', image: { link: PICTURE, caption: 'string' } }] },
		],
		[
			'whatsapp',
			'a file with a caption',
			'/whatsapp',
			content.file(DOCUMENT, 'string'),
			{ messages: [{ type: 'document', document: { link: DOCUMENT, caption: 'string' } }] },
		],
		[
			'whatsapp',
			'JSON, several messages of one campaign',
			'/whatsapp',
			content.json(whatsAppMix),
			{ messages: whatsAppMix },
		],
		[
			'messenger',
			'a text',
			'/messenger',
			content.text('Hello world!'),
			{ messages: [{ type: 'RESPONSE', content_type: 'message', data: { text: 'Hello world!' } }] },
		],
		[
			'messenger',
			'a text with a tag',
			'/messenger',
			{ ...content.text('Hello world!'), options: { messageTag: 'CUSTOMER_FEEDBACK' } },
			{
				message_tag: 'CUSTOMER_FEEDBACK',
				messages: [
					{
						type: 'MESSAGE_TAG',
						tag: 'CUSTOMER_FEEDBACK',
						content_type: 'message',
						data: { text: 'Hello world!' },
					},
				],
			},
		],
		[
			'messenger',
			'an image, whose caption is the title of its card',
			'/messenger',
			content.image(PICTURE, 'Example title'),
			{
				messages: [
					{
						type: 'RESPONSE',
						content_type: 'media_img',
						data: card({ title: 'Example title', image_url: PICTURE }),
					},
				],
			},
		],
		[
			'messenger',
			'a button',
			'/messenger',
			content.buttons('Example title', page),
			{
				messages: [
					{
						type: 'RESPONSE',
						content_type: 'template',
						data: card({ title: 'Example title', buttons: [pageButton] }),
					},
				],
			},
		],
		[
			'instagram',
			'a text',
			'/instagram',
			content.text('string'),
			{ messages: [{ type: 'text', message: { text: 'string' } }] },
		],
		[
			'instagram',
			'an image',
			'/instagram',
			content.image(PICTURE),
			{
				messages: [
					{
						type: 'image',
						message: {
							attachment: {
								type: 'image',
								payload: { is_external_attachment: true, url: PICTURE },
							},
						},
					},
				],
			},
		],
		[
			'instagram',
			'a button',
			'/instagram',
			content.buttons('Example title', page),
			{
				messages: [
					{
						type: 'generic_template',
						message: {
							attachment: {
								payload: { elements: [{ title: 'Example title', buttons: [pageButton] }] },
							},
						},
					},
				],
			},
		],
		[
			'viber',
			'an image',
			'/viber/chatbots',
			content.image(PICTURE),
			{
				messages: [{ type: 'image', image: { file: { is_path_absolute: true, path: PICTURE } } }],
			},
		],
		[
			'tiktok',
			'a text',
			'/tiktok',
			content.text('string'),
			{ messages: [{ type: 'text', text: { text: 'string' } }] },
		],
	])('%s: %s', async (channel, _, path, fields, body) => {
		const api = answering(SENT);
		const { error } = await send.run({ ...required, channel, ...fields });
		expect(error).toBeUndefined();
		expect(api.requests).toEqual([
			{ method: 'POST', path: `${path}/campaigns/send`, body: { ...requiredBody, ...body } },
		]);
	});

	test("Messenger's tag goes to no other channel", async () => {
		const api = answering(SENT);
		await send.run(
			{
				...required,
				channel: '={{ $json.channel }}',
				...content.text('string'),
				options: { messageTag: 'HUMAN_AGENT' },
			},
			{ items: [{ channel: 'tiktok' }] },
		);
		expect(api.requests[0].body).toEqual({
			...requiredBody,
			messages: [{ type: 'text', text: { text: 'string' } }],
		});
	});
});

describe('subscribers with certain tags', () => {
	const filteredBody = async (fields: IDataObject, item: IDataObject = {}) => {
		const api = answering(SENT);
		const { error } = await send.run(
			{ ...required, ...content.text('string'), ...fields },
			{ items: [item] },
		);
		expect(error).toBeUndefined();
		return api.requests[0].body as IDataObject;
	};
	const message = { type: 'text', text: { text: 'string' } };

	test.each<[string, IDataObject, IDataObject]>([
		['one tag', { tags: ['VIP'] }, filterBy('and', 'VIP')],
		['all of several tags', { tags: ['VIP', 'Kyiv'] }, filterBy('and', 'VIP', 'Kyiv')],
		[
			'all of them, said so',
			{ tags: ['VIP', 'Kyiv'], match: 'and' },
			filterBy('and', 'VIP', 'Kyiv'),
		],
		['any of them', { tags: ['VIP', 'Kyiv'], match: 'or' }, filterBy('or', 'VIP', 'Kyiv')],
		['text with commas', { tags: '={{ $json.tags }}' }, filterBy('and', 'VIP', 'Kyiv')],
	])('%s', async (_, filters, filter) => {
		expect(await filteredBody({ channel: 'viber', filters }, { tags: 'VIP, Kyiv' })).toEqual({
			...requiredBody,
			filter,
			messages: [message],
		});
	});

	// The schema of the Telegram service API has it in each message, its example beside them.
	test('on Telegram both beside the messages and in each of them', async () => {
		const filter = filterBy('and', 'VIP');
		const texts = [
			{ type: 'text', message: { text: 'One' } },
			{ type: 'text', message: { text: 'Two' } },
		];
		expect(
			await filteredBody({
				channel: 'telegram',
				...content.json(texts),
				filters: { tags: ['VIP'] },
			}),
		).toEqual({
			...requiredBody,
			filter,
			messages: texts.map((text) => ({ ...text, filter })),
		});
	});

	test('no filter sends to everyone', async () => {
		expect(await filteredBody({ channel: 'viber', filters: {} })).toEqual({
			...requiredBody,
			messages: [message],
		});
	});

	const EMPTY_TAGS =
		"'Tag Names or IDs' was added but is empty for this item. Fill it in, or remove it.";

	// It would go to everyone.
	test.each<[string, IDataObject, string?]>([
		['no tags', { tags: [] }],
		['tags of an expression that gives nothing', { tags: '={{ $json.nothing }}' }],
		['tags of an expression that gives empty ones', { tags: "={{ ['', null] }}" }],
		[
			'nothing but how tags go together',
			{ match: 'or' },
			"'Filters' has no tag. Choose one, or remove the filter to send to everyone.",
		],
	])('a filter with %s is refused', async (_, filters, text = EMPTY_TAGS) => {
		const api = silent();
		const { error } = await send.run({
			...required,
			channel: 'viber',
			...content.text('string'),
			filters,
		});
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
});

describe('the time', () => {
	const kyiv = says({ id: 7043663, locale: 'Europe/Kyiv', time_zone: '2' });
	const scheduled = {
		...required,
		channel: 'tiktok',
		...content.text('Hi'),
		sendMode: 'schedule',
	};

	test.each([
		['2199-12-11 21:00:00', '2199-12-11 21:00'],
		['2199-12-11 21:00', '2199-12-11 21:00'],
		['2199-12-11 21:00:01', '2199-12-11 21:01'],
		['2199-12-31 23:59:59', '2200-01-01 00:00'],
	])('%s of the account is %s: whole minutes, never earlier', async (sendAt, send_at) => {
		const api = answering(SENT);
		const { json, hints } = await send.run({ ...scheduled, sendAt });
		expect(api.requests.map(({ body }) => (body as IDataObject).send_at)).toEqual([send_at]);
		expect(json).toEqual([
			expect.objectContaining({ sendDate: `${send_at.replace(' ', 'T')}:00` }),
		]);
		expect(hints).toEqual([`Send date: ${send_at} in the time zone of the SendPulse account.`]);
	});

	test.each([
		['2199-12-11T21:00:00Z', '2199-12-11 23:00'],
		['2199-12-11T20:59:00.500Z', '2199-12-11 23:00'],
		['2199-12-11T21:00:00+02:00', '2199-12-11 21:00'],
		['2199-07-11T21:00:00Z', '2199-07-12 00:00'],
		// The zone of the workflow is America/New_York here.
		['2199-12-11T21:00:00', '2199-12-12 04:00'],
	])('%s is %s in the time zone of the account', async (sendAt, send_at) => {
		const api = answering(kyiv, SENT);
		await send.run({ ...scheduled, sendAt }, { timezone: 'America/New_York' });
		expect(api.requests[0]).toEqual({ method: 'GET', path: '/user/info' });
		expect(api.requests[1].body).toMatchObject({ send_at });
		expect(api.requests).toHaveLength(2);
	});

	test.each([
		['2020-01-01 10:00:00', "'Send At' is past: '2020-01-01 10:00:00'. Choose a later date."],
		[
			'tomorrow',
			"'Send At' is no date and time that everybody reads alike: 'tomorrow'. Use the date picker, or write it like 2030-12-31T23:34:23 or with a time zone, 2030-12-31T23:34:23+02:00.",
		],
	])('%s is refused', async (sendAt, text) => {
		const api = silent();
		const { error } = await send.run({ ...scheduled, sendAt });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});

	test('may be at once, whatever a date says', async () => {
		const api = answering(SENT);
		await send.run({ ...scheduled, sendMode: 'now', sendAt: '2199-12-11 21:00:00' });
		expect(api.requests[0].body).not.toHaveProperty('send_at');
	});

	test.each(
		['={{ $json.nothing }}', '={{ null }}', '={{ "  " }}'].flatMap((sendAt) => [
			[sendAt, { ...scheduled, sendAt }] as const,
			// As a workflow has it that was stored before there was a choice.
			[
				sendAt,
				{ ...required, channel: 'tiktok', ...content.text('Hi'), sendAt, sendMode: undefined },
			] as const,
		]),
	)('%s is not at once, to everybody', async (_, parameters) => {
		const api = silent();
		const { sendMode, ...others } = parameters;
		const { error } = await send.run({ ...others, ...(sendMode ? { sendMode } : {}) });
		expect(error?.message).toBe(
			"'Send At' is empty. Choose a date, or set 'Send' to Now to send to everybody at once. Nothing was sent.",
		);
		expect(api.requests).toEqual([]);
	});

	test('of a workflow that was stored before there was a choice is its date', async () => {
		const { sendMode: _, ...stored } = scheduled;
		const api = answering(SENT);
		await send.run({ ...stored, sendAt: '2199-12-11 21:00:00' });
		expect(api.requests[0].body).toMatchObject({ send_at: '2199-12-11 21:00' });
	});
});

describe('a WhatsApp template', () => {
	const template = {
		...required,
		channel: 'whatsapp',
		messageType: 'template',
		template: locator('thanks_for_buying:en'),
	};

	// WhatsApp service API, POST /campaigns/sendTemplate, examples.
	test('goes out as a campaign of its own kind', async () => {
		const api = answering(says({ success: true, data: paidCampaign }));
		const { json } = await send.run({
			...template,
			sendMode: 'schedule',
			sendAt: '2199-01-21 12:00:00',
			templateParameters: { mappingMode: 'defineBelow', value: { body_1: 'Ann' }, schema: [] },
		});
		expect(api.requests).toEqual([
			{
				method: 'POST',
				path: '/whatsapp/campaigns/sendTemplate',
				body: {
					...requiredBody,
					send_at: '2199-01-21 12:00',
					template: {
						name: 'thanks_for_buying',
						language: { code: 'en' },
						components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }],
					},
				},
			},
		]);
		expect(json).toEqual([
			{ channel: 'whatsapp', ...paidCampaign, sendDate: '2199-01-21T12:00:00' },
		]);
	});

	test('takes Components (JSON)', async () => {
		const components = [{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }];
		const api = answering(SENT);
		await send.run({ ...template, options: { componentsJson: JSON.stringify(components) } });
		expect(api.requests[0].body).toMatchObject({ template: { components } });
	});

	test.each<[string, IDataObject, string]>([
		[
			'for another channel',
			{ channel: 'telegram' },
			"'Message Type' can be Template for WhatsApp only. Choose another.",
		],
		[
			'with a filter, which SendPulse would not see',
			{ filters: { tags: ['VIP'] } },
			"'Filters' don't work with a template: SendPulse would send it to everyone. Remove the filter, or use 'Send Template' of the resource Message for each contact.",
		],
	])('is refused %s', async (_, fields, text) => {
		const api = silent();
		const { error } = await send.run({ ...template, ...fields });
		expect(error?.message).toBe(`${text} Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
});

describe('what a channel has not got in campaigns', () => {
	test('Live Chat is not offered', () => {
		const channel = sendCampaign.fields.find(({ name }) => name === 'channel');
		expect((channel?.options as INodePropertyOptions[]).map(({ value }) => value)).toEqual([
			'instagram',
			'messenger',
			'telegram',
			'tiktok',
			'viber',
			'whatsapp',
		]);
	});

	const OTHER_TYPE = "Choose another 'Message Type', or JSON for the channel's own form";

	test.each<[string, string, IDataObject, string]>([
		[
			'liveChat',
			'Live Chat',
			content.text('Hi'),
			"campaigns through SendPulse's API. Choose another channel",
		],
		[
			'whatsapp',
			'WhatsApp',
			content.buttons('Hi', starts('Flow', FLOW)),
			`buttons in a campaign through SendPulse's API. ${OTHER_TYPE}`,
		],
		[
			'messenger',
			'Messenger',
			content.file(DOCUMENT),
			`files in a campaign through SendPulse's API. ${OTHER_TYPE}`,
		],
		[
			'messenger',
			'Messenger',
			content.image(PICTURE),
			"an image without words in a campaign through SendPulse's API. Fill in 'Caption'",
		],
		[
			'viber',
			'Viber',
			content.file(DOCUMENT),
			`files in a campaign through SendPulse's API. ${OTHER_TYPE}`,
		],
		[
			'tiktok',
			'TikTok',
			content.image(PICTURE),
			`images in a campaign through SendPulse's API. ${OTHER_TYPE}`,
		],
	])('%s refuses it in words', async (channel, name, fields, what) => {
		const api = silent();
		const { error } = await send.run(
			{ ...required, channel: '={{ $json.channel }}', ...fields },
			{ items: [{ channel }] },
		);
		expect(error?.message).toBe(`${name} can't send ${what}. Nothing was sent.`);
		expect(api.requests).toEqual([]);
	});
});
