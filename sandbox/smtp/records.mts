import { accountDate } from '../dates.mts';
import type { SandboxOptions } from '../options.mts';
import type { SmtpMail, Visit } from './mails.mts';
import { SERVER_IP } from './store.mts';

/** How a record is written. */
export interface RecordForm {
	/** Of one e-mail that was asked for alone, or in a list. */
	isAlone: boolean;
	/** Whether it says where it was read: `country=off` leaves that out. */
	withCountry: boolean;
	/** Zone of the account. */
	zone: string;
}

/** Addresses that everybody reads mails from. */
const READERS_IP = '203.0.113.86';

/** One e-mail as GET /smtp/emails gives it (SMTP Service API, and the fixtures of a client for Go). */
export function recordOf(
	mail: SmtpMail,
	{ isAlone, withCountry, zone }: RecordForm,
	{ smtpPendingCode, smtpAnswerTypes }: Pick<SandboxOptions, 'smtpPendingCode' | 'smtpAnswerTypes'>,
): Record<string, unknown> {
	const [first] = mail.recipients;
	const answer = first?.answer ?? null;
	const number = (value: number) =>
		isAlone && smtpAnswerTypes === 'mixed' ? String(value) : value;
	const pending = smtpPendingCode === 0 ? number(0) : null;
	const clicks = mail.recipients.flatMap((recipient) => recipient.clicks);
	const opens = mail.recipients.flatMap((recipient) => recipient.opens);
	const place = ({ at, country }: Visit) => ({
		ip: READERS_IP,
		...(withCountry && { country }),
		action_date: accountDate(at, zone),
	});
	const browser = ({ reading }: Visit) => `${reading.browser} ${reading.browserVersion}`;
	return {
		id: mail.id,
		sender: mail.from.email,
		total_size: number(mail.bytes),
		sender_ip: '127.0.0.1',
		...(answer
			? { smtp_answer_code: number(answer.code) }
			: smtpPendingCode !== 'absent' && { smtp_answer_code: pending }),
		smtp_answer_code_explain: answer?.explanation ?? '',
		smtp_answer_subcode: answer?.subcode ?? '',
		smtp_answer_data: answer?.data ?? '',
		used_ip: SERVER_IP,
		recipient: first?.email ?? null,
		subject: mail.subject,
		send_date: accountDate(mail.sentAt, zone),
		tracking: {
			click: clicks.length,
			open: opens.length,
			link: clicks.map((visit) => ({
				url: visit.url,
				browser: browser(visit),
				os: visit.reading.platform,
				screen_resolution: '1920x1080',
				...place(visit),
			})),
			client_info: opens.map((visit) => ({
				browser: browser(visit),
				os: visit.reading.platform,
				...place(visit),
			})),
		},
	};
}
