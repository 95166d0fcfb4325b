import { missing } from '../errors.mts';
import { noteRecord } from '../records.mts';
import type { BotContact, Note } from '../store.mts';
import type { Arguments } from '../../arguments.mts';
import type { ChannelRoutes } from './channelRoutes.mts';
import { aboutContact, id, text, type Schema } from './requests.mts';

/** Operators' notes about a contact. Changes are answered with the record alone. */
export function noteRoutes(routes: ChannelRoutes): void {
	routes.get('contacts/notes', ({ bot_id, contact_id }) => {
		const contact = routes.contactOf(contact_id, 'contact_id', routes.botOf(bot_id));
		const own = routes.store.notes.filter((note) => note.contact === contact);
		return routes.shaped(own.map(noteRecord));
	});

	note('createNote', { text }, (contact, args) => routes.store.addNote(contact, String(args.text)));

	note('updateNote', { text, note_id: id }, (contact, args) => {
		const found = noteOf(contact, args.note_id);
		found.text = String(args.text);
		return found;
	});

	note('deleteNote', { note_id: id }, (contact, args) => {
		const found = noteOf(contact, args.note_id);
		routes.store.removeNote(found);
		return found;
	});

	function note(
		name: string,
		properties: Record<string, Schema>,
		act: (contact: BotContact, args: Arguments) => Note,
	): void {
		const schema = aboutContact({ bot_id: id, ...properties });
		routes.bare('POST', `contacts/${name}`, schema, (args) => {
			const contact = routes.contactOf(args.contact_id, 'contact_id', routes.botOf(args.bot_id));
			return noteRecord(act(contact, args));
		});
	}

	function noteOf(contact: BotContact, noteId: unknown): Note {
		const found = routes.store.notes.find(
			(candidate) => candidate.id === noteId && candidate.contact === contact,
		);
		if (!found) throw missing('note_id', 'Note');
		return found;
	}
}
