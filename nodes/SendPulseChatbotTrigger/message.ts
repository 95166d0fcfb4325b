import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../engine/api/record';
import { nameOf, textIn, within, type ChatbotEvent } from './event';

/** What comes with a message beside words. */
export interface Attachment {
	type: string;
	/** Where it can be had, if the messenger says so; Telegram for one has only an ID. */
	url: string | null;
}

/** Where messengers write the words of a message; the first that are there count. */
const WORDS = [
	// Telegram, Messenger, Instagram, Viber, live chat
	['text'],
	// WhatsApp
	['text', 'body'],
	// SendPulse's own form for Viber, live chat and TikTok
	['text', 'text'],
	// Telegram
	['caption'],
	// WhatsApp: what goes with a file, which button or entry was chosen, and what stood above them
	['image', 'caption'],
	['video', 'caption'],
	['document', 'caption'],
	['button', 'text'],
	['interactive', 'button_reply', 'title'],
	['interactive', 'list_reply', 'title'],
	['interactive', 'body', 'text'],
	// Messenger, Instagram: which button was clicked
	['postback', 'title'],
	// Facebook: a comment on a post
	['message'],
];

/** What messengers call it, and what it is, in the words of the chatbot node. */
const KINDS = new Map([
	['photo', 'image'],
	['image', 'image'],
	['img', 'image'],
	['picture', 'image'],
	['video', 'video'],
	['video_note', 'video'],
	['animation', 'video'],
	['audio', 'audio'],
	['voice', 'audio'],
	['document', 'file'],
	['file', 'file'],
	['sticker', 'sticker'],
	['location', 'location'],
	['contact', 'contact'],
	['contacts', 'contact'],
]);

/** What the messenger itself has told. */
export const channelDataIn = (event: ChatbotEvent) =>
	within(within(within(event, 'info'), 'message'), 'channel_data');

/** The messenger's own message, where there is one in the event. */
export function messageIn(event: ChatbotEvent): IDataObject {
	const { message } = channelDataIn(event);
	if (!isRecord(message)) return { text: textIn(message) };
	// What a bot says on Instagram stands one level deeper.
	return isRecord(message.message) ? message.message : message;
}

/**
 * Whether the event is no chat message but the comment on a post: Facebook and Instagram have both come as
 * Message Received. They look as the platforms' own webhooks do (`feed`, `comments`).
 */
export function isComment(event: ChatbotEvent): boolean {
	const { message } = channelDataIn(event);
	if (!isRecord(message)) return false;
	return (
		message.item === 'comment' || textIn(within(message, 'media').media_product_type) !== undefined
	);
}

/** The words of a message. */
export function wordsOf(message: IDataObject): string | undefined {
	for (const path of WORDS) {
		const holder = path.slice(0, -1).reduce(within, message);
		const words = textIn(holder[path[path.length - 1]]);
		if (words !== undefined) return words;
	}
	return undefined;
}

const linkIn = (value: unknown) =>
	typeof value === 'string' && /^https?:\/\//i.test(value) ? value : undefined;

/** The address of a file, which every messenger writes elsewhere. */
function urlOf(file: unknown): string | null {
	// Telegram lists a photo's sizes, the largest one last.
	const one: unknown = Array.isArray(file) ? file[file.length - 1] : file;
	if (!isRecord(one)) return linkIn(one) ?? null;
	const stored = within(one, 'file');
	const places = [one.url, one.link, within(one, 'payload').url, stored.url, stored.path];
	return places.map(linkIn).find((url) => url !== undefined) ?? null;
}

const isThere = (value: unknown) =>
	Array.isArray(value) ? value.length > 0 : isRecord(value) || linkIn(value) !== undefined;

/** Beside the words of the event's message: images, files, places … */
export function attachmentsOf(event: ChatbotEvent): Attachment[] {
	const message = messageIn(event);
	// Messenger and Instagram; a template is no file.
	const listed = [message.attachments ?? message.attachment].flat().filter(isRecord);
	// Viber
	const media = { type: message.type, url: message.media };
	const typed = (linkIn(media.url) === undefined ? listed : [...listed, media]).flatMap((file) => {
		const type = KINDS.get(textIn(file.type) ?? '');
		return type === undefined ? [] : [{ type, url: urlOf(file) }];
	});
	const named = [...KINDS]
		// Telegram sends an animation as a document too.
		.filter(([name]) => !(name === 'document' && isThere(message.animation)))
		.filter(([name]) => isThere(message[name]))
		.map(([name, type]) => ({ type, url: urlOf(message[name]) }));
	return [...typed, ...named];
}

/**
 * The words of the event's message; '' where it has none. Only an event without a message has the contact's
 * last words, as SendPulse knows them: beside one they may be older, and are no part of what the bot says.
 */
export function textOf(event: ChatbotEvent): string {
	const { message } = within(event, 'info');
	if (message !== undefined && message !== null) return wordsOf(messageIn(event)) ?? '';
	if (nameOf(event) === 'outgoing_message') return '';
	return textIn(within(event, 'contact').last_message) ?? '';
}
