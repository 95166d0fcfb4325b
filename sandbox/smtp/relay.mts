import { bounces, type Fate } from '../email/fates.mts';
import { linksIn, plainLink } from '../html.mts';
import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';
import { sizeOf, type Letter, type Recipient, type ServerAnswer, type SmtpMail } from './mails.mts';
import { smtpSenders } from './senders.mts';
import type { SmtpEventName, SmtpHappening } from './webhookEvents.mts';

type Later = (due: number, act: (at: number) => void) => void;

/** What whoever is spoken for on the page, or their server, may do; with what the webhooks call it. */
export const deeds = {
	deliver: 'delivered',
	fail: 'undelivered',
	bounceHard: 'hard_bounces',
	bounceSoft: 'soft_bounces',
	open: 'opened',
	click: 'clicked',
	unsubscribe: 'unsubscribed',
	resubscribe: 'resubscribed',
	complain: 'spam_by_user',
} as const satisfies Record<string, SmtpEventName>;

export type Deed = keyof typeof deeds;

/**
 * Takes e-mails to their recipients: the servers of these answer a step after the e-mail is found, and what
 * recipients do follows, a step apart, as with campaigns.
 */
export class Relay {
	constructor(
		private readonly state: SandboxState,
		private readonly options: SandboxOptions,
	) {}

	/** Accepts an e-mail, and sends it to those who have not unsubscribed; gives its id. */
	send(letter: Letter, at: number): string {
		const { agenda } = this.state;
		const { unsubscribed } = this.state.smtp;
		const reached = addressesOf(letter).filter((email) => !unsubscribed.has(email));
		return this.start(letter, reached, at, false, (due, act) => agenda.at(due, act));
	}

	/** Asks somebody who has unsubscribed to come back. */
	askToReturn(letter: Letter, at: number): string {
		const { agenda } = this.state;
		return this.start(letter, addressesOf(letter), at, true, (due, act) => agenda.at(due, act));
	}

	/** Everything at once, at a time in the past. */
	replay(letter: Letter, at: number): string {
		return this.start(letter, addressesOf(letter), at, false, (due, act) => act(due));
	}

	/** Does what a recipient may do, or their server. */
	act(mail: SmtpMail, recipient: Recipient, deed: Deed, at: number): void {
		const fate = this.state.fates.of(mail.id, recipient.email);
		switch (deed) {
			case 'deliver':
				return this.accept(mail, recipient, at);
			case 'fail':
				return this.refuse(mail, recipient, 'softBounce', 'undelivered', at);
			case 'bounceHard':
				return this.refuse(mail, recipient, 'hardBounce', 'hard_bounces', at);
			case 'bounceSoft':
				return this.refuse(mail, recipient, 'softBounce', 'soft_bounces', at);
			case 'open':
				return this.open(mail, recipient, fate, 1, at);
			case 'click':
				return this.click(mail, recipient, fate, 1, at);
			case 'resubscribe':
				return this.comeBack(mail, recipient, at);
			default:
				return this.leave(
					mail,
					recipient,
					{ leaves: deed === 'unsubscribe', complains: deed === 'complain' },
					at,
				);
		}
	}

	/** The newest e-mail to that address with that subject, and the address in it; made up where there is none. */
	mailTo(email: string, subject: string | undefined, at: number): [SmtpMail, Recipient] {
		const { mails } = this.state.smtp;
		const key = email.toLowerCase();
		for (const mail of mails.all().reverse()) {
			if (subject !== undefined && mail.subject !== subject) continue;
			const recipient = mail.recipients.find((one) => one.email.toLowerCase() === key);
			if (recipient) return [mail, recipient];
		}
		const recipient: Recipient = { email, answer: null, opens: [], clicks: [] };
		const letter: Letter = {
			from: { email: smtpSenders(this.state)[0] ?? 'hello@shop.example', name: null },
			replyTo: null,
			to: [{ email, name: null }],
			cc: [],
			bcc: [],
			subject: subject ?? 'Your order',
			html: '<p>Thank you</p><p><a href="https://shop.example/orders">Your orders</a></p>',
			text: null,
			attachments: [],
		};
		const id = mails.newId();
		const mail = { ...letter, id, sentAt: at, bytes: sizeOf(letter), recipients: [recipient] };
		mails.add({ ...mail, asksToReturn: false });
		return [mails.get(id) as SmtpMail, recipient];
	}

	private start(
		letter: Letter,
		reached: readonly string[],
		at: number,
		asksToReturn: boolean,
		later: Later,
	): string {
		const { smtp, fates } = this.state;
		const id = smtp.mails.newId();
		// Nothing is said of it, and nothing is sent: the id leads nowhere.
		if (reached.length === 0) return id;
		const recipients = reached.map(
			(email): Recipient => ({ email, answer: null, opens: [], clicks: [] }),
		);
		const bytes = sizeOf(letter);
		const mail: SmtpMail = { ...letter, id, sentAt: at, bytes, recipients, asksToReturn };
		smtp.mails.add(mail);
		const { smtpInfoDelay, campaignStep } = this.options;
		later(at + smtpInfoDelay + campaignStep, (then) => {
			for (const recipient of recipients)
				this.arrive(mail, recipient, fates.of(id, recipient.email), then, later);
		});
		return id;
	}

