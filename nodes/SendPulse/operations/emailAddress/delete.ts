import { saysResult } from '../../../engine/api/confirmed';
import { sameAddress } from '../../../engine/parameters/email';
import { write } from '../../../engine/run/operation';
import { removed } from '../../../engine/run/outcome';
import { email } from '../../../fields/email';
import { del } from '../../product';
import { isUnknown, saysUnknown } from './unknown';

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
	nothingFound: saysUnknown,
	alreadyDone: isUnknown,
	concerns: ({ email }) => sameAddress(email),
	confirmed: saysResult,
	request: ({ email }) => del`/emails/${email}`,
	output: (body, input) => removed(body, input),
	counts: { noun: 'addresses', done: 'deleted' },
});
