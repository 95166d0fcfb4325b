import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { saysAlready } from '../../fields/saysAlready';
import { crm, post } from '../../product';
import { oneContactOfDeal } from './deal';

/** CRM API, "Add contact to deal". A contact that is linked already is as good as one that was linked now. */
export const addContact = write({
	option: {
		name: 'Add Contact',
		value: 'addContact',
		action: 'Add a contact to a deal',
		description: 'Link a contact to a deal; one that is linked already stays so',
	},
	fields: oneContactOfDeal.fields,
	prepare: async (item) => await oneContactOfDeal.read(item),
	repeatable: true,
	concerns: ({ dealId: id }) => String(id),
	confirmed: crm.done,
	nothingFound: saysAlready,
	request: ({ dealId: deal, contactId: contact }) => post`/deals/${deal}/contacts/${contact}`,
	output: (_, named) => succeeded({ ...named }),
	counts: { noun: 'contacts', done: 'added' },
});
