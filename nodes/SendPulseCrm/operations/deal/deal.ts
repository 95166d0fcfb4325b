import type { Thing } from '../../../engine/run/thing';
import { contactId, readContactId } from '../../fields/contactId';
import { dealId, readDealId } from '../../fields/dealId';
import { crm } from '../../product';

/** What is done with one deal. */
export const oneDeal: Thing<{ dealId: number }> = {
	product: crm,
	noun: 'deals',
	fields: [dealId],
	read: async (item) => ({ dealId: await readDealId(item) }),
};

/** What is done with one contact of a deal. */
export const oneContactOfDeal: Thing<{ dealId: number; contactId: number }> = {
	product: crm,
	noun: 'contacts',
	fields: [dealId, contactId],
	read: async (item) => ({
		dealId: await readDealId(item),
		contactId: await readContactId(item),
	}),
	concerns: ({ dealId: id }) => String(id),
};
