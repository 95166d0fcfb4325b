import type { ApiFailure } from '../../engine/api/failures';

/** Codes with which the API says that it does not know an address (REST API introduction). */
const CODES = [8, 14, 17, 502];

/** Does the API say with a documented code that it does not know the address? */
export const saysUnknown = ({ code }: ApiFailure) => code !== undefined && CODES.includes(code);

/**
 * Does the API say that it does not know the address? Not so a 404 without a code: that is some
 * other server's.
 */
export const isUnknown = (failure: ApiFailure) =>
	saysUnknown(failure) || (failure.status === 404 && failure.code !== undefined);
