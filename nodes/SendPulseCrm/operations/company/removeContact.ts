import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { crm, del } from '../../product';
import { link } from './link';

/** CRM API, "Unlink contact from company", answered without a body. */
export const removeContact = write({
	...link,
	option: {
		name: 'Remove Contact',
		value: 'removeContact',
		action: 'Remove a contact from a company',
		description: 'Unlink a contact from a company; both stay',
	},
	repeatable: true,
	confirmed: crm.done,
	alreadyDone: (failure) => crm.refusals.gone(failure),
	request: ({ contactId, companyId }) => del`/contacts/${contactId}/relation/${companyId}`,
	output: (_, ids) => succeeded({ ...ids }),
	counts: { noun: 'contacts', done: 'unlinked' },
});
