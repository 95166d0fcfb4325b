import { CAMPAIGN, SENT, type MessageSchemas } from './messages.mts';

/** A person as invented: each channel writes them its own way. */
export interface Person {
	name: string;
	phone?: string;
}

type Data = Record<string, unknown>;

/** What tells one channel from another. */
export interface Channel {
	/** Where its routes begin. */
	path: string;
	/** As people write it. */
	name: string;
	/** `service` of its webhooks (knowledge base, chatbot webhooks). */
	service: string;
	/** Under which name messages come in: one, or several. */
	member: 'message' | 'messages';
	/** What tells the types of messages apart. */
	discriminator: 'type' | 'content_type';
	sent: MessageSchemas;
	campaigns?: MessageSchemas;
	/** Number of an inactive bot. */
	inactive: 4 | 5;
	/** `channel_data` of a bot, its secret included where the description has one. */
	bot(name: string, number: number): Data;
	/** What a contact is called there beside its own id, if anything. */
	idName?: string;
	/** `channel_data` of a contact. */
	contact(person: Person, number: number): Data;
	/** The channel's raw message, as `info.message.channel_data.message` of a webhook holds it. */
	incoming(text: string, from: Person, number: number): Data;
}

const first = (name: string) => name.split(' ')[0] ?? name;
const last = (name: string) => name.split(' ').slice(1).join(' ') || null;
const nick = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]+/gu, '_');

export const channels = {
	telegram: {
		path: '/telegram',
		name: 'Telegram',
		service: 'telegram',
		member: 'message',
		discriminator: 'type',
		sent: SENT.telegram,
		campaigns: CAMPAIGN.telegram,
		inactive: 4,
		bot: (name, number) => ({
			id: 700_000_000 + number,
			name,
			username: `${nick(name)}_bot`,
			access_token: `${700_000_000 + number}:secret-of-the-bot`,
		}),
		idName: 'telegram_id',
		contact: ({ name }) => ({
			username: nick(name),
			first_name: first(name),
			last_name: last(name),
			name,
			language_code: 'en',
		}),
		incoming: (text, { name }, number) => ({
			message_id: number,
			from: { id: number, is_bot: false, first_name: first(name) },
			chat: { id: number, type: 'private' },
			date: 1_700_000_000 + number,
			text,
		}),
	},
	whatsapp: {
		path: '/whatsapp',
		name: 'WhatsApp',
		service: 'whatsapp',
		member: 'message',
		discriminator: 'type',
		sent: SENT.whatsapp,
		campaigns: CAMPAIGN.whatsapp,
		inactive: 4,
		bot: (name, number) => ({ name, phone: 380_440_000_000 + number }),
		contact: ({ name, phone }) => ({
			username: null,
			first_name: first(name),
			last_name: last(name),
			name,
			phone,
			language_code: null,
		}),
		incoming: (text, { phone }, number) => ({
			from: phone ?? '',
			id: `wamid.${number}`,
			timestamp: String(1_700_000_000 + number),
			type: 'text',
			text: { body: text },
		}),
	},
	messenger: {
		path: '/messenger',
		name: 'Messenger',
		service: 'messenger',
		member: 'message',
		discriminator: 'content_type',
		sent: SENT.messenger,
		campaigns: CAMPAIGN.messenger,
		inactive: 5,
		bot: (name, number) => ({ id: `10${number}`, name, photo: null }),
		contact: ({ name }, number) => ({
			id: `20${number}`,
			name,
			first_name: first(name),
			last_name: last(name),
			profile_pic: null,
			locale: 'en_US',
			gender: null,
		}),
		incoming: (text, _, number) => ({ mid: `m_${number}`, text }),
	},
	instagram: {
		path: '/instagram',
		name: 'Instagram',
		service: 'instagram',
		member: 'messages',
		discriminator: 'type',
		sent: SENT.instagram,
		campaigns: CAMPAIGN.instagram,
		inactive: 4,
		bot: (name, number) => ({
			fb_user: { id: `30${number}`, name: 'Holm Page Owner' },
			ig_user: { id: `31${number}`, username: nick(name) },
			ig_page: { id: `32${number}`, name },
		}),
		contact: ({ name }, number) => ({
			id: `33${number}`,
			user_name: nick(name),
			first_name: first(name),
			last_name: last(name),
			name,
			profile_pic: null,
		}),
		incoming: (text, _, number) => ({ mid: `ig_${number}`, text }),
	},
	viber: {
		path: '/viber/chatbots',
		name: 'Viber',
		service: 'viber',
		member: 'messages',
		discriminator: 'type',
		sent: SENT.viber,
		campaigns: CAMPAIGN.viber,
		inactive: 4,
		bot: (name, number) => ({ vb_account_info: { id: `pa:${number}`, name, uri: nick(name) } }),
		contact: ({ name }, number) => ({
			id: `vb${number}`,
			name,
			avatar: null,
			country: 'UA',
			language: 'en',
		}),
		incoming: (text, _, number) => ({ type: 'text', text, token: number }),
	},
	liveChat: {
		path: '/live-chat',
		name: 'Live chat',
		service: 'livechat',
		member: 'messages',
		discriminator: 'type',
		sent: SENT.liveChat,
		inactive: 4,
		bot: () => ({}),
		contact: ({ name }, number) => ({
			id: `lc${number}`,
			full_name: name,
			url: 'https://shop.example/',
			lang: 'en',
		}),
		incoming: (text) => ({ type: 'text', text: { text } }),
	},
	tiktok: {
		path: '/tiktok',
		name: 'TikTok',
		service: 'tiktok',
		member: 'messages',
		discriminator: 'type',
		sent: SENT.tiktok,
		campaigns: CAMPAIGN.tiktok,
		inactive: 4,
		bot: (name) => ({
			account: { display_name: name, username: nick(name), profile_deep_link: '' },
		}),
		contact: ({ name }, number) => ({
			id: `tt${number}`,
			conversation_id: `c${number}`,
			display_name: name,
			username: nick(name),
			profile_image: null,
		}),
		incoming: (text) => ({ type: 'text', text: { body: text } }),
	},
} satisfies Record<string, Channel>;

export type ChannelId = keyof typeof channels;

export const channelIds = Object.keys(channels) as ChannelId[];

export const channelOf = (id: ChannelId): Channel => channels[id];
