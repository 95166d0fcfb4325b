import { sameAddress } from '../../../engine/parameters/email';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { removal } from '../../../engine/run/thing';
import { email } from '../../../fields/email';
import { del, emailService } from '../../product';
import { isUnknown, saysUnknown } from '../../fields/unknownAddress';

const oneAddress = {
	product: emailService,
	noun: 'addresses',
	fields: [email],
	read: (item: ItemParameters) => ({ email: item.email('email') }),
	concerns: ({ email }: { email: string }) => sameAddress(email),
};

/** Bulk Email Service API, "Delete an email address from all mailing lists". */
export const remove = removal(oneAddress, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete an e-mail address from all mailing lists',
		description: 'Delete an e-mail address from all mailing lists of the account for good',
	},
	request: ({ email }) => del`/emails/${email}`,
	nothingFound: saysUnknown,
	alreadyDone: isUnknown,
});
