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

/** Equal for addresses that reach the same mailbox as far as mailing services are concerned. */
export const sameAddress = (email: string) => email.trim().toLowerCase();
