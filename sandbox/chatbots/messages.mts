/** JSON schemas of messages, by channel and type: the services' OpenAPI descriptions and, where these slip, their examples. */

type Schema = Record<string, unknown>;

const text = { type: 'string', minLength: 1 };
/** "Up to 1024 unicode characters", as the descriptions of Telegram's and WhatsApp's texts say. */
export const shortText = { ...text, maxLength: 1_024 };
const link = { type: 'string', pattern: '^https?://' };
/** "You can only send links to SSL-secured sites" (WhatsApp). */
const secureLink = { type: 'string', pattern: '^https://' };
const flag = { type: 'boolean' };

/** Nothing but these may stand there. */
const only = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
	type: 'object',
	properties,
	required,
	additionalProperties: false,
});

const listOf = (items: Schema): Schema => ({ type: 'array', minItems: 1, items });

const typed = (type: string, properties: Record<string, Schema>, optional: string[] = []): Schema =>
	only(
		{ type: { const: type }, ...properties },
		['type', ...Object.keys(properties)].filter((name) => !optional.includes(name)),
	);

/** One of several types; a complaint is about the type that was meant. */
const oneOfTypes = (types: Record<string, Schema>): Schema => ({
	type: 'object',
	required: ['type'],
	properties: { type: { enum: Object.keys(types) } },
	allOf: Object.entries(types).map(([type, schema]) => ({
		if: { properties: { type: { const: type } } },
		then: schema,
	})),
});

/** Exactly one of the two has to be there. */
export const eitherOf = (one: string, other: string): Schema => ({
	oneOf: [{ required: [one] }, { required: [other] }],
});

const flowOf = (name: string) => only({ [name]: text });

/** Whom a campaign goes to. Other operators and fields than the example's are hinted at, none is named. */
export const FILTER: Schema = only({
	type: { enum: ['and', 'or'] },
	expressions: listOf(
		only({
			type: { enum: ['and', 'or'] },
			expressions: listOf(
				only({ operator: { const: 'eq' }, field: { const: 'tags' }, value: text }),
			),
		}),
	),
});

// --- Telegram

const telegramButton = oneOfTypes({
	web_url: {
		...typed('web_url', { text, url: link, web_app: only({ url: link }) }, ['url', 'web_app']),
		...eitherOf('url', 'web_app'),
	},
	postback: typed('postback', { text, data: flowOf('to_chain_id') }),
});
const telegramMarkup = only({ inline_keyboard: listOf(listOf(telegramButton)) });
const telegramText: Record<string, Schema> = {
	text,
	parse_mode: { const: 'html' },
	reply_markup: telegramMarkup,
	message_effect_id: text,
};
const telegramMedia = (name: string): Record<string, Schema> => ({
	[name]: link,
	caption: { type: 'string' },
	parse_mode: { const: 'html' },
	reply_markup: telegramMarkup,
});
const telegramSlide = only(
	{
		title: text,
		photo: link,
		text,
		description: text,
		parse_mode: { const: 'html' },
		reply_markup: telegramMarkup,
	},
	['photo'],
);
const TELEGRAM_MEDIA = ['photo', 'document', 'audio', 'voice', 'video'];

const telegramParts: Record<string, Record<string, Schema>> = {
	text: telegramText,
	...Object.fromEntries(TELEGRAM_MEDIA.map((name) => [name, telegramMedia(name)])),
	carousel: { carousel: listOf(telegramSlide) },
};
const isTelegramExtra = (name: string) =>
	['caption', 'parse_mode', 'reply_markup', 'message_effect_id'].includes(name);

const telegram = (wrap: (type: string, parts: Record<string, Schema>) => Schema) =>
	Object.fromEntries(
		Object.entries(telegramParts).map(([type, parts]) => [type, wrap(type, parts)]),
	);

const extras = (parts: Record<string, Schema>) => Object.keys(parts).filter(isTelegramExtra);

// --- WhatsApp

const media = only({ link: secureLink, caption: { type: ['string', 'null'] } }, ['link']);
const whatsAppPlain = {
	text: typed('text', { text: only({ body: shortText }) }),
	image: typed('image', { image: media }),
	// The schema calls it `file`, the examples and WhatsApp itself `document`.
	document: typed('document', { document: media }),
};
const whatsAppByPhone = {
	...whatsAppPlain,
	audio: typed('audio', { audio: only({ link: secureLink, voice: flag }, ['link']) }),
	interactive: typed('interactive', {
		interactive: only({
			type: { const: 'button' },
			// A text in the schema, an object in the examples and with WhatsApp itself.
			body: only({ text: shortText }),
			action: only({
				buttons: listOf(
					only({ type: { const: 'reply' }, to_chain_id: text, reply: only({ title: text }) }, [
						'type',
						'reply',
					]),
				),
			}),
		}),
	}),
};

// --- Facebook Messenger and Instagram: cards

const card = (postback: string, more: Record<string, Schema> = {}) =>
	only(
		{
			title: text,
			subtitle: text,
			image_url: link,
			...more,
			buttons: listOf(
				oneOfTypes({
					web_url: typed('web_url', { title: text, url: link }),
					postback: typed('postback', { title: text, data: flowOf(postback) }),
				}),
			),
		},
		['title'],
	);

const messengerCards = only({
	attachment: typed('template', {
		payload: only({ template_type: { const: 'generic' }, elements: listOf(card('chain')) }),
	}),
});

/** Why Messenger is to take a message outside of its window. */
export const MESSAGE_TAGS = ['HUMAN_AGENT', 'CUSTOMER_FEEDBACK'];

