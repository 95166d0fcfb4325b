import { write } from '../../../engine/run/operation';
import { givesRecord } from '../../fields/records';
import { put } from '../../product';
import {
	concernsOwner,
	noteIdField,
	noteIn,
	noteOfFields,
	noteText,
	readNoteText,
	readOwner,
} from './noteOf';

/** CRM API, "Update contact comment", "Update deal comment", "Update task comment". */
export const update = write({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a note',
		description: 'Change the text of a note',
	},
	fields: [...noteOfFields(), noteIdField, noteText],
	prepare: async (item) => ({
		owner: await readOwner(item),
		noteId: item.id('noteId'),
		text: readNoteText(item),
	}),
	repeatable: true,
	concerns: ({ owner }) => concernsOwner(owner),
	confirmed: givesRecord,
	request: ({ owner: { path, id }, noteId, text }) => ({
		...put`/${path}/${id}/comments/${noteId}`,
		body: { message: text },
	}),
	output: noteIn,
	counts: { noun: 'notes', done: 'updated' },
});
