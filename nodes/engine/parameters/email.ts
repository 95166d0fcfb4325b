/** Longest address that mail servers accept (RFC 5321, 4.5.3.1). */
const LONGEST = 254;
const LONGEST_LOCAL_PART = 64;

/** Control characters, halves of emoji, and what nobody sees: such an address is another one, which gets nothing. */
const INVISIBLE = '\\p{C}\\p{Default_Ignorable_Code_Point}';
const AROUND = new RegExp(`^[\\s${INVISIBLE}]+|[\\s${INVISIBLE}]+$`, 'gu');
/** Looked for by itself, since some of it counts as a mark of the letter before it. */
const INSIDE = new RegExp(`[${INVISIBLE}]`, 'u');
const LOCAL_PART = /^[^\s@"(),:;<>[\]\\]+$/u;
/** What a template leaves where it knows no value. */
const PLACEHOLDER = /\{\{|\}\}/;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/**
 * The address without white space and invisible characters around it, or undefined where it is none.
 *
 * Stricter than the standards, as mailing services are (no quoted names, no IP addresses, a domain
 * with a dot), but open to letters of any script.
 */
export function checkedEmail(value: string): string | undefined {
	// Before that, so that a long text costs no time.
	const email = value.length > 4 * LONGEST ? value.trim() : value.replace(AROUND, '');
	const at = email.lastIndexOf('@');
	if (at < 1 || email.length > LONGEST) return undefined;
	if (PLACEHOLDER.test(email) || INSIDE.test(email)) return undefined;
	const local = email.slice(0, at);
	const labels = email.slice(at + 1).split('.');
	const localFits =
		local.length <= LONGEST_LOCAL_PART && LOCAL_PART.test(local) && !/^\.|\.\.|\.$/.test(local);
	const domainFits =
		labels.length >= 2 &&
		labels.every((label) => label.length <= 63 && LABEL.test(label)) &&
		!/^\p{N}+$/u.test(labels[labels.length - 1]) &&
		labels[labels.length - 1].length >= 2;
	return localFits && domainFits ? email : undefined;
}

const ASCII = /^[ -~]*$/;

/** In small letters, and each of them written in one way: é may be one sign, or an e and an accent. */
export const inSmallLetters = (email: string) => {
	const text = email.trim().toLowerCase();
	return ASCII.test(text) ? text : text.normalize('NFC');
};

/** A domain that holds nothing by which it would be another part of a URL. */
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;

/** With a domain as the domain name system has it: münchen.example is xn--mnchen-3ya.example. */
function withPlainDomain(email: string): string {
	const at = email.lastIndexOf('@') + 1;
	const domain = email.slice(at);
	const url = `http://${domain}`;
	if (ASCII.test(domain) || !DOMAIN.test(domain) || !URL.canParse(url)) return email;
	return email.slice(0, at) + new URL(url).hostname;
}

/**
 * Equal for addresses that reach the same mailbox as far as mailing services are concerned. To compare only: an API
 * that knows an address as it is written may not find this one.
 */
export const sameAddress = (email: string) => withPlainDomain(inSmallLetters(email));

/**
 * How an address may be spelled where it is looked for as it is written there: as it is here, in small letters, with
 * a plain domain. One for most.
 */
export const spellings = (email: string): string[] => [
	...new Set([email.trim(), inSmallLetters(email), sameAddress(email)]),
];

/** Likewise where upper and lower case make no difference. */
export const spellingsInAnyCase = (email: string): string[] => [
	...new Set([inSmallLetters(email), sameAddress(email)]),
];
