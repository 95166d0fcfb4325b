import { ApiFailure } from '../../../engine/api/failures';
import type { Looking } from '../../../engine/run/operation';

/** What finding a person needs of a run. */
export type Search = Pick<Looking, 'read' | 'lookUp' | 'answerTo' | 'list' | 'each'>;

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
