import type { ApiFailure } from '../../engine/api/failures';

/** "Active emails not found"; a plan or an account that is not active is something else. */
const NONE_ACTIVE = /^(active e-?mails? not found|no active e-?mails?\b)/i;

/** Of those to be unsubscribed none is active, so that nothing is left to do (OpenAPI, bulk e-mail). */
export const saysNoneActive = ({ status, code, words }: ApiFailure) =>
	status === 422 && code === 422 && NONE_ACTIVE.test(words);
