import type { ApiFailure } from '../../engine/api/failures';

/** "Contact not exists" is the opposite, and "no such contact exists". */
const DENIES = /\b(no|not|none|cannot|never)\b|n['’]t\b/i;

/** A refusal of what is there already, in whatever words: no document has them. */
export const saysAlready = ({ status, words }: ApiFailure): boolean =>
	(status === 409 || status === 422 || status === 400) &&
	/\b(already|exists|taken)\b/i.test(words) &&
	!DENIES.test(words);
