import { createHash } from 'node:crypto';
import type { Reading } from '../email/happenings.mts';

export interface Address {
	email: string;
	name: string | null;
}

export interface Attachment {
	name: string;
	bytes: number;
}

/** What is sent. */
export interface Letter {
	from: Address;
	replyTo: Address | null;
	to: readonly Address[];
	cc: readonly Address[];
	bcc: readonly Address[];
	subject: string;
	/** With a template's variables filled in; null in an e-mail of text alone. */
	html: string | null;
	/** Null where it has no part of text. */
	text: string | null;
	attachments: readonly Attachment[];
}

/** What the recipient's server said. */
export interface ServerAnswer {
	code: number;
	subcode: string;
	explanation: string;
	data: string;
	at: number;
}

/** A look at the e-mail, or a link that was followed in it. */
export interface Visit {
	at: number;
	country: string;
	reading: Reading;
}

/** Somebody that an e-mail goes to, on their own way. */
export interface Recipient {
	readonly email: string;
	/** Null until there is one. */
	answer: ServerAnswer | null;
	readonly opens: Visit[];
	readonly clicks: Array<Visit & { url: string }>;
}

/** One e-mail, as the API counts them: with one id, however many it goes to. */
export interface SmtpMail extends Letter {
	readonly id: string;
	readonly sentAt: number;
	/** Size in bytes. */
	readonly bytes: number;
	/** Whom it goes to: whoever had unsubscribed is not among them. */
	readonly recipients: readonly Recipient[];
	/** Whether it asks its reader to come back to the mailings. */
	readonly asksToReturn: boolean;
}

/** The e-mails that were sent, oldest first. */
export class MailStore {
	private readonly byId = new Map<string, SmtpMail>();
	/** In order: what was sent before the sandbox began comes first. */
	private readonly times: number[] = [];
	private handedOut = 0;

	constructor(private readonly seed: number) {}

	/** An id that no other e-mail has, e.g. `pzkic9-0afezp-fc`. */
	newId(): string {
		const digest = createHash('sha256').update(`${this.seed} mail ${this.handedOut++}`).digest();
		const letters = [...digest].map((byte) => (byte % 36).toString(36)).join('');
		return `${letters.slice(0, 6)}-${letters.slice(6, 12)}-${letters.slice(12, 14)}`;
	}

	add(mail: SmtpMail): void {
		this.byId.set(mail.id, mail);
		this.times.push(mail.sentAt);
	}

	get(id: string): SmtpMail | undefined {
		return this.byId.get(id);
	}

	all(): SmtpMail[] {
		return [...this.byId.values()];
	}

	/** Number of those sent after that time. */
	countAfter(time: number): number {
		return this.times.length - 1 - this.times.findLastIndex((sentAt) => sentAt <= time);
	}
}

/** Bytes that an e-mail takes on its way: files grow by a third in base64. */
export function sizeOf({ subject, html, text, attachments }: Letter): number {
	const texts = [subject, html ?? '', text ?? ''].map((part) => Buffer.byteLength(part));
	const files = attachments.map(({ bytes }) => Math.ceil(bytes / 3) * 4);
	return [...texts, ...files].reduce((total, bytes) => total + bytes, 0);
}
