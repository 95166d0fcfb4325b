import { write } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { crm, del } from '../../product';
import { concernsOwner, noteIdField, noteOfFields, readOwner, type NoteOwner } from './noteOf';

/** The API has no call that deletes the note of a task. */
const OWNERS: readonly NoteOwner[] = ['contact', 'deal'];

/** CRM API, "Delete contact comment", "Delete deal comment". */
export const remove = write({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a note',
		description: 'Delete a note of a contact or a deal. Those of tasks SendPulse keeps.',
	},
	fields: [...noteOfFields(OWNERS), noteIdField],
	prepare: async (item) => ({
		owner: await readOwner(item, OWNERS),
		noteId: item.id('noteId'),
	}),
	repeatable: true,
	concerns: ({ owner }) => concernsOwner(owner),
	confirmed: crm.done,
	alreadyDone: (failure) => crm.refusals.gone(failure),
	request: ({ owner: { path, id }, noteId }) => del`/${path}/${id}/comments/${noteId}`,
	output: (_, { owner: { named }, noteId }) => deleted({ ...named, noteId }),
	counts: { noun: 'notes', done: 'deleted' },
});
