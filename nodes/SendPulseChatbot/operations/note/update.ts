import { either, hasId, saysSuccess } from '../../../engine/api/confirmed';
import { change } from '../../../engine/run/thing';
import { post } from '../../product';
import { noteIn, noteText, oneNote, postAbout } from './note';

/** Chatbot services' APIs, POST /contacts/updateNote, which answers with the note. */
export const update = change(oneNote, {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a note',
		description: 'Change the text of a note about a contact',
	},
	fields: [noteText],
	says: (item) => ({ text: item.message('text') }),
	request: ({ noteId, text, ...about }) =>
		postAbout(about, post`/contacts/updateNote`, { note_id: noteId, text }),
	confirmed: either(saysSuccess, hasId),
	repeatable: true,
	output: noteIn,
});
