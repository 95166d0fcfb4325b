import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../engine/api/record';
import { CHANNEL_IDS, channelOf } from '../SendPulseChatbot/fields/channels';
import { documentedName } from './events';

/** An event as SendPulse sends it (chatbots' "Webhooks", "Webhook structure"). */
export type ChatbotEvent = IDataObject & { title: string };

export const isChatbotEvent = (record: IDataObject): record is ChatbotEvent =>
	typeof record.title === 'string' && record.title.trim() !== '';

/** Which event it is. */
export const nameOf = ({ title }: ChatbotEvent) => documentedName(title.trim());

/** A record within another; an empty one where there is none. */
export const within = (record: IDataObject, name: string): IDataObject => {
	const inner = record[name];
	return isRecord(inner) ? inner : {};
};

/** A text, or a number as text: SendPulse and the messengers write ids and phone numbers either way. */
export const textIn = (value: unknown): string | undefined => {
	const text = typeof value === 'string' || Number.isFinite(value) ? String(value) : '';
	return text.trim() === '' ? undefined : text;
};

const CHANNEL_OF_SERVICE = new Map<string, string>([
	...CHANNEL_IDS.map((id) => [channelOf(id).service, id] as const),
	['facebook', 'messenger'],
]);

/** The value that the chatbot node has for the channel; a channel that it does not have as it is. */
export function channelIn({ service }: ChatbotEvent): string | undefined {
	const name = textIn(service)?.toLowerCase();
	return name && (CHANNEL_OF_SERVICE.get(name.replace(/[^a-z]/g, '')) ?? name);
}

/** The bot's ID. */
export const botIdIn = (event: ChatbotEvent) => textIn(within(event, 'bot').id);

/** SendPulse's ID of the message that an event is about, if it is about one. */
export const messageIdIn = (event: ChatbotEvent) =>
	textIn(within(within(event, 'info'), 'message').id);
