import { sameAddress } from '../../../engine/email';
import { write } from '../../../engine/operation';
import { deleted } from '../../../engine/outcome';
import { del } from '../../../engine/request';
import { email } from '../../../fields/email';

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
	alreadyDone: ({ status }) => status === 404,
	concerns: ({ email }) => sameAddress(email),
	request: ({ email }) => del`/emails/${email}`,
	output: (_, input) => deleted(input),
	counts: { noun: 'addresses', done: 'deleted' },
});
