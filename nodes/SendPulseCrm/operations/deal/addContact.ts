import { steps } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { oneContactOfDeal } from './deal';
import { linkContacts, type Linked } from './dealSteps';

/** CRM API, "Add contact to deal", unless it is linked already. */
export const addContact = steps<{ dealId: number; contactId: number }, Linked>({
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
	placeholders: {},
	steps: ({ dealId: deal, contactId: contact }) => linkContacts<Linked>([contact], deal),
	output: (_, named) => succeeded({ ...named }),
	counts: { noun: 'contacts', done: 'added' },
});
