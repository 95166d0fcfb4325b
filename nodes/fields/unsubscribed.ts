import { codeOf, isNo, isYes } from '../engine/api/envelope';
import { ApiFailure } from '../engine/api/failures';
import { isRecord } from '../engine/api/record';
import type { ApiRequest } from '../engine/api/request';
import { get } from '../SendPulseSmtp/product';

/**
 * Asks whether an address is on the unsubscribe list: `{ "result": false }` is an answer here and no
 * refusal (SMTP service API, "Search an email in the unsubscribe list").
 */
export const searchRequest = (email: string): ApiRequest => ({
	...get`/smtp/unsubscribe/search`,
	query: { email },
	isResult: (body) => isRecord(body) && isNo(body.result) && codeOf(body) === undefined,
});

/** @throws ApiFailure for an answer that says neither */
export function isUnsubscribed(answer: unknown): boolean {
	const { result } = isRecord(answer) ? answer : {};
	if (isYes(result)) return true;
	if (isNo(result)) return false;
	throw new ApiFailure(
		'unclear',
		'SendPulse did not say whether the address is on the unsubscribe list. Try again in a minute.',
	);
}
