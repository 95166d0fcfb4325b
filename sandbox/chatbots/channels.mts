import { CAMPAIGN, SENT, type MessageSchemas } from './messages.mts';

/** A person as invented: each channel writes them its own way. */
export interface Person {
	name: string;
	phone?: string;
}

type Data = Record<string, unknown>;

/** What channels tell of a message, each its share. */
export interface MessageFacts {
	campaignId: string | null;
	/** 1 in a chat, 4 of a campaign, 6 a note. */
	type: 1 | 4 | 6;
	channel: 'api' | 'ma';
	data: Data;
}

/** What channels tell of a contact beside what all of them have. */
export interface ContactFacts {
	number: number;
	/** As records write times. */
	unsubscribedAt: string | null;
}

/** What tells one channel from another. */
export interface Channel {
	/** Where its routes begin. */
	path: string;
	/** As people write it. */
	name: string;
	/** `service` of its webhooks (knowledge base, chatbot webhooks). */
	service: string;
	/** What it is called among all channels (Chatbots service API, schema Account, `services`). */
	serviceNumber: number;
	/** Under which name messages come in: one, or several. */
	member: 'message' | 'messages';
	/** What tells the types of messages apart. */
	discriminator: 'type' | 'content_type';
	sent: MessageSchemas;
	campaigns?: MessageSchemas;
	/** What messages and campaigns reach only those who wrote within the last day. */
	withinDay?: ReadonlyArray<'messages' | 'campaigns'>;
	/** What a message sent is answered with: any of three forms, its record, or that without an envelope. */
	answer: 'any' | 'record' | 'bare';
	/** Most characters of a text, as the messengers' owners have it. */
	longestText?: number;
	/** What GET /account calls the plan. */
	plan: 'plan' | 'tariff';
	/** Number of an inactive bot. */
	inactive: 4 | 5;
	/** `channel_data` of a bot. The secret is described among all channels only: GET /bots of Telegram may have it, too. */
	bot(name: string, number: number): Data;
	/** What a bot has beside what all of them have. */
	botMore?(name: string): Data;
	/** What a contact is called there beside its own id, if anything. */
	idName?: string;
	/** `channel_data` of a contact. */
	contact(person: Person, number: number): Data;
	/** What a contact has beside what all of them have. */
	contactMore?(facts: ContactFacts): Data;
	/** What a message has beside what all of them have. */
	message(facts: MessageFacts): Data;
	/** The channel's raw message, as `info.message.channel_data.message` of a webhook holds it. */
	incoming(text: string, from: Person, number: number): Data;
	/** Likewise of a comment on a post, which comes as a message; in the form of the platform's own webhooks. */
	comment?(text: string, from: Person, number: number): Data;
}

const first = (name: string) => name.split(' ')[0] ?? name;
const last = (name: string) => name.split(' ').slice(1).join(' ') || null;
const ofCampaign = ({ campaignId }: MessageFacts): Data => ({ campaign_id: campaignId });
const nick = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]+/gu, '_');

