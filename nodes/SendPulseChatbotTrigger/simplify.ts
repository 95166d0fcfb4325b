import type { GenericValue, IDataObject } from 'n8n-workflow';
import { timeIn } from '../engine/deliveries/values';
import { isRecord } from '../engine/api/record';
import { personName } from '../fields/chatbots';
import { botIdIn, channelIn, nameOf, textIn, within, type ChatbotEvent } from './event';
import { eventWords } from './events';
import { meaningOf } from './meaning';
import { attachmentsOf, isComment, textOf } from './message';

/** The contact as the chatbot node and its users know it. */
function contactIn(event: ChatbotEvent): IDataObject {
	const contact = within(event, 'contact');
	const { id, email, phone, tags } = contact;
	return {
		id: textIn(id) ?? null,
		name: personName(contact),
		email: textIn(email) ?? null,
		phone: textIn(phone) ?? null,
		tags: Array.isArray(tags) ? (tags as GenericValue[]) : [],
		// PHP writes an empty object as a list.
		variables: within(contact, 'variables'),
	};
}

/**
 * What most workflows need of an event, in the same shape for all channels.
 *
 * @param withMessage also the message as SendPulse and the messenger have it
 */
export function simplified(event: ChatbotEvent, withMessage = false): IDataObject {
	const name = nameOf(event);
	const contact = contactIn(event);
	const meaning = meaningOf(event);
	// Telegram has no words for the click on a button but the button's own.
	const text = textOf(event) || (textIn(meaning.payload?.title) ?? '');
	const isMessage = name === 'incoming_message' || name === 'outgoing_message';
	return {
		event: name,
		eventName: eventWords(name),
		channel: channelIn(event) ?? null,
		bot: { id: botIdIn(event) ?? null, name: textIn(within(event, 'bot').name) ?? '' },
		contact,
		text,
		...(isMessage ? { ...meaning, isComment: isComment(event) } : {}),
		attachments: attachmentsOf(event).map((attachment) => ({ ...attachment })),
		occurredAt: timeIn(event.date) ?? null,
		// Where n8n's AI Agent and its memories look by themselves.
		chatInput: text,
		sessionId: contact.id,
		...(withMessage ? { message: within(event, 'info').message ?? null } : {}),
		// The flow or link that it is about; of a message all has been said.
		...(isMessage || !isRecord(event.info) ? {} : { info: event.info }),
	};
}
