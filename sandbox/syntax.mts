import { isIP } from 'node:net';

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN_LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?$/u;

/** Whether a text is one well-formed e-mail address: no spaces around it, a domain of two labels or more. */
export function isEmailAddress(text: unknown): text is string {
	if (typeof text !== 'string' || text.length > 254) return false;
	const at = text.lastIndexOf('@');
	const local = text.slice(0, at);
	const labels = text.slice(at + 1).split('.');
	return (
		at > 0 &&
		local.length <= 64 &&
		LOCAL_PART.test(local) &&
		labels.length >= 2 &&
		labels.every((label) => label.length <= 63 && DOMAIN_LABEL.test(label)) &&
		!/^\d+$/.test(labels[labels.length - 1] ?? '')
	);
}

/** The digits of a telephone number in international form, or null when it is none. */
export function phoneDigits(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	return /^\+?(\d{7,15})$/.exec(String(value))?.[1] ?? null;
}

/** Whether a host is this machine, without asking anybody for its address. */
export function isLoopback(host: string): boolean {
	const bare = host.replace(/^\[(.*)\]$/, '$1');
	return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

export const isWebAddress = (value: unknown): value is string =>
	typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
