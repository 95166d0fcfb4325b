import { count, oneOf, wait, type OptionPart } from '../optionPart.mts';

/** Switches of the SMTP service. */
export interface SmtpOptions {
	/** Body of POST and DELETE /smtp/unsubscribe: an array (OpenAPI description), or one under `emails` (the vendor's clients and its guide). */
	smtpUnsubscribeBody: 'either' | 'object' | 'array';
	/** Whether HTML needs the key `text` beside it, be it empty, as the OpenAPI description has it. */
	smtpNeedsText: 'htmlAndTextKeys' | 'any';
	/** `from` and `to` of GET /smtp/emails: days (OpenAPI description), or days with a time (the vendor's guide). */
	smtpListDates: 'days' | 'moments' | 'both';
	/** Most records of a page, however many were asked for. Assumption: the vendor's client for Python says 100. */
	smtpMostPerPage: number;
	/** `smtp_answer_code` before the recipient's server has answered. Assumption. */
	smtpPendingCode: 0 | null | 'absent';
	/** Numbers in the record of one e-mail: texts, as in the document's example, or numbers, as in lists. */
	smtpAnswerTypes: 'mixed' | 'numbers';
	/** Milliseconds until a new e-mail is found. Assumption. */
	smtpInfoDelay: number;
	/** Order of the records of POST /smtp/emails/info. Assumption. */
	smtpInfoOrder: 'shuffled' | 'asked';
	/** Most recipients of one e-mail, copies included. A limit exists (code 550), its number is not documented. */
	smtpMostRecipients: number;
	/** Largest e-mail, its attachments in base64. A limit exists, its number is not documented. */
	smtpMostBytes: number;
	/** E-mails in any hour. A limit exists, its number depends on the plan. */
	smtpPerHour: number;
	/** Milliseconds between deliveries to a webhook (knowledge base, "SMTP webhooks": 30 seconds; an older copy: a minute). */
	smtpWebhookInterval: number;
	/** Waiting events that are delivered at once (the same page: 500; an older copy: 1,000). */
	smtpWebhookBatch: number;
	/** Names of events: those of the knowledge base, or `hard_bounced`, `soft_bounced`, `spam` of the vendor's guide for programs. */
	smtpEventNames: 'knowledgeBase' | 'guide';
	/** `message_id` in events: a number, but text in `opened`, as in a client's fixtures; or one of them in all. */
	smtpMessageId: 'mixed' | 'number' | 'text';
	/** Whether `clicked` names the link, and where. No document says; consumers read both. */
	smtpClickUrl: 'absent' | 'link_url' | 'url';
}

export const smtpOptions: OptionPart<SmtpOptions> = {
	defaults: {
		smtpUnsubscribeBody: 'object',
		smtpNeedsText: 'htmlAndTextKeys',
		smtpListDates: 'days',
		smtpMostPerPage: 100,
		smtpPendingCode: 0,
		smtpAnswerTypes: 'mixed',
		smtpInfoDelay: 1_500,
		smtpInfoOrder: 'shuffled',
		smtpMostRecipients: 50,
		smtpMostBytes: 20 * 1_024 * 1_024,
		smtpPerHour: 20_000,
		smtpWebhookInterval: 30_000,
		smtpWebhookBatch: 500,
		smtpEventNames: 'knowledgeBase',
		smtpMessageId: 'mixed',
		smtpClickUrl: 'absent',
	},
	schema: {
		smtpUnsubscribeBody: oneOf('either', 'object', 'array'),
		smtpNeedsText: oneOf('htmlAndTextKeys', 'any'),
		smtpListDates: oneOf('days', 'moments', 'both'),
		smtpMostPerPage: count,
		smtpPendingCode: oneOf(0, null, 'absent'),
		smtpAnswerTypes: oneOf('mixed', 'numbers'),
		smtpInfoDelay: wait,
		smtpInfoOrder: oneOf('shuffled', 'asked'),
		smtpMostRecipients: count,
		smtpMostBytes: count,
		smtpPerHour: { type: 'integer', minimum: 0 },
		smtpWebhookInterval: wait,
		smtpWebhookBatch: count,
		smtpEventNames: oneOf('knowledgeBase', 'guide'),
		smtpMessageId: oneOf('mixed', 'number', 'text'),
		smtpClickUrl: oneOf('absent', 'link_url', 'url'),
	},
};
