import { either, hasId, saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { deleted } from '../../../engine/run/outcome';
import { concernsContact, isGone } from '../../fields/contact';
import { noteId, readChatbotId } from '../../fields/ids';
import { post } from '../../product';
import { noteFields, postAbout, readContactOfBot } from './note';

/** Chatbot services' APIs, POST /contacts/deleteNote. */
export const remove = write({
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a note',
		description: 'Delete a note about a contact',
	},
	fields: [...noteFields, noteId],
	prepare: (item) => ({ ...readContactOfBot(item), noteId: readChatbotId(item, 'noteId') }),
	concerns: concernsContact,
	repeatable: true,
	alreadyDone: isGone('note'),
	confirmed: either(saysSuccess, hasId),
	request: ({ noteId, ...about }) =>
		postAbout(about, post`/contacts/deleteNote`, { note_id: noteId }),
	output: (_, about) => deleted({ ...about }),
	counts: { noun: 'notes', done: 'deleted' },
});
