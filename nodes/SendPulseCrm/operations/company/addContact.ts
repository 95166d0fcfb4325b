import { steps } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { hasContact, linking } from '../../fields/companyLink';
import { companyCalls } from '../../fields/companySteps';
import { firstLook, type RecordFound } from '../../fields/parts';
import { link, type Link } from './link';

/** CRM API, "Link contact to company", unless the company has it already. */
export const addContact = steps<Link, RecordFound>({
	...link,
	option: {
		name: 'Add Contact',
		value: 'addContact',
		action: 'Add a contact to a company',
		description: 'Link a contact to a company. One that belongs to it already stays.',
	},
	repeatable: true,
	steps: (ids) => [
		firstLook<RecordFound>(companyCalls, ids.companyId),
		{
			effect: 'further',
			steps: ({ record }) =>
				hasContact(record!, ids.contactId)
					? []
					: [linking<RecordFound>(`contact ${ids.contactId}`, () => ids)],
		},
	],
	placeholders: {},
	output: (_, ids) => succeeded({ ...ids }),
	counts: { noun: 'contacts', done: 'linked' },
});
