import { isNo } from '../../engine/api/envelope';
import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';

/**
 * Whether an answer says that nothing is known: `{ "result": false }`, or `false` alone (Email Verifier API,
 * which speaks of "a `false` error" and does not show it).
 */
export const knowsNothing = (body: unknown): boolean =>
	isRecord(body) ? isNo(body.result) : isNo(body);

/** Likewise for a refusal: SendPulse's own 404. A list that is not there has a code of its own. */
export const isUnknown = ({ status, own, code }: ApiFailure): boolean =>
	status === 404 && own && code !== NO_LIST;

const NO_LIST = 213;
