import { saysResult } from '../../../engine/api/confirmed';
import { inSmallLetters, sameAddress } from '../../../engine/parameters/email';
import { base64Text } from '../../../engine/api/request';
import { email } from '../../../fields/email';

/** What adding and deleting share: the API wants addresses joined by commas, in base64. */
export const entries = {
	fields: [{ ...email, description: 'The e-mail address' }],
	effect: 'write' as const,
	repeatable: true,
	confirmed: saysResult,
	element: ({ email }: { email: string }) => sameAddress(email),
	emails: (inputs: Array<{ email: string }>) =>
		base64Text(
			[...new Map(inputs.map(({ email }) => [inSmallLetters(email), email])).values()].join(','),
		),
};
