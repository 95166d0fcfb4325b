import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';

/** A number, whether SendPulse wrote it as such or as text; null for nothing. */
function numberIn(value: unknown): number | null {
	const written = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const number = written ? Number(value) : NaN;
	return Number.isFinite(number) ? number : null;
}

/**
 * What the recipient's server said: 2xx took it, 4xx and 5xx did not. Before there is an answer nobody
 * knows; no document says what the code is then, so whatever is none of an answer counts as that.
 */
function isDelivered(code: number | null): boolean | null {
	if (code === null || code < 200 || (code >= 300 && code < 400)) return null;
	return code < 300;
}

/** The fields that most users want (SMTP service API, GET /smtp/emails). */
export function simplifyEmail(record: IDataObject): IDataObject {
	const { id, sender, recipient, subject, send_date, smtp_answer_data } = record;
	const code = numberIn(record.smtp_answer_code);
	const tracking = isRecord(record.tracking) ? record.tracking : {};
	return {
		id,
		recipient,
		subject,
		delivered: isDelivered(code),
		send_date,
		sender,
		smtp_answer_code: code,
		smtp_answer_data,
		opens: numberIn(tracking.open),
		clicks: numberIn(tracking.click),
	};
}
