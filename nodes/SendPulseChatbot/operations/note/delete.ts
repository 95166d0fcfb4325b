import { either, hasId, saysSuccess } from '../../../engine/api/confirmed';
import { removal } from '../../../engine/run/thing';
import { isGone } from '../../../fields/chatbots';
import { post } from '../../product';
import { oneNote, postAbout } from './note';

/** Chatbot services' APIs, POST /contacts/deleteNote. */
export const remove = removal(oneNote, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a note',
		description: 'Delete a note about a contact',
	},
	request: ({ noteId, ...about }) =>
		postAbout(about, post`/contacts/deleteNote`, { note_id: noteId }),
	confirmed: either(saysSuccess, hasId),
	alreadyDone: isGone('note'),
});
