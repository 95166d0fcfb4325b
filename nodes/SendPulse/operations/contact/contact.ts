import { sameAddress } from '../../../engine/parameters/email';
import type { Thing } from '../../../engine/run/thing';
import { email } from '../../../fields/email';
import { mailingListId } from '../../../fields/mailingListId';
import { emailService } from '../../product';

/** What is done with one contact of a mailing list. */
export const oneContact: Thing<{ mailingListId: number; email: string }> = {
	product: emailService,
	noun: 'contacts',
	fields: [mailingListId, email],
	read: (item) => ({ mailingListId: item.id('mailingListId'), email: item.email('email') }),
	concerns: ({ mailingListId, email }) => `${mailingListId} ${sameAddress(email)}`,
};
