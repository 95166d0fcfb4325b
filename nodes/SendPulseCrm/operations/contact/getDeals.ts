import { listing } from '../../../engine/run/operation';
import { recordsIn } from '../../fields/records';
import { get } from '../../product';
import { simplifyDeal } from '../deal/record';
import { oneContact } from './contact';

/** CRM API, "Get contact deals": all of them at once. */
export const getDeals = listing({
	...oneContact,
	option: {
		name: 'Get Deals',
		value: 'getDeals',
		action: 'Get the deals of a contact',
		description: 'Get the deals that a contact belongs to',
	},
	request: ({ contactId }) => get`/contacts/${contactId}/deals`,
	paged: false,
	identify: ({ id }) => id,
	records: recordsIn,
	simplify: simplifyDeal,
});
