import type { ApiFailure } from '../engine/api/failures';

/** Phone numbers in one request that sends (Viber's document; that of SMS names none). */
export const MOST_NUMBERS = 1_000;

/**
 * Whether a refusal may mean that there are too many numbers for one request: half of them may be few
 * enough. It says so in words alone.
 */
export const tooManyNumbers = ({ kind, code, words }: ApiFailure): boolean =>
	kind === 'refused' &&
	(code === undefined || code === 422) &&
	/\b(phone|number|recipient)/i.test(words) &&
	/too many|more than|\bmax|limit|exceed/i.test(words) &&
	!/balance|campaign|hour|plan/i.test(words);

/**
 * Whether a refusal may be the fault of single numbers, for what is harmless to send again without them. No
 * document says how one is refused.
 */
export const numberAtFault = ({ kind, code, words }: ApiFailure): boolean =>
	kind === 'refused' &&
	(code === undefined || code === 422) &&
	/\b(phone|number)/i.test(words) &&
	!/missing|must be|specified|balance|plan/i.test(words);
