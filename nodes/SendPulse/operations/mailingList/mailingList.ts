import type { Thing } from '../../../engine/run/thing';
import { mailingListId } from '../../../fields/mailingListId';
import { emailService } from '../../product';

/** What is done with one mailing list. */
export const oneMailingList: Thing<{ mailingListId: number }> = {
	product: emailService,
	noun: 'mailing lists',
	fields: [mailingListId],
	read: (item) => ({ mailingListId: item.id('mailingListId') }),
	// No two have one name: what one gives up must be free before another takes it.
	concerns: () => 'all',
};
