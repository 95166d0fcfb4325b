/** What a text is that should be a phone number. */
export type PhoneNumber =
	| { /** Begins with the country code. */ digits: string }
	| {
			/** A number without its country code, which means another one elsewhere. */ isLocal: boolean;
	  };

/** Digits of an international number, the country code among them (E.164: at most 15). No code begins with 0. */
const INTERNATIONAL = /^[1-9]\d{4,14}$/;
/** Characters that nobody sees, as spreadsheets and messengers put them around numbers. */
const INVISIBLE = /\p{Cf}/gu;
const SEPARATORS = /[\s().\-/\u2010-\u2015]/gu;
/** "+49 (0)170": the zero is for calls within the country. */
const TRUNK_ZERO = /(?<=\d[\s.-]{0,3})\(0\)/;

/**
 * Reads a phone number as people write it.
 *
 * @param countryCode put before numbers that begin with 0 (in Russia and Kazakhstan with 8) instead of it
 */
export function phoneNumber(written: string, countryCode?: string): PhoneNumber {
	const text = written.replace(INVISIBLE, '').trim();
	const isInternational = /^(\+|00)/.test(text);
	const digits = text
		.replace(/^(\+|00)/, '')
		.replace(TRUNK_ZERO, '')
		.replace(SEPARATORS, '');
	if (!/^\d{5,15}$/.test(digits)) return { isLocal: false };
	// "8 (495) …": no country has the code 8.
	const isLocal = digits.startsWith('0') || (!isInternational && /^8[\s-]{0,3}\(/.test(text));
	if (!isLocal) return { digits };
	if (isInternational || !countryCode) return { isLocal: !isInternational };
	const full = `${countryCode}${digits.replace(/^(0+|8)/, '')}`;
	return INTERNATIONAL.test(full) ? { digits: full } : { isLocal: false };
}
