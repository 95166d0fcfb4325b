import type { IDataObject } from 'n8n-workflow';
import { textIn, timeIn, whole } from '../engine/deliveries/values';
import { eventWords, nameOf, type SmtpEvent } from './events';

/** Whom the e-mail was for: bounces say `email` in place of `recipient`. */
export const recipientOf = ({ recipient, email }: SmtpEvent) => textIn(recipient) ?? textIn(email);

/** What kind of failure an event by its name is. */
const BOUNCES = new Map([
	['hard_bounces', 'hard'],
	['soft_bounces', 'soft'],
	['undelivered', 'unknown'],
]);
/** The first digit of a mail server's answer (RFC 5321, 4.2.1). */
const BY_CODE = new Map([
	['4', 'soft'],
	['5', 'hard'],
]);

/** Why an e-mail was not taken, in words of the recipient's server; null for all other events. */
function bounceOf(event: SmtpEvent): IDataObject | null {
	const named = BOUNCES.get(nameOf(event));
	if (named === undefined) return null;
	const code = whole(event.smtp_server_response_code) ?? null;
	const byCode = BY_CODE.get(String(code).charAt(0)) ?? named;
	return {
		kind: named === 'unknown' ? byCode : named,
		code,
		subcode: textIn(event.smtp_server_response_subcode),
		text: textIn(event.smtp_server_response),
	};
}

/** What most workflows need of an event, in the same shape for all of them. */
export function simplified(event: SmtpEvent): IDataObject {
	const name = nameOf(event);
	return {
		event: name,
		eventName: eventWords(name),
		occurredAt: timeIn(event.timestamp) ?? null,
		email: recipientOf(event),
		messageId: textIn(event.message_id),
		// Zero is how SendPulse may write that there is none.
		campaignId: whole(event.task_id) || null,
		sender: textIn(event.sender),
		subject: textIn(event.subject),
		bounce: bounceOf(event),
		// No document says where the link of a click stands.
		url: textIn(event.link_url) ?? textIn(event.url),
	};
}

/** The event with its own fields untouched, and beside them what users would have to work out. */
export function enriched(event: SmtpEvent): IDataObject {
	// Should SendPulse ever use one of these names, its own value stays.
	return {
		eventName: eventWords(nameOf(event)),
		occurredAt: timeIn(event.timestamp) ?? null,
		...event,
	};
}
