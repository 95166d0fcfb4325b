import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../../context.mts';
import { noteRecord } from '../records.mts';
import { among, argumentsOf, body, named, nothing, take, textTo } from './requests.mts';

/** "The maximum number of characters is 65,535" (OpenAPI, notes). */
export const noteBody = body({ message: textTo(65_535, 1) }, 'message');

/** Notes of contacts; the API calls them comments, and lists them in the contact. */
export function contactNoteRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;

	api.post('/contacts/:contactId/comments', noteBody, async (request) => {
		const contact = named(request, 'contactId', store().contacts);
		const note = store().addNote(contact, String(argumentsOf(request).message));
		store().touchPart(store().contacts, contact);
		return { data: noteRecord(note) };
	});

	api.put('/contacts/:contactId/comments/:commentId', noteBody, async (request) => {
		const contact = named(request, 'contactId', store().contacts);
		const note = named(request, 'commentId', among(contact.notes));
		note.text = String(argumentsOf(request).message);
		note.updatedAt = sandbox.clock.now();
		store().touchPart(store().contacts, contact);
		return { data: noteRecord(note) };
	});

	api.delete('/contacts/:contactId/comments/:commentId', async (request, reply) => {
		const contact = named(request, 'contactId', store().contacts);
		take(named(request, 'commentId', among(contact.notes)), contact.notes);
		store().touchPart(store().contacts, contact);
		return nothing(reply, 204);
	});
}
