import { listing } from '../../../engine/run/operation';
import { contactId, readContactId } from '../../fields/contactId';
import { dealId, readDealId } from '../../fields/dealId';
import { recordsIn } from '../../fields/records';
import { get } from '../../product';

/** CRM API, "Get a list of payments" of the account, a deal or a contact: no document speaks of pages. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many payments',
		description: 'Get many payments, of all deals or of one deal or contact',
	},
	fields: [
		{
			displayName: 'Payments Of',
			name: 'paymentOf',
			type: 'options',
			options: [
				{ name: 'All', value: 'all' },
				{ name: 'Contact', value: 'contact' },
				{ name: 'Deal', value: 'deal' },
			],
			default: 'all',
			description: 'Whose payments to return',
		},
		{ ...dealId, displayOptions: { show: { paymentOf: ['deal'] } } },
		{ ...contactId, displayOptions: { show: { paymentOf: ['contact'] } } },
	],
	prepare: async (item) => {
		const of = item.choice('paymentOf', ['all', 'deal', 'contact']);
		if (of === 'deal') return { dealId: await readDealId(item) };
		return of === 'contact' ? { contactId: await readContactId(item) } : {};
	},
	request: ({ dealId: deal, contactId: contact }) => {
		if (deal !== undefined) return get`/payments/deals/${deal}`;
		return contact === undefined ? get`/payments/all` : get`/payments/contacts/${contact}`;
	},
	paged: false,
	identify: ({ id }) => id,
	records: recordsIn,
});
