/** Records as the chatbot services' APIs describe them, beside those of messages. */
import { BOT, CONTACT } from './operations/message/messages.mts';

export {
	BOT,
	CONTACT,
	everyMessage,
	FLOW,
	message,
	OTHER_CONTACT,
} from './operations/message/messages.mts';

export const NOTE = '5f1a2b3c4d5e6f7a8b9c0d10';

/** An ID for the n-th of many. */
export const numbered = (number: number) => `5f1a2b3c4d5e6f7a8b9${String(number).padStart(5, '0')}`;

/** Schema Contact of Telegram's API. */
export const contact = {
	id: CONTACT,
	bot_id: BOT,
	status: 1,
	channel_data: {
		username: 'ann',
		first_name: 'Ann',
		last_name: 'Smith',
		name: 'Ann Smith',
		language_code: 'en',
	},
	tags: ['vip', 'Київ'],
	variables: { city: 'Kyiv', orders: 3 },
	is_chat_opened: true,
	last_activity_at: '2020-12-11T21:00:00+00:00',
	automation_paused_until: '2020-12-11T22:00:00+00:00',
	telegram_id: '123456',
	created_at: '2020-12-11T21:00:00+00:00',
};

/** What others have beside that: Messenger, live chat. */
export const contactOfOthers = {
	...contact,
	unsubscribed_at: '2020-12-11T22:00:00+00:00',
	online: true,
};

/** The same with Simplify, as long as nothing is special about it. */
export const simpleContact = {
	contactId: CONTACT,
	botId: BOT,
	id: CONTACT,
	bot_id: BOT,
	status: 1,
	statusName: 'Active',
	name: 'Ann Smith',
	tags: ['vip', 'Київ'],
	variables: { city: 'Kyiv', orders: 3 },
	is_chat_opened: true,
	last_activity_at: '2020-12-11T21:00:00+00:00',
};
