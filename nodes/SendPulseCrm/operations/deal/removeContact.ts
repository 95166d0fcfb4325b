import { removal } from '../../../engine/run/thing';
import { succeeded } from '../../../engine/run/outcome';
import { del } from '../../product';
import { oneContactOfDeal } from './deal';

/** CRM API, "Delete contact from deal": the contact itself stays. */
export const removeContact = removal(oneContactOfDeal, {
	option: {
		name: 'Remove Contact',
		value: 'removeContact',
		action: 'Remove a contact from a deal',
		description: 'Take a contact from a deal; the contact itself stays',
	},
	request: ({ dealId: deal, contactId: contact }) => del`/deals/${deal}/contacts/${contact}`,
	output: (_, named) => succeeded({ ...named }),
	done: 'removed',
});