export const channels = {
	telegram: {
		path: '/telegram',
		name: 'Telegram',
		service: 'telegram',
		serviceNumber: 3,
		member: 'message',
		discriminator: 'type',
		sent: SENT.telegram,
		campaigns: CAMPAIGN.telegram,
		longestText: 4_096,
		answer: 'any',
		plan: 'plan',
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
		contactMore: ({ number }) => ({ telegram_id: String(number) }),
		message: ({ campaignId, type, channel }) => ({
			campaign_id: campaignId,
			sent_by: null,
			type,
			channel,
		}),
		botMore: () => ({ commands_menu: { status: 1, commands: [] } }),
	},
	whatsapp: {
		path: '/whatsapp',
		name: 'WhatsApp',
		service: 'whatsapp',
		serviceNumber: 4,
		member: 'message',
		discriminator: 'type',
		sent: SENT.whatsapp,
		campaigns: CAMPAIGN.whatsapp,
		withinDay: ['messages', 'campaigns'],
		answer: 'record',
		// `plan` in the description, `tariff` in real answers.
		plan: 'tariff',
		inactive: 4,
		bot: (name, number) => ({ name, phone: 380_440_000_000 + number }),
		contact: ({ name, phone }) => ({
			username: null,
			first_name: first(name),
			last_name: last(name),
			name,
			// Text in the description, a number in real answers.
			phone: phone === undefined ? null : Number(phone),
			language_code: null,
		}),
		incoming: (text, { phone }, number) => ({
			from: phone ?? '',
			id: `wamid.${number}`,
			timestamp: String(1_700_000_000 + number),
			type: 'text',
			text: { body: text },
		}),
		message: ({ campaignId }) => ({ campaign_id: campaignId, is_paid: false, price_cbp: null }),
	},
	messenger: {
		path: '/messenger',
		name: 'Messenger',
		service: 'messenger',
		serviceNumber: 1,
		member: 'message',
		discriminator: 'content_type',
		sent: SENT.messenger,
		campaigns: CAMPAIGN.messenger,
		longestText: 2_000,
		answer: 'any',
		plan: 'plan',
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
		comment: (message, { name }, number) => ({
			item: 'comment',
			verb: 'add',
			comment_id: `30_${number}`,
			post_id: '10_30',
			from: { id: `20${number}`, name },
			message,
		}),
		contactMore: ({ unsubscribedAt }) => ({ unsubscribed_at: unsubscribedAt }),
		message: ({ campaignId }) => ({
			campaign_id: campaignId,
			delivered_at: null,
			opened_at: null,
			redirected_at: null,
		}),
	},
	instagram: {
		path: '/instagram',
		name: 'Instagram',
		service: 'instagram',
		serviceNumber: 5,
		member: 'messages',
		discriminator: 'type',
		sent: SENT.instagram,
		campaigns: CAMPAIGN.instagram,
		withinDay: ['campaigns'],
		longestText: 1_000,
		answer: 'any',
		plan: 'tariff',
		inactive: 4,
		bot: (name, number) => ({
			fb_user: { id: `30${number}`, name: 'Holm Page Owner' },
			ig_user: { id: Number(`31${number}`), username: nick(name) },
			ig_page: { id: Number(`32${number}`), name },
		}),
		contact: ({ name }, number) => ({
			id: Number(`33${number}`),
			user_name: nick(name),
			first_name: first(name),
			last_name: last(name),
			name,
			profile_pic: null,
		}),
		incoming: (text, _, number) => ({ mid: `ig_${number}`, text }),
		comment: (text, { name }, number) => ({
			id: `40${number}`,
			text,
			from: { id: `33${number}`, username: nick(name) },
			media: { id: '50', media_product_type: 'FEED' },
		}),
		message: ofCampaign,
	},
	viber: {
		path: '/viber/chatbots',
		name: 'Viber',
		service: 'viber',
		serviceNumber: 6,
		member: 'messages',
		discriminator: 'type',
		sent: SENT.viber,
		campaigns: CAMPAIGN.viber,
		answer: 'any',
		plan: 'tariff',
		inactive: 4,
		bot: (name, number) => ({ vb_account_info: { id: `pa:${number}`, name, uri: nick(name) } }),
		contact: ({ name }, number) => ({
			id: number,
			name,
			avatar: null,
			country: 'UA',
			language: 'en',
		}),
		incoming: (text, _, number) => ({ type: 'text', text, token: number }),
		message: ofCampaign,
	},
	liveChat: {
		path: '/live-chat',
		name: 'Live chat',
		service: 'livechat',
		serviceNumber: 7,
		member: 'messages',
		discriminator: 'type',
		sent: SENT.liveChat,
		answer: 'bare',
		plan: 'tariff',
		inactive: 4,
		// The one whose bots have a name of their own, and no `channel_data`.
		bot: () => ({}),
		botMore: (name) => ({ name, avatar: null, variables: [], settings: {}, widget: {} }),
		contact: ({ name }, number) => ({
			id: number,
			full_name: name,
			url: 'https://shop.example/',
			lang: 'en',
		}),
		incoming: (text) => ({ type: 'text', text: { text } }),
		contactMore: () => ({ online: false }),
		message: ({ data }) => ({
			campaign: null,
			chain: null,
			reject_reason: null,
			type: data.type ?? 'text',
		}),
	},
	tiktok: {
		path: '/tiktok',
		name: 'TikTok',
		service: 'tiktok',
		serviceNumber: 8,
		member: 'messages',
		discriminator: 'type',
		sent: SENT.tiktok,
		campaigns: CAMPAIGN.tiktok,
		answer: 'any',
		plan: 'tariff',
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
		message: ofCampaign,
	},
} satisfies Record<string, Channel>;

export type ChannelId = keyof typeof channels;

export const channelIds = Object.keys(channels) as ChannelId[];

export const channelOf = (id: ChannelId): Channel => channels[id];
