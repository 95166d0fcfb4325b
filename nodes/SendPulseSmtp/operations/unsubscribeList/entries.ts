import { inSmallLetters, sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { email } from '../../../fields/email';
import { smtp } from '../../product';

export const address = { ...email, description: 'The e-mail address' };

interface Entry {
	email: string;
}

/**
 * What adding and deleting share. Both send `{ "emails": [ … ] }`, as six clients and the vendor's guide
 * do; the bare array of the OpenAPI description nobody has been seen to send.
 */
export const entries = {
	fields: [address],
	effect: 'write' as const,
	repeatable: true,
	confirmed: smtp.done,
	group: () => ({}),
	element: ({ email }: Entry) => sameAddress(email),
};

export const readEntry = (item: ItemParameters): Entry => ({ email: item.email('email') });

/** Each address once, with what the last item says of it. */
export const distinct = <One extends Entry>(inputs: One[]): One[] => [
	...new Map(inputs.map((input) => [inSmallLetters(input.email), input])).values(),
];
