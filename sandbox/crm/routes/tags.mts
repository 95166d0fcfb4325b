import type { FastifyInstance } from 'fastify';
import { asArguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { refused } from '../errors.mts';
import { tagRecord } from '../records.mts';
import { isPart } from '../search.mts';
import { argumentsOf, body, checkNewLink, named, nothing, text, textTo } from './requests.mts';

const colors = { colorText: text, colorBackground: text };

/** Tags of contacts. */
export function tagRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const store = () => sandbox.state.crm;

	api.get('/contact-tags', { config: { query: ['name', 'search'] } }, async (request) => {
		const { name, search } = asArguments(request.query);
		const found = store()
			.tags.all()
			.filter((tag) => name === undefined || tag.name === name)
			.filter((tag) => search === undefined || isPart(search, tag.name));
		return { data: found.map((tag) => tagRecord(tag, store())) };
	});

	api.post('/contact-tags', body({ name: textTo(64, 1), ...colors }, 'name'), async (request) => {
		const { name, ...given } = argumentsOf(request);
		checkName(name);
		return { data: tagRecord(store().addTag(String(name), given), store()) };
	});

	api.put(
		'/contact-tags/:tagId',
		body({ name: textTo(255, 1), ...colors }, 'name'),
		async (request) => {
			const tag = named(request, 'tagId', store().tags);
			const { name, colorText, colorBackground } = argumentsOf(request);
			if (name !== tag.name) checkName(name);
			tag.name = String(name);
			if (colorText !== undefined) tag.colorText = String(colorText);
			if (colorBackground !== undefined) tag.colorBackground = String(colorBackground);
			return { data: tagRecord(tag, store()) };
		},
	);

	api.delete('/contact-tags/:tagId', async (request, reply) => {
		const { id } = named(request, 'tagId', store().tags);
		store().tags.delete(id);
		for (const contact of store().contacts.all()) contact.tagIds.delete(id);
		return nothing(reply, 204);
	});

	const link = '/contact-tags/:tagId/contact/:contactId';

	api.post(link, async (request, reply) => {
		const tag = named(request, 'tagId', store().tags);
		const contact = named(request, 'contactId', store().contacts);
		checkNewLink(contact.tagIds.has(tag.id), 'tagId', sandbox);
		contact.tagIds.add(tag.id);
		store().touchPart(store().contacts, contact);
		return nothing(reply, 201);
	});

	// A tag that the contact does not have: 204 as well.
	api.delete(link, async (request, reply) => {
		const tag = named(request, 'tagId', store().tags);
		const contact = named(request, 'contactId', store().contacts);
		if (contact.tagIds.delete(tag.id)) store().touchPart(store().contacts, contact);
		return nothing(reply, 204);
	});

	function checkName(name: unknown): void {
		if (
			store()
				.tags.all()
				.some((tag) => tag.name === name)
		)
			throw refused('name', 'The name has already been taken.');
	}
}
