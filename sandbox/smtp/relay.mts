import { bounces, type Fate } from '../email/fates.mts';
import { linksIn, plainLink } from '../html.mts';
import type { SandboxOptions } from '../options.mts';
import type { SandboxState } from '../state.mts';
import {
	sizeOf,
	type Letter,
	type Recipient,
	type ServerAnswer,
	type SmtpMail,
	type Visit,
} from './mails.mts';

type Later = (due: number, act: (at: number) => void) => void;

/** A fate of its own for whoever is spoken for on the page. */
export type Deed = 'open' | 'click' | 'unsubscribe' | 'complain';

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

	/** Does what a recipient may do. */
	act(mail: SmtpMail, recipient: Recipient, deed: Deed, at: number): void {
		const fate = this.state.fates.of(mail.id, recipient.email);
		if (deed === 'open') this.open(recipient, fate, 1, at);
		if (deed === 'click') this.click(mail, recipient, fate, 1, at);
		if (deed === 'unsubscribe' || deed === 'complain')
			this.leave(recipient, { leaves: deed === 'unsubscribe', complains: deed === 'complain' }, at);
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
		const { code, subcode, text } = bounces[fate.delivery];
		to.answer = answerOf(to.email, code, subcode, text, at);
		// A full mailbox has room again, or has not: half of them take the e-mail at the second attempt.
		if (fate.delivery === 'softBounce' && fate.taste < 0.5)
			later(at + campaignStep, (then) => this.deliver(mail, to, fate, then, later));
	}

	private deliver(mail: SmtpMail, to: Recipient, fate: Fate, at: number, later: Later): void {
		to.answer = answerOf(to.email, 250, '', 'Delivered', at);
		const { campaignStep } = this.options;
		// Without HTML nothing tells that it was read.
		if (mail.html !== null) {
			later(at + campaignStep, (then) => this.open(to, fate, fate.opens, then));
			later(at + 2 * campaignStep, (then) => this.click(mail, to, fate, fate.clicks, then));
		}
		const { leaves, complains } = fate;
		later(at + 3 * campaignStep, (then) =>
			this.leave(to, { leaves: leaves !== null, complains }, then),
		);
	}

	private open(to: Recipient, { country, reading }: Fate, times: number, at: number): void {
		const visit: Visit = { at, country, reading };
		to.opens.push(...Array<Visit>(times).fill(visit));
	}

	private click(mail: SmtpMail, to: Recipient, fate: Fate, times: number, at: number): void {
		const links = linksIn(mail.html ?? '');
		const { country, reading, taste } = fate;
		for (let time = 0; links.length > 0 && time < times; time += 1) {
			const link = links[(Math.floor(taste * links.length) + time) % links.length] ?? '';
			to.clicks.push({ at, country, reading, url: plainLink(link) });
		}
		// The only link in such an e-mail is the one back.
		if (mail.asksToReturn && times > 0) this.state.smtp.unsubscribed.remove(to.email);
	}

	private leave(
		{ email }: Recipient,
		{ leaves, complains }: { leaves: boolean; complains: boolean },
		at: number,
	): void {
		const { unsubscribed } = this.state.smtp;
		if (leaves) unsubscribed.add(email, at, { byLink: true });
		if (complains) unsubscribed.add(email, at, { complained: true });
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
