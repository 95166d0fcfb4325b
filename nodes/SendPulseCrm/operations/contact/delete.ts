import { write } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { crm, del } from '../../product';
import { oneContact } from './contact';

/** CRM API, "Delete contact": with its tags, attributes and history, for good. */
export const remove = write({
	...oneContact,
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a contact',
		description: 'Delete a contact with all that belongs to it, for good',
	},
	repeatable: true,
	concerns: ({ contactId }) => String(contactId),
	confirmed: crm.done,
	alreadyDone: (failure) => crm.refusals.gone(failure),
	request: ({ contactId }) => del`/contacts/${contactId}`,
	output: (_, { contactId }) => deleted({ contactId }),
	counts: { noun: 'contacts', done: 'deleted' },
});
