import { phoneNumber } from '../../engine/parameters/phone';

/** Digits in a row, beside whatever people write between them. */
const WRITTEN = /^\+?[\d\s().\-/\u2010-\u2015]+$/;

/**
 * The digits of a phone number, by which two are the same. The CRM keeps numbers as they were typed in, also such
 * without a country code (a firm's export had `+380…`, `380…` and `050…`).
 *
 * @returns undefined for what is no number at all
 */
export function digitsOf(written: string): string | undefined {
	const number = phoneNumber(written);
	if ('digits' in number) return number.digits;
	const digits = written.replace(/\D/g, '');
	return number.isLocal && WRITTEN.test(written.trim()) && digits.length >= 5 ? digits : undefined;
}

/** Likewise of what SendPulse has, whatever that is. */
export const storedDigits = (phone: unknown): string =>
	digitsOf(String(phone ?? '')) ?? String(phone ?? '').replace(/\D/g, '');
