import { sameAddress } from '../../../engine/email';
import { write } from '../../../engine/operation';
import { deleted } from '../../../engine/outcome';
import { del } from '../../../engine/request';
import { email } from '../../../fields/email';
import { isUnknown } from './unknown';

/** Bulk Email Service API, "Delete an email address from all mailing lists". */
export const remove = write({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete an e-mail address from all mailing lists',
		description: 'Delete an e-mail address from all mailing lists of the account for good',
	},
	fields: [email],
	prepare: (item) => ({ email: item.email('email') }),
	repeatable: true,
	alreadyDone: isUnknown,
	concerns: ({ email }) => sameAddress(email),
	request: ({ email }) => del`/emails/${email}`,
	output: (_, input) => deleted(input),
	counts: { noun: 'addresses', done: 'deleted' },
});
