import { ManualClock } from '../../../sandbox/index.mts';
import {
	botOf,
	changed,
	channelIds,
	contactsOf,
	GONE,
	malformed,
	missing,
	pathOf,
	refusalOf,
	refused,
	type ChannelId,
} from './chatbots.mts';
import { startBench, type Bench } from '../client.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
afterAll(() => bench.sandbox.close());
afterEach(() => bench.sandbox.reset());

const store = () => bench.sandbox.state.chatbots;
const ID = '66a1b2c3d4e5f60718293a4b';
const FILTER = {
	type: 'and',
	expressions: [{ type: 'and', expressions: [{ operator: 'eq', field: 'tags', value: 'vip' }] }],
};
const LOGO = 'https://www.spcdn.org/images/promo-logo/correct/sendpulse-logo-13.png';
const PAGE = { type: 'web_url', title: 'Example button', url: 'https://example.com/' };
const forMessenger = { type: 'RESPONSE', tag: 'CUSTOMER_FEEDBACK' };
const cards = (...elements: object[]) => ({
	attachment: { type: 'template', payload: { template_type: 'generic', elements } },
});

type Fault = [place: string, value: unknown];
type Example = [channel: ChannelId, name: string, messages: object[], faults: Fault[]];

/** The examples of POST /campaigns/send, with a link where they say "string". */
const EXAMPLES: Example[] = [
	[
		'telegram',
		'a text',
		[{ type: 'text', message: { text: 'Example text' } }],
		[
			['0.message', GONE],
			['0.message.text', GONE],
			['0.message.type', 'text'],
			['0.text', 'Example text'],
			['0.type', 'action'],
			['0.type', GONE],
			['0', 'Example text'],
		],
	],
	[
		'telegram',
		'an image',
		[
			{
				type: 'photo',
				message: { photo: 'https://www.cdn.com/photo.png', caption: 'string' },
			},
		],
		[['0.message.photo', GONE]],
	],
	[
		'telegram',
		'a text (HTML)',
		[{ type: 'text', message: { text: '<b>bold</b>', parse_mode: 'html' } }],
		[['0.message.parse_mode', 'text']],
	],
	...['document', 'audio', 'voice', 'video'].map(
		(type): Example => [
			'telegram',
			type,
			[{ type, message: { [type]: 'https://www.cdn.com/file', caption: 'string' } }],
			[[`0.message.${type}`, 'file']],
		],
	),
	[
		'telegram',
		'a carousel',
		[
			{
				type: 'carousel',
				message: {
					carousel: [
						{ title: 'Slide 1 title', photo: 'https://www.cdn.com/photo1.png' },
						{
							title: 'Slide 2 title',
							description: 'Slide 2 description',
							photo: 'https://www.cdn.com/photo2.png',
							reply_markup: {
								inline_keyboard: [
									[{ text: 'Example button', type: 'web_url', url: 'http://example.url.com/' }],
								],
							},
						},
					],
				},
			},
		],
		[['0.message.carousel.1.reply_markup.inline_keyboard.0.0.url', GONE]],
	],
	[
		'telegram',
		'an effect',
		[{ type: 'text', message: { text: 'Example text', message_effect_id: 'string' } }],
		[],
	],
	[
		'whatsapp',
		'different types',
		[
			{ type: 'text', text: { body: 'string' } },
			{ type: 'image', image: { link: 'https://example.com/image.png', caption: 'string' } },
			{ type: 'document', document: { link: 'https://example.com/file.pdf', caption: 'string' } },
		],
		[
			['0.text.body', GONE],
			['1.image.link', GONE],
			['2.document.link', 'http://example.com/file.pdf'],
			['0.type', 'interactive'],
			['0.filter', FILTER],
		],
	],
	[
		'messenger',
		'a text',
		[{ ...forMessenger, content_type: 'message', data: { text: 'Hello world!' } }],
		[
			['0.data', GONE],
			['0.data.text', GONE],
			['0.text', 'Hello world!'],
			['0.content_type', 'media_file'],
		],
	],
	[
		'messenger',
		'an image',
		[
			{
				...forMessenger,
				content_type: 'media_img',
				data: cards({ title: 'Example title', subtitle: 'Example subtitle', image_url: LOGO }),
			},
		],
		[['0.data.attachment.payload.elements.0.title', GONE]],
	],
	[
		'messenger',
		'a carousel',
		[
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
		],
		[['0.data.attachment.payload.elements.0.buttons.0.url', GONE]],
	],
	['instagram', 'a text', [{ type: 'text', message: { text: 'string' } }], [['0.message', GONE]]],
	[
		'instagram',
		'an image',
		[
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
		[['0.message.attachment.payload.url', GONE]],
	],
	[
		'instagram',
		'a carousel',
		[
			{
				type: 'generic_template',
				message: {
					attachment: {
						payload: {
							elements: [
								{
									title: 'Example title',
									subtitle: 'Example subtitle',
									image_url: 'https://example.com/image.png',
									is_external_attachment: true,
									buttons: [PAGE],
								},
							],
						},
					},
				},
			},
		],
		[['0.message.attachment.payload.elements', []]],
	],
	[
		'viber',
		'a text',
		[{ type: 'text', text: { text: 'string' } }],
		[
			['0.text.text', GONE],
			['0.text.buttons', []],
			['0.type', 'generic_template'],
		],
	],
	[
		'viber',
		'an image',
		[
			{
				type: 'image',
				image: { file: { is_path_absolute: true, path: 'https://example.com/image.png' } },
			},
		],
		[['0.image.file.path', GONE]],
	],
	['tiktok', 'a text', [{ type: 'text', text: { text: 'string' } }], [['0.text', 'string']]],
];

const withCampaigns = channelIds.filter((channel) => channel !== 'liveChat');
const exampleOf = (channel: ChannelId) => EXAMPLES.find(([of]) => of === channel)?.[2];
const send = (channel: ChannelId, body: object = {}) =>
	bench.post(pathOf(channel, 'campaigns/send'), {
		title: 'Spring sale',
		bot_id: botOf(bench, channel).id,
		messages: exampleOf(channel),
		...body,
	});
/** First names of those who got something, and how often. */
const reached = () => store().outbox.map(({ contact }) => contact.person.name.split(' ')[0]);

describe('POST /campaigns/send', () => {
	test.each(EXAMPLES)('%s takes %s as it is described', async (channel, _, messages) => {
		const { status, json } = await send(channel, { messages });
		expect(status).toBe(200);
		expect(json.data.messages).toEqual(messages);
		const [contact] = contactsOf(bench, channel);
		const said = store().outbox.filter((message) => message.contact === contact);
		expect(said.map(({ data }) => data)).toEqual(messages);
		expect(said.every(({ campaignId }) => campaignId === json.data.id)).toBe(true);
	});

	const faults = EXAMPLES.flatMap(([channel, name, messages, each]) =>
		each.map(([place, value]) => ({ channel, name, messages, place, value })),
	);
	test.each(faults)('$channel, $name: $place can not be $value', async (fault) => {
		const { channel, messages, place, value } = fault;
		const answer = await send(channel, { messages: changed(messages, place, value) });
		expect(refusalOf(answer)).toEqual(malformed(`messages.${place}`));
		expect([store().campaigns, store().outbox]).toEqual([[], []]);
	});

	test.each(withCampaigns)('%s: the answer', async (channel) => {
		const more: Partial<Record<ChannelId, object>> = {
			messenger: { message_tag: null, message_notification_type: null },
			whatsapp: { cost: { amount: 0, currency: 'USD' } },
		};
		const { json } = await send(channel);
		const at = expect.stringMatching(/^2026-01-15T09:0\d:\d\d\+00:00$/);
		expect(json).toEqual({
			success: true,
			data: {
				id: store().campaigns[0]?.id,
				bot_id: botOf(bench, channel).id,
				title: 'Spring sale',
				send_at: at,
				messages: exampleOf(channel),
				created_at: at,
				...more[channel],
			},
		});
	});

	test.each<[string, unknown, unknown]>([
		['title', GONE, malformed('title')],
		['title', '', malformed('title')],
		['bot_id', GONE, malformed('bot_id')],
		['bot_id', ID, missing('bot_id')],
		['messages', GONE, malformed('messages')],
		['messages', [], malformed('messages')],
		['messages', {}, malformed('messages')],
		['filter', [], malformed('filter')],
		['filter', { ...FILTER, type: 'not' }, malformed('filter.type')],
		['filter', { type: 'and' }, malformed('filter.expressions')],
		['filter', { type: 'and', expressions: [] }, malformed('filter.expressions')],
		[
			'filter',
			changed(FILTER, 'expressions.0.expressions.0.operator', 'like'),
			malformed('filter.expressions.0.expressions.0.operator'),
		],
		[
			'filter',
			changed(FILTER, 'expressions.0.expressions.0.field', 'city'),
			malformed('filter.expressions.0.expressions.0.field'),
		],
		[
			'filter',
			changed(FILTER, 'expressions.0.expressions.0.value', GONE),
			malformed('filter.expressions.0.expressions.0.value'),
		],
		['send_at', 1768471200, malformed('send_at')],
		['send_at', null, malformed('send_at')],
		['send_at', 'tomorrow', malformed('send_at')],
		['send_at', '2026-01-16 10:00:00', malformed('send_at')],
		['send_at', '2026-01-16T10:00', malformed('send_at')],
		['send_at', '2026-02-30 10:00', malformed('send_at')],
	])('%s can not be %j', async (name, value, refusal) => {
		for (const channel of withCampaigns) {
			const { id: bot_id } = botOf(bench, channel);
			const body = { title: 'Spring sale', bot_id, messages: exampleOf(channel) };
			const answer = await bench.post(
				pathOf(channel, 'campaigns/send'),
				changed(body, name, value),
			);
			expect(refusalOf(answer)).toEqual(refusal);
		}
		expect([store().campaigns, store().outbox]).toEqual([[], []]);
	});

	test('Messenger: tag and notification', async () => {
		const told = { message_tag: 'HUMAN_AGENT', message_notification_type: 'SILENT_PUSH' };
		expect((await send('messenger', told)).json.data).toMatchObject(told);
		expect(refusalOf(await send('messenger', { message_tag: 'SALE' }))).toEqual(
			malformed('message_tag'),
		);
		expect(refusalOf(await send('messenger', { message_notification_type: 'LOUD' }))).toEqual(
			malformed('message_notification_type'),
		);
	});

	test('live chat has none', async () => {
		const body = { title: 'a', bot_id: botOf(bench, 'liveChat').id, messages: [{}] };
		expect((await bench.post('/live-chat/campaigns/send', body)).status).toBe(404);
	});
});

describe('whom a campaign reaches', () => {
	test.each(withCampaigns)('%s: everybody who is active', async (channel) => {
		const [, second, third] = contactsOf(bench, channel);
		bench.sandbox.state.talk.unsubscribe(second!);
		third!.status = 3;
		await send(channel);
		const { recipients } = store().campaigns[0]!;
		expect(new Set(reached())).toEqual(
			// Those who never wrote are out of reach where only a day counts.
			new Set(['whatsapp', 'instagram'].includes(channel) ? ['Anna'] : ['Anna', '佐藤', 'Zoë']),
		);
		expect(recipients.map(({ person }) => person.name.split(' ')[0])).toEqual([
			...new Set(reached()),
		]);
	});

	test.each(['whatsapp', 'instagram'] as const)(
		'%s: who wrote within 24 hours',
		async (channel) => {
			bench.clock.advance(24 * 60 * 60 * 1_000);
			const [, second] = contactsOf(bench, channel);
			bench.sandbox.state.talk.receive(second!, 'Hello');
			await send(channel);
			expect(new Set(reached())).toEqual(new Set(['Дмитро']));
		},
	);

	const tagged = (value: string) => ({ operator: 'eq', field: 'tags', value });
	test.each<[string, object, string[]]>([
		[
			'one tag',
			{ type: 'and', expressions: [{ type: 'and', expressions: [tagged('vip')] }] },
			['Anna', 'Дмитро'],
		],
		[
			'both',
			{ type: 'and', expressions: [{ type: 'and', expressions: [tagged('vip'), tagged('fair')] }] },
			['Дмитро'],
		],
		[
			'any',
			{ type: 'and', expressions: [{ type: 'or', expressions: [tagged('vip'), tagged('fair')] }] },
			['Anna', 'Дмитро', 'Niamh'],
		],
		[
			'any of two expressions',
			{
				type: 'or',
				expressions: [
					{ type: 'and', expressions: [tagged('fair')] },
					{ type: 'and', expressions: [tagged('vip')] },
				],
			},
			['Anna', 'Дмитро', 'Niamh'],
		],
		[
			'both of two expressions',
			{
				type: 'and',
				expressions: [
					{ type: 'or', expressions: [tagged('fair')] },
					{ type: 'or', expressions: [tagged('vip')] },
				],
			},
			['Дмитро'],
		],
		[
			'a tag that nobody has',
			{ type: 'and', expressions: [{ type: 'and', expressions: [tagged('x')] }] },
			[],
		],
	])('a filter: %s', async (_, filter, names) => {
		for (const channel of ['telegram', 'viber'] as const) {
			store().messages.length = 0;
			const [, second, third] = contactsOf(bench, channel);
			second?.tags.add('vip').add('fair');
			third?.tags.add('fair');
			await send(channel, { filter });
			expect(reached()).toEqual(names);
		}
	});

	test('Telegram: filters of the messages, and that beside them', async () => {
		const [, second] = contactsOf(bench, 'telegram');
		second?.tags.add('fair');
		const message = (text: string, value?: string) => ({
			type: 'text',
			message: { text },
			...(value ? { filter: changed(FILTER, 'expressions.0.expressions.0.value', value) } : {}),
		});
		await send('telegram', { messages: [message('to vip', 'vip'), message('to fair', 'fair')] });
		expect(store().outbox.map(({ contact, text }) => [contact.person.name, text])).toEqual([
			['Anna Lindström', 'to vip'],
			['Дмитро Шевченко', 'to fair'],
		]);
		store().messages.length = 0;
		await send('telegram', {
			filter: FILTER,
			messages: [message('to both', 'fair'), message('to vip')],
		});
		expect(store().outbox.map(({ contact, text }) => [contact.person.name, text])).toEqual([
			['Anna Lindström', 'to vip'],
		]);
		const wrong = { ...message('a'), filter: { type: 'and' } };
		expect(refusalOf(await send('telegram', { messages: [wrong] }))).toEqual(
			malformed('messages.0.filter.expressions'),
		);
	});
});

describe('later', () => {
	/** Lets time pass until then. */
	const until = (time: string) => {
		bench.clock.advance(Date.parse(time) - bench.clock.now());
		bench.sandbox.agenda.catchUp();
	};

	// The account is in Berlin.
	test('goes out when its time has come, in the time zone of the account', async () => {
		const { json } = await send('telegram', { send_at: '2026-07-01 10:00' });
		expect(json.data.send_at).toBe('2026-07-01T08:00:00+00:00');
		until('2026-07-01T07:59:59Z');
		expect([reached(), store().campaigns[0]?.recipients]).toEqual([[], []]);
		until('2026-07-01T09:00:00Z');
		expect(reached()).toEqual(['Anna', 'Дмитро', 'Niamh', '佐藤', 'Zoë']);
		expect(store().campaigns[0]?.recipients).toHaveLength(5);
		// Dated from its time, however late the clock was looked at.
		expect(store().outbox.map(({ createdAt }) => new Date(createdAt).toISOString())).toEqual(
			Array(5).fill('2026-07-01T08:00:00.000Z'),
		);
		until('2026-07-02T08:00:00Z');
		expect(reached()).toHaveLength(5);
	});

	test('to whoever is there by then', async () => {
		await send('telegram', { filter: FILTER, send_at: '2026-08-01 10:00' });
		const [first, second, third] = contactsOf(bench, 'telegram');
		bench.sandbox.state.talk.block(first!);
		second?.tags.add('vip');
		third?.tags.add('vip');
		await bench.post('/telegram/contacts/delete', { contact_id: third?.id });
		const late = bench.sandbox.state.talk.subscribe(first!.bot, { name: 'Ann Lee' });
		late.tags.add('vip');
		until('2026-08-01T08:00:00Z');
		expect(reached()).toEqual(['Дмитро', 'Ann']);
	});

	test('without anybody asking', async () => {
		await send('telegram', { send_at: '2026-09-01 10:00' });
		bench.clock.advance(Date.parse('2026-09-01T08:00:00Z') - bench.clock.now());
		while (reached().length === 0) await new Promise((resolve) => setImmediate(resolve));
		expect(reached()).toHaveLength(5);
	});

	test('a reset forgets it', async () => {
		await send('telegram', { send_at: '2026-10-01 10:00' });
		bench.sandbox.reset();
		until('2026-10-01T08:00:00Z');
		expect([store().campaigns, reached()]).toEqual([[], []]);
	});

	test('the minute that runs is now', async () => {
		until('2026-11-01T09:30:45Z');
		await send('telegram', { send_at: '2026-11-01 10:30' });
		expect(reached()).toHaveLength(5);
	});

	test('a time that is over: refused, or at once', async () => {
		until('2026-11-02T09:30:45Z');
		const late = { send_at: '2026-11-02 10:29' };
		expect(refusalOf(await send('telegram', late))).toEqual(malformed('send_at'));
		expect(reached()).toEqual([]);
		bench.sandbox.options.pastChatbotCampaign = 'send';
		expect((await send('telegram', late)).status).toBe(200);
		expect(reached()).toHaveLength(5);
	});
});

describe('templates of WhatsApp', () => {
	const TEXT = (text: string) => ({ type: 'text', text });
	const BODY = (...texts: string[]) => ({ type: 'body', parameters: texts.map(TEXT) });
	const HEADER = (type: string, value: object) => ({
		type: 'header',
		parameters: [{ type, [type]: value }],
	});
	const REPLY = (index: number, parameter: object = { payload: { to_chain_id: ID } }) => ({
		type: 'button',
		sub_type: 'quick_reply',
		index,
		parameters: [{ type: 'payload', ...parameter }],
	});
	const image = HEADER('image', { link: 'https://www.example.com/image.jpg' });
	const file = HEADER('document', {
		link: 'https://www.example.com/file.zip',
		filename: 'file.zip',
	});
	const video = HEADER('video', { link: 'https://www.example.com/video.mov' });
	const templateOf = (name: string, components?: unknown, code = 'en') => ({
		name,
		language: { code },
		...(components === undefined ? {} : { components }),
	});

	/** Templates of the descriptions' examples, beside those of the seed. */
	beforeEach(() => {
		const bot = botOf(bench, 'whatsapp');
		const add = (name: string, ...components: Record<string, unknown>[]) =>
			store().addTemplate(bot, { name, language: 'en', status: 'APPROVED', components });
		add('thanks_for_buying_personal', {
			type: 'BODY',
			text: 'Thank you, {{1}} {{2}}! Yours, {{1}}',
		});
		add(
			'thanks_for_buying_image',
			{ type: 'HEADER', format: 'IMAGE' },
			{ type: 'BODY', text: 'Thank you' },
		);
		add('thanks_for_buying_document', { type: 'HEADER', format: 'DOCUMENT' });
		add('thanks_for_buying_video', { type: 'HEADER', format: 'VIDEO' });
		add(
			'thanks_for_buying_payload',
			{ type: 'BODY', text: 'Thank you, {{1}}' },
			{
				type: 'BUTTONS',
				buttons: [{ type: 'QUICK_REPLY', text: 'More' }],
			},
		);
		add(
			'named',
			{ type: 'HEADER', format: 'TEXT', text: 'Order {{number}}' },
			{ type: 'BODY', text: 'Hello {{name}}, {{city}} calls' },
		);
	});

	const EXAMPLES: Array<[name: string, components: unknown]> = [
		['thanks_for_buying', []],
		['thanks_for_buying', undefined],
		['thanks_for_buying_personal', [BODY('Firstname', 'Secondname')]],
		['thanks_for_buying_image', image],
		['thanks_for_buying_image', [image]],
		['thanks_for_buying_document', file],
		['thanks_for_buying_document', [file]],
		['thanks_for_buying_video', video],
		['thanks_for_buying_payload', [BODY('some text')]],
	];

	const contact = () => contactsOf(bench, 'whatsapp')[4]!;
	const post = (name: string, body: object) => bench.post(`/whatsapp/${name}`, body);
	const toContact = (template: unknown) =>
		post('contacts/sendTemplate', { contact_id: contact().id, template });
	const toPhone = (template: unknown, phone = '380931112233') =>
		post('contacts/sendTemplateByPhone', { bot_id: contact().bot.id, phone, template });
	const toAll = (template: unknown, more: object = {}) =>
		post('campaigns/sendTemplate', {
			title: 'Thanks for buying',
			bot_id: contact().bot.id,
			template,
			...more,
		});

	test.each(EXAMPLES)('%s is sent with %j', async (name, components) => {
		const template = templateOf(name, components);
		const said = { type: 'template', template };
		const one = (await toContact(template)).json;
		expect(one).toMatchObject({ success: true, data: { contact_id: contact().id, data: said } });
		expect((await toPhone(template)).json.data.data).toEqual(said);
		const { data } = (await toAll(template)).json;
		expect(data).toMatchObject({ title: 'Thanks for buying', messages: [said] });
		expect(store().campaigns[0]?.recipients).toHaveLength(5);
	});

	test('a button has its flow in its payload, or in a campaign beside its type', async () => {
		const templateWith = (...reply: Parameters<typeof REPLY>) =>
			templateOf('thanks_for_buying_payload', [BODY('some text'), REPLY(...reply)]);
		const inside = templateWith(0);
		const beside = templateWith(0, { to_chain_id: ID });
		const refusal = malformed('template.components.1.parameters.0.payload');
		expect((await toContact(inside)).status).toBe(200);
		expect(refusalOf(await toAll(inside))).toEqual(refusal);
		expect((await toAll(beside)).status).toBe(200);
		expect(refusalOf(await toContact(beside))).toEqual(refusal);
	});

	test.each<[string, unknown, string]>([
		['nothing', undefined, 'template'],
		['a name', 'thanks_for_buying', 'template'],
		['no name', { language: { code: 'en' } }, 'template.name'],
		['no language', { name: 'thanks_for_buying' }, 'template.language'],
		['a language as text', { name: 'thanks_for_buying', language: 'en' }, 'template.language'],
		['an empty language', { name: 'thanks_for_buying', language: {} }, 'template.language.code'],
		[
			'unknown parts',
			{ ...templateOf('thanks_for_buying'), namespace: 'holm' },
			'template.namespace',
		],
		[
			'a wrong part',
			templateOf('order_shipped', [{ ...BODY('a', 'b'), type: 'BODY' }]),
			'template.components.0.type',
		],
		[
			'a part without parameters',
			templateOf('order_shipped', [{ type: 'body' }]),
			'template.components.0.parameters',
		],
		['no parameters', templateOf('order_shipped', [BODY()]), 'template.components.0.parameters'],
		[
			'a wrong parameter',
			templateOf('order_shipped', [{ type: 'body', parameters: ['a'] }]),
			'template.components.0.parameters.0',
		],
		[
			'a parameter without a type',
			templateOf('order_shipped', [{ type: 'body', parameters: [{ text: 'a' }] }]),
			'template.components.0.parameters.0.type',
		],
		[
			'a wrong type',
			templateOf('order_shipped', [{ type: 'body', parameters: [{ type: 'currency' }] }]),
			'template.components.0.parameters.0.type',
		],
		[
			'a text without words',
			templateOf('order_shipped', [{ type: 'body', parameters: [{ type: 'text' }] }]),
			'template.components.0.parameters.0.text',
		],
		[
			'an image that is no link',
			templateOf('thanks_for_buying_image', [HEADER('image', { link: 'image.jpg' })]),
			'template.components.0.parameters.0.image.link',
		],
		[
			'an image without TLS',
			templateOf(
				'thanks_for_buying_image',
				HEADER('image', { link: 'http://www.example.com/image.jpg' }),
			),
			'template.components.parameters.0.image.link',
		],
		[
			'a button without an index',
			templateOf('thanks_for_buying_payload', [{ ...REPLY(0), index: undefined }]),
			'template.components.0.index',
		],
		[
			'a fourth button',
			templateOf('thanks_for_buying_payload', [REPLY(3)]),
			'template.components.0.index',
		],
		[
			'a button of no type',
			templateOf('thanks_for_buying_payload', [{ ...REPLY(0), sub_type: 'call' }]),
			'template.components.0.sub_type',
		],
		[
			'an index of the body',
			templateOf('order_shipped', [{ ...BODY('a', 'b'), index: 0 }]),
			'template.components.0.index',
		],
	])('refuses %s', async (_, template, field) => {
		for (const send of [toContact, toPhone, toAll]) {
			expect(refusalOf(await send(template))).toEqual(malformed(field));
		}
		expect([store().outbox, store().campaigns]).toEqual([[], []]);
	});

	test.each<[string, object, string]>([
		['one that is not there', templateOf('winter'), '132001'],
		['another language', templateOf('thanks_for_buying', [], 'uk'), '132001'],
		['one that was rejected', templateOf('black_friday'), '132001'],
		['one that waits', templateOf('summer', [BODY('Ann')]), '132001'],
		['too few values', templateOf('order_shipped', [BODY('Ann')]), '132000'],
		['too many values', templateOf('order_shipped', [BODY('Ann', '1', '2')]), '132000'],
		['values where none belong', templateOf('thanks_for_buying', [BODY('Ann')]), '132000'],
		['a header where none is', templateOf('thanks_for_buying', [image]), '132000'],
		['no header', templateOf('thanks_for_buying_image'), '132000'],
		['another kind of header', templateOf('thanks_for_buying_image', [video]), '132012'],
		[
			'an image in the body',
			templateOf('thanks_for_buying_payload', [{ ...image, type: 'body' }]),
			'132012',
		],
		['a button that is not there', templateOf('thanks_for_buying', [REPLY(0)]), '132000'],
		['no end of an address', templateOf('new_collection', [image, BODY('Ann')]), '132000'],
		['a flow in a link', templateOf('new_collection', [image, BODY('Ann'), REPLY(1)]), '132012'],
	])('refuses %s', async (_, template, code) => {
		// Campaigns have another form for a button's flow.
		const hasFlow = JSON.stringify(template).includes('to_chain_id');
		for (const send of hasFlow ? [toContact, toPhone] : [toContact, toPhone, toAll]) {
			const answer = await send(template);
			expect(refusalOf(answer)).toEqual(refused('template'));
			expect(answer.json.errors.template[0]).toContain(`(#${code})`);
		}
		expect([store().outbox, store().campaigns]).toEqual([[], []]);
	});

	test('the contact reads the text with its values, in the right language', async () => {
		const texts = async (...templates: object[]) => {
			store().messages.length = 0;
			for (const template of templates) expect((await toContact(template)).status).toBe(200);
			return store().outbox.map(({ text }) => text);
		};
		const header = { type: 'header', parameters: [{ ...TEXT('1001'), parameter_name: 'number' }] };
		const body = {
			type: 'body',
			parameters: [
				{ ...TEXT('Lviv'), parameter_name: 'city' },
				{ ...TEXT('Ann'), parameter_name: 'name' },
			],
		};
		const link = { type: 'button', sub_type: 'url', index: 1, parameters: [TEXT('spring')] };
		expect(
			await texts(
				templateOf('order_shipped', [BODY('Ann', '1001')]),
				templateOf('order_shipped', [BODY('Ann', '1001')], 'uk'),
				templateOf('thanks_for_buying_personal', [BODY('Ann', 'Lee')]),
				templateOf('named', [header, body]),
				templateOf('new_collection', [image, BODY('Ann'), link]),
			),
		).toEqual([
			'Hello Ann, your order 1001 is on its way.',
			'Вітаємо, Ann! Замовлення 1001 вже в дорозі.',
			'Thank you, Ann Lee! Yours, Ann',
			'Hello Ann, Lviv calls',
			'Hello Ann, look at what is new.',
		]);
	});

	const template = templateOf('thanks_for_buying', []);

	test('by phone: to a new contact, to one that is known', async () => {
		const before = store().contacts.length;
		expect((await toPhone(template, '380930000000')).status).toBe(200);
		expect((await toPhone(template, '380930000000')).status).toBe(200);
		expect(
			store()
				.contacts.slice(before)
				.map(({ person }) => person),
		).toEqual([{ name: '380930000000', phone: '380930000000' }]);
		expect(refusalOf(await toPhone(template, '+380930000000'))).toEqual(malformed('phone'));
		expect(store().contacts).toHaveLength(before + 1);
	});

	test('nobody is made for a template that can not be sent', async () => {
		const before = store().contacts.length;
		await toPhone(templateOf('winter'), '380930000001');
		expect(store().contacts).toHaveLength(before);
	});

	test('not to those who left, unless told so', async () => {
		bench.sandbox.state.talk.unsubscribe(contact());
		expect(refusalOf(await toContact(template))).toEqual(refused('contact_id'));
		expect(refusalOf(await toPhone(template, contact().person.phone))).toEqual(refused('phone'));
		bench.sandbox.options.inactiveContact = 'accept';
		expect((await toContact(template)).status).toBe(200);
	});

	test('a campaign reaches the silent, too, and knows no filter', async () => {
		await toAll(template, { filter: FILTER });
		expect(new Set(reached())).toEqual(new Set(['Anna', 'Дмитро', 'Niamh', '佐藤', 'Zoë']));
	});

	test.each([
		['title', GONE, malformed('title')],
		['bot_id', GONE, malformed('bot_id')],
		['bot_id', ID, missing('bot_id')],
		['send_at', '21.01.2026', malformed('send_at')],
	])('a campaign: %s can not be %j', async (name, value, refusal) => {
		const body = { title: 'Thanks', bot_id: contact().bot.id, template };
		const answer = await post('campaigns/sendTemplate', changed(body, name, value));
		expect(refusalOf(answer)).toEqual(refusal);
	});

	test('the example, five days before its time', async () => {
		const clock = new ManualClock('2021-01-16T12:00:00Z');
		const early = await startBench({ clock });
		const answer = await early.call('POST', '/whatsapp/campaigns/sendTemplate', {
			body: {
				title: 'Thanks for buying',
				bot_id: botOf(early, 'whatsapp').id,
				send_at: '2021-01-21 12:00',
				template,
			},
		});
		expect(answer.json.data.send_at).toBe('2021-01-21T11:00:00+00:00');
		clock.advance(5 * 24 * 60 * 60 * 1_000);
		early.sandbox.agenda.catchUp();
		expect(early.sandbox.state.chatbots.outbox).toHaveLength(5);
		await early.sandbox.close();
	});

	test('their list, in both forms', async () => {
		const list = async () =>
			(await bench.get(`/whatsapp/templates?bot_id=${contact().bot.id}`)).json.data;
		const templates = await list();
		expect(
			templates.slice(0, 7).map(({ name, language, status }: any) => [name, language, status]),
		).toEqual([
			['thanks_for_buying', 'en', 'APPROVED'],
			['order_shipped', 'en', 'APPROVED'],
			['order_shipped', 'uk', 'APPROVED'],
			['new_collection', 'en', 'APPROVED'],
			['invoice', 'en', 'APPROVED'],
			['black_friday', 'en', 'REJECTED'],
			['summer', 'en', 'PENDING'],
		]);
		bench.sandbox.options.chatbotLists = 'object';
		expect(await list()).toEqual({ ...templates });
		expect(refusalOf(await bench.get('/whatsapp/templates'))).toEqual(malformed('bot_id'));
	});
});