/** Messages of Messenger are told apart by `content_type`; `type` says why they are sent. */
const messengerMessage = (type: string, properties: Record<string, Schema>): Schema => ({
	...only(
		{
			type: { enum: ['UPDATE', 'RESPONSE', 'MESSAGE_TAG'] },
			tag: { enum: MESSAGE_TAGS },
			content_type: { const: type },
			...properties,
		},
		['type', 'content_type', ...Object.keys(properties)],
	),
	// A message that is sent for a reason has to name it.
	if: { properties: { type: { const: 'MESSAGE_TAG' } }, required: ['type'] },
	then: { required: ['tag'] },
});

const instagram = {
	text: typed('text', { message: only({ text }) }),
	image: typed('image', {
		message: only({
			attachment: typed('image', { payload: only({ is_external_attachment: flag, url: link }) }),
		}),
	}),
	generic_template: typed('generic_template', {
		message: only({
			attachment: only({
				payload: only({ elements: listOf(card('to_chain_id', { is_external_attachment: flag })) }),
			}),
		}),
	}),
};

// --- Viber, live chat, TikTok

const postback = typed('postback', { text, to_chain_id: text });
const postbacks = listOf(listOf(oneOfTypes({ postback })));
const anyButtons = listOf(
	listOf(oneOfTypes({ web_url: typed('web_url', { text, url: link }), postback })),
);
const textWith = (buttons: Schema) => typed('text', { text: only({ text, buttons }, ['text']) });

const viberFile = only({ is_path_absolute: flag, path: link });
const viber = {
	text: textWith(anyButtons),
	image: typed('image', { image: only({ file: viberFile }) }),
	generic_template: typed('generic_template', {
		generic_template: listOf(
			only({ title: text, subtitle: text, image: viberFile, buttons: anyButtons }, ['title']),
		),
	}),
};

const liveChatFile = (name: string) =>
	typed(name, {
		[name]: only({ file: only({ path: link }), buttons: anyButtons }, ['file']),
	});

const plainText = typed('text', { text: only({ text }) });

/** Schemas by the word that tells messages apart. */
export type MessageSchemas = Readonly<Record<string, Schema>>;

export const SENT = {
	telegram: {
		...telegram((type, parts) => typed(type, parts, extras(parts))),
		action: typed('action', { action: { const: 'typing' } }),
	},
	whatsapp: {
		...whatsAppByPhone,
		reaction: typed('reaction', { reaction: only({ message_id: text, emoji: text }) }),
	},
	whatsappByPhone: whatsAppByPhone,
	messenger: {
		message: messengerMessage('message', { text }),
		media_img: messengerMessage('media_img', { img: link }),
		media_file: messengerMessage('media_file', { file: link }),
		template: messengerMessage('template', { data: messengerCards }),
	},
	instagram,
	viber,
	liveChat: {
		text: textWith(anyButtons),
		image: liveChatFile('image'),
		document: liveChatFile('document'),
	},
	tiktok: { text: textWith(postbacks) },
} satisfies Record<string, MessageSchemas>;

/** Likewise of campaigns. */
export const CAMPAIGN = {
	telegram: telegram((type, parts) =>
		typed(
			type,
			{
				// In the schema the filter stands here, in the example beside the messages.
				filter: FILTER,
				message: only(
					parts,
					Object.keys(parts).filter((name) => !isTelegramExtra(name)),
				),
			},
			['filter'],
		),
	),
	whatsapp: whatsAppPlain,
	messenger: {
		message: messengerMessage('message', { data: only({ text }) }),
		media_img: messengerMessage('media_img', { data: messengerCards }),
		template: messengerMessage('template', { data: messengerCards }),
	},
	instagram,
	viber: { text: plainText, image: viber.image },
	tiktok: { text: plainText },
} satisfies Record<string, MessageSchemas>;

// --- templates of WhatsApp

const parameters = {
	text: only({ type: { const: 'text' }, text, parameter_name: text }, ['type', 'text']),
	image: typed('image', { image: only({ link: secureLink }) }),
	video: typed('video', { video: only({ link: secureLink }) }),
	document: typed('document', {
		document: only({ link: secureLink, filename: text }, ['link']),
	}),
	payload: typed('payload', { payload: flowOf('to_chain_id') }),
};

/** A template with what fills its places. */
function templateWith(parameter: Schema): Schema {
	const filled = (type: string, properties: Record<string, Schema> = {}) =>
		typed(type, { ...properties, parameters: listOf(parameter) });
	const component = oneOfTypes({
		header: filled('header'),
		body: filled('body'),
		footer: filled('footer'),
		button: filled('button', {
			sub_type: { enum: ['url', 'quick_reply', 'catalog'] },
			index: { type: 'integer', minimum: 0, maximum: 2 },
		}),
	});
	return only(
		{
			name: text,
			language: only({ code: text }),
			// A list in the schema and in most examples, a single component in those with a header alone.
			components: {
				if: { type: 'array' },
				then: { type: 'array', items: component },
				else: component,
			},
		},
		['name', 'language'],
	);
}

export const TEMPLATE = templateWith(oneOfTypes(parameters));

/** Of campaigns `payload` is a text, and the example has the flow of a button beside it. */
export const CAMPAIGN_TEMPLATE = templateWith(
	oneOfTypes({
		...parameters,
		payload: {
			...typed('payload', { payload: text, to_chain_id: text }, ['payload', 'to_chain_id']),
			...eitherOf('payload', 'to_chain_id'),
		},
	}),
);
