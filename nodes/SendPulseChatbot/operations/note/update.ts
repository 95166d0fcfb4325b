import { either, hasId, saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { concernsContact } from '../../fields/contact';
import { noteId, readChatbotId } from '../../fields/ids';
import { post } from '../../product';
import { noteFields, noteIn, noteText, postAbout, readContactOfBot } from './note';

/** Chatbot services' APIs, POST /contacts/updateNote, which answers with the note. */
export const update = write({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a note',
		description: 'Change the text of a note about a contact',
	},
	fields: [...noteFields, noteId, noteText],
	prepare: (item) => ({
		...readContactOfBot(item),
		noteId: readChatbotId(item, 'noteId'),
		text: item.message('text'),
	}),
	concerns: concernsContact,
	repeatable: true,
	confirmed: either(saysSuccess, hasId),
	request: ({ noteId, text, ...about }) =>
		postAbout(about, post`/contacts/updateNote`, { note_id: noteId, text }),
	output: (body, about) => noteIn(body, about),
	counts: { noun: 'notes', done: 'updated' },
});
