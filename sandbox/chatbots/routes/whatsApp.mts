import type { FastifyRequest } from 'fastify';
import type { Arguments } from '../../arguments.mts';
import { malformed, missing, refused } from '../errors.mts';
import { SENT, TEMPLATE } from '../messages.mts';
import { templateRecord } from '../records.mts';
import type { Bot, BotContact, Value } from '../store.mts';
import { misfit, textOf, type SentTemplate } from '../templates.mts';
import { notActive, type ChannelRoutes } from './channelRoutes.mts';
import {
	aboutContact,
	bodyWith,
	id,
	phoneIn,
	requiredText,
	text,
	valid,
	value,
	type Schema,
} from './requests.mts';

/** What WhatsApp alone has: contacts by phone, and templates. */
export function whatsAppRoutes(routes: ChannelRoutes): void {
	const names = { type: 'array', items: text };
	const rows = { type: 'array', items: bodyWith({ name: text, value }) };
	const schema = bodyWith({ phone: text, bot_id: id, name: text, tags: names, variables: rows }, [
		'name',
		'tags',
		'variables',
	]);

	routes.post('contacts', schema, (args) => {
		const bot = routes.botOf(args.bot_id);
		const phone = phoneIn(args);
		if (byPhone(bot, phone)) throw refused('phone', 'The contact exists already');
		const variables = ((args.variables ?? []) as Array<{ name: string; value: Value }>).map(
			(row) => [routes.variableOf(bot, { variable_name: row.name }).name, row.value] as const,
		);
		const contact = routes.store.addContact(bot, { name: String(args.name ?? phone), phone });
		for (const [name, given] of variables) contact.variables.set(name, given);
		for (const name of (args.tags ?? []) as string[]) {
			contact.tags.add(routes.store.addTag(bot, name).name);
		}
		return routes.record(contact);
	});

	routes.get('contacts/getByPhone', (query) => {
		const contact = byPhone(routes.botOf(query.bot_id), phoneIn(query));
		if (!contact) throw missing('phone', 'Contact');
		return routes.record(contact);
	});

	routes.sending('contacts/sendByPhone', bodyWith({ bot_id: id, phone: text }), (args, request) => {
		const contact = byPhone(routes.botOf(args.bot_id), phoneIn(args));
		const messages = routes.messagesIn(request, args, SENT.whatsappByPhone);
		if (!contact) throw notActive('phone');
		routes.mustBeReachable(contact, 'phone');
		return messages.map((data) => routes.talk.say(contact, { data, source: 'api' }));
	});

	routes.sending('contacts/sendTemplate', aboutContact(), (args, request) => {
		const contact = routes.contactOf(args.contact_id);
		const said = templateIn(routes, request, args, contact.bot);
		routes.mustNotHaveLeft(contact);
		return [routes.talk.say(contact, { ...said, source: 'api' })];
	});

	// "To a new or existing contact."
	routes.sending(
		'contacts/sendTemplateByPhone',
		bodyWith({ bot_id: id, phone: text }),
		(args, request) => {
			const bot = routes.botOf(args.bot_id);
			const phone = phoneIn(args);
			const said = templateIn(routes, request, args, bot);
			const contact = byPhone(bot, phone) ?? routes.store.addContact(bot, { name: phone, phone });
			routes.mustNotHaveLeft(contact, 'phone');
			return [routes.talk.say(contact, { ...said, source: 'api' })];
		},
	);

	routes.get('templates', ({ bot_id }) => {
		const bot = routes.botOf(bot_id);
		const own = routes.store.templates.filter((template) => template.bot === bot);
		return routes.shaped(own.map(templateRecord));
	});

	function byPhone(bot: Bot, phone: string): BotContact | undefined {
		return routes.contactsOf(bot, ({ person }) => person.phone === phone)[0];
	}
}

/**
 * The template of a request, as a message.
 *
 * @throws ChatbotError unless WhatsApp has approved it and the values suit its places
 */
export function templateIn(
	{ store }: ChannelRoutes,
	request: FastifyRequest,
	{ template: came }: Arguments,
	bot: Bot,
	schema: Schema = TEMPLATE,
): { data: Record<string, unknown>; text: string } {
	if (came === undefined) throw malformed('template', requiredText('template'));
	valid(request, schema, came, 'template');
	const sent = came as SentTemplate;
	const template = store.templates.find(
		(candidate) =>
			candidate.bot === bot &&
			candidate.name === sent.name &&
			candidate.language === sent.language.code,
	);
	if (template?.status !== 'APPROVED') {
		throw refused('template', '(#132001) Template name does not exist in the translation');
	}
	const complaint = misfit(template, sent);
	if (complaint !== undefined) throw refused('template', complaint);
	return { data: { type: 'template', template: came }, text: textOf(template, sent) };
}
