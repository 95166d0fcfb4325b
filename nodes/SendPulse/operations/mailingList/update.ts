import { change } from '../../../engine/run/thing';
import { put } from '../../product';
import { oneMailingList } from './mailingList';
import { mailingListName } from './name';

/** Bulk Email Service API, "Edit a mailing list". */
export const update = change(oneMailingList, {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a mailing list',
		description: 'Give a mailing list another name',
	},
	fields: [mailingListName],
	says: (item) => ({ name: item.text('name') }),
	request: ({ mailingListId, name }) => ({
		...put`/addressbooks/${mailingListId}`,
		body: { name },
	}),
	repeatable: true,
	done: 'renamed',
});
