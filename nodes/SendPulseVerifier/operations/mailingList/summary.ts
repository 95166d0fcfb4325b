import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import { knowsNothing } from '../../fields/unknown';
import { VERDICTS } from '../../fields/verdict';
import { get } from '../../product';

/**
 * How good a list is, by its status (Email Verifier API); 0 while it is being verified was seen in a fixture
 * of a client.
 */
const HEALTH = ['checking', 'green', 'yellow', 'red'];

/** Email Verifier API, "Get mailing list verification results". */
export const checkRequest = (mailingListId: number): ApiRequest => ({
	...get`/check`,
	query: { id: mailingListId },
	isResult: knowsNothing,
});

/** Likewise without its addresses, of which the API gives one at least. */
export const summaryRequest = (mailingListId: number): ApiRequest => {
	const request = checkRequest(mailingListId);
	return { ...request, query: { ...request.query, start: 0, count: 1 } };
};

/**
 * The verification of an answer.
 *
 * @throws ApiFailure where the list was never verified
 */
export function verificationIn(body: unknown): IDataObject {
	if (isRecord(body) && !knowsNothing(body)) return body as IDataObject;
	throw notVerified();
}

export const notVerified = () =>
	new ApiFailure(
		'refused',
		"The mailing list has not been verified. Verify it first ('Verify'); a verification that has just begun can take a moment to show.",
	);

/** The API's `data: { "0": 3, "1": 20 }` under names; nothing is counted while it is being verified. */
function counts(data: unknown): IDataObject {
	const { length } = isRecord(data) ? Object.keys(data) : [];
	const count = (verdict: (typeof VERDICTS)[number]) =>
		isRecord(data) && length > 0 ? Number(data[VERDICTS.indexOf(verdict)] ?? 0) : null;
	return {
		valid: count('valid'),
		unconfirmed: count('unconfirmed'),
		invalid: count('invalid'),
		unverified: count('unverified'),
	};
}

/** How a verification ended, with the counts under names. */
export const summary = (verification: IDataObject): IDataObject => ({
	mailingListId: verification.id,
	name: verification.address_book_name,
	total: verification.all_emails_quantity,
	...counts(verification.data),
	health: HEALTH[Number(verification.status)] ?? null,
	status: verification.status,
	status_text: verification.status_text,
	check_date: verification.check_date,
	is_updated: verification.is_updated,
});
