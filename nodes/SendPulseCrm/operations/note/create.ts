import { write } from '../../../engine/run/operation';
import { givesRecord } from '../../fields/records';
import { post } from '../../product';
import { concernsOwner, noteIn, noteOfFields, noteText, readNoteText, readOwner } from './noteOf';

/** CRM API, "Create contact comment", "Create deal comment", "Create task comment". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a note',
		description: 'Write a note about a contact, a deal or a task',
	},
	fields: [...noteOfFields(), noteText],
	prepare: async (item) => ({ owner: await readOwner(item), text: readNoteText(item) }),
	repeatable: false,
	concerns: ({ owner }) => concernsOwner(owner),
	confirmed: givesRecord,
	whereToLook: 'with Get Many',
	request: ({ owner: { path, id }, text }) => ({
		...post`/${path}/${id}/comments`,
		body: { message: text },
	}),
	output: noteIn,
	counts: { noun: 'notes', done: 'created' },
});
