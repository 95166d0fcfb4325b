import { either, hasId, saysSuccess } from '../../../engine/api/confirmed';
import { write } from '../../../engine/run/operation';
import { concernsContact } from '../../fields/contact';
import { post } from '../../product';
import { noteFields, noteIn, noteText, postAbout, readContactOfBot } from './note';

/** Chatbot services' APIs, POST /contacts/createNote, which answers with the note. */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a note',
		description: 'Write a note about a contact, for the team alone',
	},
	fields: [...noteFields, noteText],
	prepare: (item) => ({ ...readContactOfBot(item), text: item.message('text') }),
	concerns: concernsContact,
	repeatable: false,
	confirmed: either(saysSuccess, hasId),
	request: ({ text, ...about }) => postAbout(about, post`/contacts/createNote`, { text }),
	output: (body, about) => noteIn(body, about),
	counts: { noun: 'notes', done: 'created' },
});
