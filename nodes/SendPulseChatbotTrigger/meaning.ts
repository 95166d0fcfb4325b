import type { GenericValue, IDataObject } from 'n8n-workflow';
import { isRecord } from '../engine/api/record';
import { textIn, within, type ChatbotEvent } from './event';
import { attachmentsOf, channelDataIn, isComment, messageIn, wordsOf } from './message';

/** What kind of message an event brings, and what of it is no text. */
export interface Meaning {
	messageType: string;
	/** The button that was clicked, the answers of a form … in the same fields for all channels. */
	payload: IDataObject | null;
}

type Reading = (message: IDataObject, event: ChatbotEvent) => IDataObject | undefined;

/** A record that is there and has something in it. */
const there = (record: IDataObject, name: string): IDataObject | undefined => {
	const inner = record[name];
	return isRecord(inner) && Object.keys(inner).length > 0 ? inner : undefined;
};

const first = (...values: unknown[]) =>
	values.map(textIn).find((text) => text !== undefined) ?? null;

/** An update of Telegram that stands in place of a message, or within it. */
const update = (message: IDataObject, event: ChatbotEvent, name: string) =>
	there(channelDataIn(event), name) ?? there(message, name);

const comment: Reading = (message, event) =>
	isComment(event)
		? {
				commentId: first(message.comment_id, message.id),
				postId: first(message.post_id, within(message, 'media').id),
			}
		: undefined;

/** WhatsApp: `message_id`, `emoji`; Messenger, Instagram: `mid`; Telegram: `new_reaction`. None is left where it was taken back. */
const reaction: Reading = (message, event) => {
	const told = there(message, 'reaction');
	if (told) {
		const taken = told.action === 'unreact';
		return { emoji: taken ? null : first(told.emoji), messageId: first(told.message_id, told.mid) };
	}
	const changed = update(message, event, 'message_reaction');
	if (!changed) return undefined;
	const [newest] = [changed.new_reaction].flat();
	return {
		emoji: isRecord(newest) ? first(newest.emoji) : null,
		messageId: first(changed.message_id),
	};
};

/** WhatsApp: a flow that was filled in. */
const form: Reading = (message) => {
	const reply = there(within(message, 'interactive'), 'nfm_reply');
	return reply && { name: first(reply.name), answers: answersIn(reply.response_json) };
};

function answersIn(json: unknown): GenericValue {
	if (typeof json !== 'string') return isRecord(json) ? json : {};
	try {
		const answers = JSON.parse(json) as unknown;
		return isRecord(answers) ? answers : { answer: answers as GenericValue };
	} catch {
		return { answer: json };
	}
}

const button: Reading = (message, event) => {
	const interactive = within(message, 'interactive');
	const reply = there(interactive, 'button_reply') ?? there(interactive, 'list_reply');
	if (reply) return { id: first(reply.id), title: first(reply.title) };
	const ofTemplate = there(message, 'button');
	if (ofTemplate) return { id: first(ofTemplate.payload), title: first(ofTemplate.text) };
	const postback = update(message, event, 'postback');
	if (postback) return { id: first(postback.payload), title: first(postback.title) };
	const quick = there(message, 'quick_reply');
	if (quick) return { id: first(quick.payload), title: first(message.text) };
	const clicked = update(message, event, 'callback_query');
	return clicked && { id: first(clicked.data), title: titleOfClicked(clicked) };
};

/** Telegram tells the data of a button, and all buttons of the message below which it stands. */
function titleOfClicked(clicked: IDataObject): string | null {
	const keyboard = within(within(clicked, 'message'), 'reply_markup').inline_keyboard;
	const buttons = [keyboard].flat(2).filter(isRecord);
	const found = buttons.find(({ callback_data: data }) => data === clicked.data);
	return first(found?.text);
}

const poll: Reading = (message, event) => {
	const asked = update(message, event, 'poll');
	const answered = update(message, event, 'poll_answer');
	if (!asked && !answered) return undefined;
	const options = [asked?.options ?? []].flat().filter(isRecord);
	return {
		question: first(asked?.question),
		options: options.map(({ text }) => first(text)),
		chosen: [answered?.option_ids ?? []].flat() as GenericValue[],
	};
};

const location: Reading = (message) => {
	const place = there(message, 'location');
	if (!place) return undefined;
	const { latitude, longitude, name, address } = place;
	return {
		latitude: Number(latitude),
		longitude: Number(longitude),
		name: first(name),
		address: first(address),
	};
};

/** Telegram: one, with names of its own; WhatsApp: a list. */
const contact: Reading = (message) => {
	const one = there(message, 'contact') ?? [message.contacts ?? []].flat().find(isRecord);
	if (!one) return undefined;
	const [phone] = [one.phones ?? []].flat().filter(isRecord);
	const names = [one.first_name, one.last_name].map(textIn).filter(Boolean).join(' ');
	return {
		name: first(within(one, 'name').formatted_name, names),
		phone: first(one.phone_number, phone?.phone),
	};
};

/** The first that fits counts: the click on a button has words as well. */
const READINGS: Array<[type: string, read: Reading]> = [
	['comment', comment],
	['reaction', reaction],
	['form', form],
	['button', button],
	['poll', poll],
	['location', location],
	['contact', contact],
];

/** What an event's message is, in whatever form its messenger has it. */
export function meaningOf(event: ChatbotEvent): Meaning {
	const message = messageIn(event);
	for (const [messageType, read] of READINGS) {
		const payload = read(message, event);
		if (payload) return { messageType, payload };
	}
	const [attachment] = attachmentsOf(event);
	if (attachment) return { messageType: attachment.type, payload: null };
	return { messageType: wordsOf(message) === undefined ? 'unknown' : 'text', payload: null };
}
