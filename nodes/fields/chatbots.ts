import type { IDataObject } from 'n8n-workflow';
import type { ApiFailure } from '../engine/api/failures';
import { isRecord } from '../engine/api/record';

/** Where each messenger's part of the API begins, by the values under which workflows store messengers. */
export const CHANNEL_PATHS = {
	instagram: '/instagram',
	liveChat: '/live-chat',
	messenger: '/messenger',
	telegram: '/telegram',
	tiktok: '/tiktok',
	viber: '/viber/chatbots',
	whatsapp: '/whatsapp',
} as const;

/** Chatbot services' APIs, schema Contact. Real answers have 0 as well: WhatsApp contacts who were never written to. */
export const CHATBOT_CONTACT_STATUS = {
	0: 'New',
	1: 'Active',
	2: 'Unsubscribed',
	3: 'Disabled',
	4: 'Blocked by the user',
};

const THING = '(contact|note|tag|variable|bot)';

/** Words that something is not there, which name it. */
const MISSING = [
	new RegExp(`no such ${THING}`, 'i'),
	new RegExp(`selected ${THING}[ \\w]* is invalid`, 'i'),
	new RegExp(`.*\\b${THING}.*?(?:not found|(?:not|n't) exist)`, 'i'),
];

/**
 * Does the API itself say that this is not there? No document tells how: the words of a field that was
 * not accepted. A contact that is not there says nothing of its tag, and a web page nothing at all.
 */
export const isGone =
	(what: 'contact' | 'note' | 'tag' | 'variable') =>
	({ status = 0, own, words }: ApiFailure): boolean => {
		if (!own || ![400, 404, 422].includes(status)) return false;
		const said = MISSING.map((form) => form.exec(words)?.[1]).find(Boolean);
		return said?.toLowerCase() === what;
	};

/** What a bot is called: each channel writes that somewhere else. */
export function botName({ id, name, channel_data }: IDataObject): string {
	const data = isRecord(channel_data) ? channel_data : {};
	const { account: tikTok, vb_account_info: viber, ig_page: page, ig_user: user } = data;
	const account = [tikTok, viber, page, user].find(isRecord) ?? {};
	const own = [account.display_name, account.name, account.username];
	const names = [name, data.name, ...own, data.username];
	return String(names.find((text) => typeof text === 'string' && text.trim() !== '') ?? id);
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** What people are called: each channel writes that in fields of its own. */
export function personName(data: unknown): string {
	if (!isRecord(data)) return '';
	const whole = ['name', 'full_name', 'display_name'].map((field) => text(data[field]));
	const parts = [data.first_name, data.last_name].map(text).filter(Boolean).join(' ');
	const nick = [data.username, data.user_name].map(text);
	return [...whole, parts, ...nick].find(Boolean) ?? '';
}
