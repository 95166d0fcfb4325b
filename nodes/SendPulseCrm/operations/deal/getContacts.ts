import { listing } from '../../../engine/run/operation';
import { simplifyContact } from '../../fields/contactRecord';
import { dealId, readDealId } from '../../fields/dealId';
import { recordsIn } from '../../fields/records';
import { contactsOf } from './contacts';

/** CRM API, "Get deal contacts", all at once. */
export const getContacts = listing({
	option: {
		name: 'Get Contacts',
		value: 'getContacts',
		action: 'Get the contacts of a deal',
		description: 'Get the contacts that are linked to a deal',
	},
	fields: [dealId],
	prepare: async (item) => ({ dealId: await readDealId(item) }),
	request: ({ dealId: id }) => contactsOf(id),
	paged: false,
	identify: ({ id }) => id,
	records: recordsIn,
	simplify: simplifyContact,
});
