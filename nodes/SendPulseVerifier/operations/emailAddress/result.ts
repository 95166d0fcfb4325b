import type { IDataObject } from 'n8n-workflow';
import { isYes } from '../../../engine/api/envelope';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import { email } from '../../../fields/email';
import { knowsNothing } from '../../fields/unknown';
import { verdictOf } from '../../fields/verdict';
import { get } from '../../product';

export const address = { ...email, description: 'The e-mail address to check' };

/** Email Verifier API, "Get email address verification results". */
export const resultRequest = (email: string): ApiRequest => ({
	...get`/get-single-result`,
	query: { email },
	isResult: knowsNothing,
});

/** What was found out about an address; undefined where it was never submitted. */
export function checksIn(body: unknown): IDataObject | undefined {
	if (knowsNothing(body)) return undefined;
	const { data } = isRecord(body) ? body : {};
	return isRecord(data) && isRecord(data.checks) ? (data.checks as IDataObject) : undefined;
}

/** A status of 0 is that of an address that was submitted, and is not verified yet. */
export const isVerified = ({ status }: IDataObject): boolean => verdictOf(status) !== 'unverified';

/** The same fields, whatever is known. */
export const resultRecord = (email: string, checks: IDataObject = {}): IDataObject => {
	const flag = (name: string) => (isVerified(checks) ? isYes(checks[name]) : null);
	return {
		email,
		verdict: verdictOf(checks.status),
		status: Number(checks.status ?? 0),
		status_text: checks.status_text ?? null,
		valid_format: flag('valid_format'),
		disposable: flag('disposable'),
		webmail: flag('webmail'),
		gibberish: flag('gibberish'),
	};
};
