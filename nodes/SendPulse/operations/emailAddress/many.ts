import type { IDataObject } from 'n8n-workflow';
import { sameAddress } from '../../../engine/email';
import type { ApiFailure } from '../../../engine/failures';
import type { ItemParameters } from '../../../engine/parameters';
import { email } from '../../../fields/email';

interface Address {
	email: string;
}

export const distinct = (inputs: Address[]) => [
	...new Map(inputs.map(({ email }) => [sameAddress(email), email])).values(),
];

/** Codes with which the API says that it does not know an address. */
const UNKNOWN = [8, 14, 17, 502];

/** What the look-ups of one or many addresses share: one address has a call of its own. */
export const lookUp = {
	fields: [email],
	effect: 'read' as const,
	repeatable: true,
	prepare: (item: ItemParameters): Address => ({ email: item.email('email') }),
	group: (): IDataObject => ({}),
	element: ({ email }: Address) => sameAddress(email),
	nothingFound: ({ status, code }: ApiFailure) =>
		status === 404 || (code !== undefined && UNKNOWN.includes(code)),
};

/** The part of an answer for many addresses that speaks of one, however the API spells it. */
export function partFor(body: unknown, address: string): unknown {
	const parts = (body ?? {}) as Record<string, unknown>;
	const key = Object.keys(parts).find((spelling) => sameAddress(spelling) === sameAddress(address));
	return key === undefined ? undefined : parts[key];
}
