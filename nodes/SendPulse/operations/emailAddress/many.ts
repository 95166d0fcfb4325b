import type { IDataObject } from 'n8n-workflow';
import { sameAddress } from '../../../engine/parameters/email';
import type { ApiFailure } from '../../../engine/api/failures';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { email } from '../../../fields/email';
import { isUnknown } from '../../fields/unknownAddress';

interface Address {
	email: string;
}

export const distinct = (inputs: Address[]) => [
	...new Map(inputs.map(({ email }) => [sameAddress(email), email])).values(),
];

/** One address has a call of its own, with an answer of its own shape. */
export const isSingle = (inputs: Address[]) => distinct(inputs).length === 1;

/** What the look-ups of one or many addresses share. */
export const lookUp = {
	fields: [email],
	effect: 'read' as const,
	repeatable: true,
	prepare: (item: ItemParameters): Address => ({ email: item.email('email') }),
	group: (): IDataObject => ({}),
	element: ({ email }: Address) => sameAddress(email),
	// Of many, one unknown address may be enough for a refusal: the others are looked up without it.
	nothingFound: (failure: ApiFailure, inputs: Address[]) => isSingle(inputs) && isUnknown(failure),
	elementAtFault: isUnknown,
};

/** The part of an answer for many addresses that speaks of one, however the API spells it. */
export function partFor(body: unknown, address: string): unknown {
	const parts = (body ?? {}) as Record<string, unknown>;
	const key = Object.keys(parts).find((spelling) => sameAddress(spelling) === sameAddress(address));
	return key === undefined ? undefined : parts[key];
}