	private arrive(mail: SmtpMail, to: Recipient, fate: Fate, at: number, later: Later): void {
		const { campaignStep } = this.options;
		if (fate.delivery === 'delivered') return this.deliver(mail, to, fate, at, later);
		const event = fate.delivery === 'hardBounce' ? 'hard_bounces' : 'soft_bounces';
		this.refuse(mail, to, fate.delivery, event, at);
		// A full mailbox has room again, or has not: half of them take the e-mail at the second attempt.
		if (fate.delivery === 'softBounce' && fate.taste < 0.5)
			later(at + campaignStep, (then) => this.deliver(mail, to, fate, then, later));
	}

	private deliver(mail: SmtpMail, to: Recipient, fate: Fate, at: number, later: Later): void {
		this.accept(mail, to, at);
		const { campaignStep } = this.options;
		// Without HTML nothing tells that it was read.
		if (mail.html !== null) {
			later(at + campaignStep, (then) => this.open(mail, to, fate, fate.opens, then));
			later(at + 2 * campaignStep, (then) => this.click(mail, to, fate, fate.clicks, then));
		}
		const { leaves, complains } = fate;
		later(at + 3 * campaignStep, (then) =>
			this.leave(mail, to, { leaves: leaves !== null, complains }, then),
		);
	}

	private accept(mail: SmtpMail, to: Recipient, at: number): void {
		to.answer = answerOf(to.email, 250, '', 'Delivered', at);
		this.tell({ event: 'delivered', at, mail, email: to.email, answer: to.answer });
	}

	private refuse(
		mail: SmtpMail,
		to: Recipient,
		bounce: keyof typeof bounces,
		event: SmtpEventName,
		at: number,
	): void {
		const { code, subcode, text } = bounces[bounce];
		to.answer = answerOf(to.email, code, subcode, text, at);
		this.tell({ event, at, mail, email: to.email, answer: to.answer });
	}

	private open(
		mail: SmtpMail,
		to: Recipient,
		{ country, reading }: Fate,
		times: number,
		at: number,
	): void {
		for (let time = 0; time < times; time += 1) {
			to.opens.push({ at, country, reading });
			this.tell({ event: 'opened', at, mail, email: to.email });
		}
	}

	private click(mail: SmtpMail, to: Recipient, fate: Fate, times: number, at: number): void {
		const links = linksIn(mail.html ?? '');
		const { country, reading, taste } = fate;
		for (let time = 0; links.length > 0 && time < times; time += 1) {
			const link = links[(Math.floor(taste * links.length) + time) % links.length] ?? '';
			const url = plainLink(link);
			to.clicks.push({ at, country, reading, url });
			this.tell({ event: 'clicked', at, mail, email: to.email, url });
		}
		// The only link in such an e-mail is the one back.
		if (mail.asksToReturn && times > 0) this.comeBack(mail, to, at);
	}

	private comeBack(mail: SmtpMail, { email }: Recipient, at: number): void {
		this.state.smtp.unsubscribed.remove(email);
		this.tell({ event: 'resubscribed', at, mail, email });
	}

	private leave(
		mail: SmtpMail,
		{ email }: Recipient,
		{ leaves, complains }: { leaves: boolean; complains: boolean },
		at: number,
	): void {
		const { unsubscribed } = this.state.smtp;
		if (leaves) {
			unsubscribed.add(email, at, { byLink: true });
			this.tell({ event: 'unsubscribed', at, mail, email });
		}
		if (complains) {
			unsubscribed.add(email, at, { complained: true });
			this.tell({ event: 'spam_by_user', at, mail, email });
		}
	}

	private tell(happening: SmtpHappening): void {
		this.state.smtp.webhooks.tell(happening);
	}
}

/** Everybody it is for, each once. */
export function addressesOf({ to, cc, bcc }: Letter): string[] {
	const found = new Map<string, string>();
	for (const { email } of [...to, ...cc, ...bcc])
		if (!found.has(email.toLowerCase())) found.set(email.toLowerCase(), email);
	return [...found.values()];
}

function answerOf(
	email: string,
	code: number,
	subcode: string,
	explanation: string,
	at: number,
): ServerAnswer {
	const server = `mx.${email.slice(email.lastIndexOf('@') + 1)}`;
	const said = code === 250 ? '250 2.0.0 OK' : `${code} ${subcode} ${explanation}`;
	const data =
		code === 250 ? `${email}   H=${server} C="${said}"` : `${email} H=${server}: ${said}`;
	return { code, subcode, explanation, data, at };
}
