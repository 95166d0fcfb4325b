import type { ApiFailure } from '../../../engine/failures';

/** Codes with which the API says that it does not know an address (REST API introduction). */
const CODES = [8, 14, 17, 502];

/**
 * Does the API say that it does not know the address? Not so a 404 without a code: that is some
 * other server's.
 */
export const isUnknown = ({ status, code }: ApiFailure) =>
	code !== undefined && (status === 404 || CODES.includes(code));
