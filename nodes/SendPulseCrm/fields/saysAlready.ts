import type { ApiFailure } from '../../engine/api/failures';

/** A refusal of what is there already, in whatever words: no document has them. */
export const saysAlready = ({ status, words }: ApiFailure): boolean =>
	(status === 409 || status === 422 || status === 400) && /already|exists|taken/i.test(words);
