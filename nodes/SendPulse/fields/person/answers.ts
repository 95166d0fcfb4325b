import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { isRecord } from '../../../engine/api/record';
import type { Looking } from '../../../engine/run/operation';

/** What finding a person needs of a run. */
export type Search = Pick<Looking, 'read' | 'lookUp' | 'answerTo' | 'list' | 'each'>;

/** Whoever was asked for a person's data must not take an answer in another form for "nothing". */
export const notUnderstood = (what: string) =>
	new ApiFailure(
		'unclear',
		`SendPulse answered in a form that this node does not know, so that it is not clear ${what}. Please report this with the name of the operation.`,
	);

/**
 * The records of a list. PHP, and so the API, may write one as an object with numbered keys.
 *
 * @param what is not clear without it, the end of a sentence
 * @throws ApiFailure for anything else
 */
export function recordsOf(list: unknown, what: string): IDataObject[] {
	const isNumbered = isRecord(list) && Object.keys(list).every((key) => /^\d+$/.test(key));
	if (!Array.isArray(list) && !isNumbered) throw notUnderstood(what);
	const records = Object.values(list as unknown[]);
	if (!records.every(isRecord)) throw notUnderstood(what);
	return records;
}

/** "Unauthorized action" (REST API, error codes). */
const NOT_ALLOWED = 800;

/**
 * Why an account has no such part of SendPulse, where a refusal says so: it is missing in the plan (403), or
 * not there (404). What a proxy says counts for nothing.
 */
export function absence(error: unknown): string | undefined {
	if (!(error instanceof ApiFailure) || error.kind !== 'refused' || !error.own) return undefined;
	// What this key may not do can be there all the same.
	if (error.code === NOT_ALLOWED) return undefined;
	return error.status === 403 || error.status === 404 ? error.message : undefined;
}

/** Does it concern the whole run: the credential, the quota? */
export const endsAll = (error: unknown) =>
	!(error instanceof ApiFailure) || ['unauthorized', 'pace', 'setup'].includes(error.kind);
