import { sameAddress } from '../../../engine/parameters/email';
import type { Thing } from '../../../engine/run/thing';
import { senderEmail } from '../../../fields/senderEmail';
import { emailService } from '../../product';

/** What is done with one sender; `purpose` describes its field. */
export const oneSender = (purpose: string): Thing<{ email: string }> => ({
	product: emailService,
	noun: 'senders',
	fields: [{ ...senderEmail, required: true, description: purpose }],
	read: (item) => ({ email: item.email('senderEmail') }),
	concerns: ({ email }) => sameAddress(email),
});
