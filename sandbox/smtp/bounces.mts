import type { MailStore, ServerAnswer, SmtpMail } from './mails.mts';

const DAY = 86_400_000;

/** A recipient whose server did not take the e-mail. */
export interface SmtpBounce {
	mail: SmtpMail;
	email: string;
	answer: ServerAnswer;
}

/** Those of the last 24 hours, the newest first. Whatever was delivered in the end is none. */
export function latestBounces(mails: MailStore, now: number): SmtpBounce[] {
	return mails
		.all()
		.flatMap((mail) =>
			mail.recipients.flatMap(({ email, answer }) =>
				answer && answer.code >= 400 && answer.at > now - DAY ? [{ mail, email, answer }] : [],
			),
		)
		.sort((a, b) => b.answer.at - a.answer.at);
}
