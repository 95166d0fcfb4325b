import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { allEvents } from '../engine/deliveries/allEvents';

/** An event as the SMTP service sends it, with whatever fields it has. */
export type SmtpEvent = IDataObject & { event: string };

export const isSmtpEvent = (record: IDataObject): record is SmtpEvent =>
	typeof record.event === 'string' && record.event.trim() !== '';

/** Events of the SMTP service (knowledge base, "SMTP webhooks"). */
export const SMTP_EVENTS: INodePropertyOptions[] = [
	{ name: 'Clicked', value: 'clicked', description: 'A recipient followed a link' },
	{ name: 'Delivered', value: 'delivered', description: 'An e-mail reached a mailbox' },
	{
		name: 'Hard Bounce',
		value: 'hard_bounces',
		description: 'An e-mail can not be delivered for good',
	},
	{
		name: 'Marked as Spam',
		value: 'spam_by_user',
		description: 'A recipient reported an e-mail as spam',
	},
	{
		name: 'Not Delivered',
		value: 'undelivered',
		description: "The recipient's server did not take an e-mail",
	},
	{ name: 'Opened', value: 'opened', description: 'A recipient opened an e-mail' },
	{
		name: 'Resubscribed',
		value: 'resubscribed',
		description: 'Somebody who had unsubscribed wants e-mails again',
	},
	{
		name: 'Soft Bounce',
		value: 'soft_bounces',
		description: 'An e-mail could not be delivered for now',
	},
	{ name: 'Unsubscribed', value: 'unsubscribed', description: 'A recipient unsubscribed' },
];

export const ALL_EVENTS = allEvents(
	'All events below, and any other that SendPulse delivers here, also those that it adds later',
);

const NAMES = new Map(SMTP_EVENTS.map(({ value, name }) => [String(value), name]));

/** Names that SendPulse's own guide for programs has for the same events, and that others have met. */
const VARIANTS = new Map([
	['hard_bounced', 'hard_bounces'],
	['hard_bounce', 'hard_bounces'],
	['soft_bounced', 'soft_bounces'],
	['soft_bounce', 'soft_bounces'],
	['spam', 'spam_by_user'],
	['redirected', 'clicked'],
]);

/** The documented name of an event; one that is not known as it is. */
export function documentedName(name: string): string {
	const plain = name.trim().toLowerCase();
	return VARIANTS.get(plain) ?? plain;
}

/** Which event it is. */
export const nameOf = ({ event }: SmtpEvent) => documentedName(event);

/** The event in words. */
export const eventWords = (name: string) => NAMES.get(name) ?? name;
