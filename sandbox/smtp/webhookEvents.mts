import { createHash } from 'node:crypto';
import type { SandboxOptions } from '../options.mts';
import type { ServerAnswer, SmtpMail } from './mails.mts';

/** What webhooks of the SMTP service tell about (knowledge base, "SMTP webhooks"). */
export const smtpEventNames = [
	'delivered',
	'undelivered',
	'opened',
	'clicked',
	'unsubscribed',
	'resubscribed',
	'spam_by_user',
	'hard_bounces',
	'soft_bounces',
] as const;

export type SmtpEventName = (typeof smtpEventNames)[number];

export const isSmtpEvent = (name: unknown): name is SmtpEventName =>
	smtpEventNames.includes(name as SmtpEventName);

/** Something that happened to an e-mail on its way to one of its recipients. */
export interface SmtpHappening {
	event: SmtpEventName;
	at: number;
	mail: Pick<SmtpMail, 'id' | 'from' | 'subject'>;
	email: string;
	/** What the recipient's server said, of deliveries and failures. */
	answer?: ServerAnswer | null;
	/** The link that was followed. */
	url?: string;
}

/** Names that the vendor's guide for programs has instead. */
const GUIDE: Partial<Record<SmtpEventName, string>> = {
	hard_bounces: 'hard_bounced',
	soft_bounces: 'soft_bounced',
	spam_by_user: 'spam',
};

/** A happening as webhooks tell it: bounces in the words of the e-mail service, all others in their own. */
export function smtpEventBody(
	{ event, at, mail, email, answer, url }: SmtpHappening,
	{ smtpEventNames: names, smtpMessageId, smtpClickUrl }: SandboxOptions,
): Record<string, unknown> {
	const timestamp = Math.floor(at / 1_000);
	const name = names === 'guide' ? (GUIDE[event] ?? event) : event;
	const isBounce = event === 'hard_bounces' || event === 'soft_bounces';
	const code = answer?.code ?? (event === 'delivered' ? 250 : 550);
	const said = {
		smtp_server_response_code: isBounce ? code : String(code),
		smtp_server_response_subcode: answer?.subcode ?? '',
		smtp_server_response: answer?.explanation ?? '',
	};
	if (isBounce) return { ...said, task_id: numberOf(mail.id), timestamp, event: name, email };
	const asText = smtpMessageId === 'text' || (smtpMessageId === 'mixed' && event === 'opened');
	return {
		...(event === 'delivered' || event === 'undelivered' ? said : {}),
		sender: mail.from.email,
		timestamp,
		message_id: asText ? String(numberOf(mail.id)) : numberOf(mail.id),
		recipient: email,
		event: name,
		subject: mail.subject,
		...(event === 'clicked' && smtpClickUrl !== 'absent' ? { [smtpClickUrl]: url } : {}),
	};
}

/** Webhooks number e-mails; the API's ids are texts. */
const numberOf = (id: string) => createHash('sha256').update(id).digest().readUInt32BE() >>> 1;
