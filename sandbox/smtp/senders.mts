import type { SandboxState } from '../state.mts';

/** Free mail services, from which nobody may send (the vendor's guide to the SMTP service). */
const FREE_MAIL = new Set([
	'aol.com',
	'gmail.com',
	'googlemail.com',
	'hotmail.com',
	'icloud.com',
	'live.com',
	'mail.ru',
	'outlook.com',
	'ukr.net',
	'yahoo.com',
	'yandex.ru',
]);

const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/** Senders that the SMTP service takes: confirmed ones, of a domain of one's own. */
export function smtpSenders({ senders }: SandboxState): string[] {
	return senders
		.all()
		.filter(({ email, activated }) => activated && !FREE_MAIL.has(domainOf(email)))
		.map(({ email }) => email);
}

export function maySend(state: SandboxState, email: string): boolean {
	const key = email.toLowerCase();
	return smtpSenders(state).some((sender) => sender.toLowerCase() === key);
}
