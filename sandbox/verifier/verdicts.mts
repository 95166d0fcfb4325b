import type { Fates } from '../email/fates.mts';
import type { SandboxOptions } from '../options.mts';
import { isEmailAddress } from '../syntax.mts';

/** Statuses of an address (OpenAPI description of the verifier). */
export const AddressStatus = { unverified: 0, valid: 1, unconfirmed: 2, invalid: 3 } as const;

/** Statuses of a list; 0 while it is checked was seen. */
export const ListStatus = { checking: 0, green: 1, yellow: 2, red: 3 } as const;

type Language = SandboxOptions['verifierStatusLanguage'];

// Of the Russian words the ones for a valid address, a green list and one that is checked were seen.
export const addressTexts: Readonly<Record<Language, readonly string[]>> = {
	ru: [
		'Непроверенный адрес',
		'Действительный адрес',
		'Неподтверждённый адрес',
		'Недействительный адрес',
	],
	en: ['Unverified', 'Valid', 'Unconfirmed', 'Invalid'],
};

export const listTexts: Readonly<Record<Language, readonly string[]>> = {
	ru: ['Идет проверка', 'Зелёный', 'Жёлтый', 'Красный'],
	en: ['Being checked', 'Green', 'Yellow', 'Red'],
};

/** What is found out about an address. */
export interface Verdict {
	status: number;
	validFormat: boolean;
	disposable: boolean;
	webmail: boolean;
	gibberish: boolean;
}

export const UNVERIFIED: Verdict = {
	status: AddressStatus.unverified,
	validFormat: false,
	disposable: false,
	webmail: false,
	gibberish: false,
};

const DISPOSABLE = [
	'10minutemail.com',
	'disposable.example',
	'guerrillamail.com',
	'mailinator.com',
	'temp-mail.org',
	'yopmail.com',
];
const WEBMAIL = [
	'aol.com',
	'gmail.com',
	'hotmail.com',
	'icloud.com',
	'mail.ru',
	'outlook.com',
	'ukr.net',
	'webmail.example',
	'yahoo.com',
	'yandex.ru',
];
/** Domains that take whatever is sent to them. */
const CATCH_ALL = ['catchall.example'];

/** The same for the same address and fate: who bounces is invalid, who has no room cannot be confirmed. */
export function verdictOf(email: string, fates: Fates): Verdict {
	if (!isEmailAddress(email)) return { ...UNVERIFIED, status: AddressStatus.invalid };
	const key = email.toLowerCase();
	const at = key.lastIndexOf('@');
	const [local, domain] = [key.slice(0, at), key.slice(at + 1)];
	const { delivery } = fates.of('verification', key);
	const isDoubtful = delivery === 'softBounce' || local.includes('+') || CATCH_ALL.includes(domain);
	return {
		status:
			delivery === 'hardBounce'
				? AddressStatus.invalid
				: isDoubtful
					? AddressStatus.unconfirmed
					: AddressStatus.valid,
		validFormat: true,
		disposable: DISPOSABLE.includes(domain),
		webmail: WEBMAIL.includes(domain),
		gibberish: isGibberish(local),
	};
}

/** As good as no vowel among many letters. */
function isGibberish(local: string): boolean {
	const letters = local.match(/[a-z]/g) ?? [];
	const vowels = letters.filter((letter) => 'aeiouy'.includes(letter));
	return letters.length >= 6 && vowels.length / letters.length < 0.15;
}

/** A list by its share of invalid addresses. The bounds are made up. */
export function healthOf(statuses: readonly number[]): number {
	const bad = statuses.filter((status) => status === AddressStatus.invalid).length;
	const share = bad / Math.max(statuses.length, 1);
	return share < 0.05 ? ListStatus.green : share < 0.2 ? ListStatus.yellow : ListStatus.red;
}
