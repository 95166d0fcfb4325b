/** A country that telephone numbers are of. */
export interface Country {
	code: string;
	name: string;
	prefix: string;
	/** Of one part of a message by the national route, in dollars. Made up; by the other it costs six times as much. */
	price: number;
}

export type Route = 'national' | 'international';

const countries: readonly Country[] = [
	{ code: 'UA', name: 'Ukraine', prefix: '380', price: 0.02 },
	{ code: 'DE', name: 'Germany', prefix: '49', price: 0.08 },
	{ code: 'PL', name: 'Poland', prefix: '48', price: 0.03 },
	{ code: 'FR', name: 'France', prefix: '33', price: 0.05 },
	{ code: 'GB', name: 'United Kingdom', prefix: '44', price: 0.04 },
	{ code: 'TR', name: 'Turkey', prefix: '90', price: 0.02 },
	{ code: 'BR', name: 'Brazil', prefix: '55', price: 0.03 },
	{ code: 'US', name: 'United States', prefix: '1', price: 0.01 },
];

/** Reported by users of the vendor's clients: what the other route cost more. */
const INTERNATIONAL = 6;

/** Digits in international form, and nothing else (SMS API). */
export const isNumber = (text: string) => /^[1-9]\d{6,14}$/.test(text);

export function countryOf(phone: string): Country | undefined {
	return countries.find(({ prefix }) => phone.startsWith(prefix));
}

export function countryOfCode(code: string): Country | undefined {
	return countries.find((country) => country.code === code);
}

/** Of one part of a message, in ten-thousandths of a dollar, so that sums are exact. */
export function partPrice({ price }: Country, route: Route): number {
	return Math.round(price * 10_000) * (route === 'international' ? INTERNATIONAL : 1);
}
