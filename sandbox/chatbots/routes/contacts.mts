import { malformed, missing, refused } from '../errors.mts';
import { ContactState, type Value } from '../store.mts';
import type { ChannelRoutes } from './channelRoutes.mts';
import { aboutContact, aVariable, given, id, text, value } from './requests.mts';

/** Contacts: finding them, and what can be done to them. */
export function contactRoutes(routes: ChannelRoutes): void {
	const { sandbox } = routes;

	routes.get('contacts/get', (query) => routes.record(routes.contactOf(query.id, 'id')));

	routes.list('contacts/getByTag', ({ tag, bot_id }) => {
		const bot = routes.botOf(bot_id);
		const name = given('tag', tag);
		return routes.contactsOf(bot, ({ tags }) => tags.has(name)).map((one) => routes.record(one));
	});

	// Either `variable_id`, or `variable_name` together with `bot_id`.
	routes.list('contacts/getByVariable', (query) => {
		const wanted = given('variable_value', query.variable_value);
		const byId = routes.store.variables.find(
			(variable) => variable.id === query.variable_id && variable.bot.channel === routes.id,
		);
		if (query.variable_id !== undefined && !byId) throw missing('variable_id', 'Variable');
		if (!byId) given('variable_name', query.variable_name);
		const bot = byId && query.bot_id === undefined ? byId.bot : routes.botOf(query.bot_id);
		const { name } = routes.variableOf(bot, query);
		return routes
			.contactsOf(
				bot,
				({ variables }) => variables.has(name) && String(variables.get(name)) === wanted,
			)
			.map((one) => routes.record(one));
	});

	if (routes.id === 'telegram') {
		routes.get('contacts/getByTelegramId', ({ bot_id, telegram_id }) => {
			const bot = routes.botOf(bot_id);
			const digits = given('telegram_id', telegram_id);
			// Chats of groups have negative ids.
			if (!/^-?\d+$/.test(digits)) {
				throw malformed('telegram_id', 'The telegram_id must be an integer.');
			}
			const number = Number(digits);
			const [contact] = routes.contactsOf(bot, (candidate) => candidate.number === number);
			if (!contact) throw missing('telegram_id', 'Contact');
			return routes.record(contact);
		});
	}

	const rows = { type: 'array', minItems: 1, items: aVariable({ variable_value: value }) };
	routes.change('contacts/setVariable', aboutContact({ variables: rows }), (contact, args) => {
		const named = (args.variables as Array<Record<string, Value>>).map(
			(row) => [routes.variableOf(contact.bot, row).name, row.variable_value as Value] as const,
		);
		for (const [name, given] of named) contact.variables.set(name, given);
	});

	routes.change('contacts/deleteVariable', aVariable({ contact_id: id }), (contact, args) => {
		contact.variables.delete(routes.variableOf(contact.bot, args).name);
	});

	const names = { type: 'array', minItems: 1, items: text };
	routes.change('contacts/setTag', aboutContact({ tags: names }), (contact, { tags }) => {
		for (const name of tags as string[]) {
			contact.tags.add(routes.store.addTag(contact.bot, name).name);
		}
	});

	routes.change('contacts/deleteTag', aboutContact({ tag: text }), (contact, { tag }) => {
		if (!contact.tags.delete(String(tag))) throw refused('tag', 'The contact has no such tag');
	});

	routes.change('contacts/enable', aboutContact(), (contact) => {
		contact.status = ContactState.Active;
	});

	routes.change('contacts/disable', aboutContact(), (contact) => {
		contact.status = ContactState.Disabled;
	});

	routes.change('contacts/delete', aboutContact(), (contact) =>
		routes.store.removeContact(contact),
	);

	if (routes.id === 'whatsapp' || routes.id === 'liveChat') {
		routes.change('contacts/setName', aboutContact({ name: text }), (contact, { name }) => {
			contact.person.name = String(name);
		});
	}

	routes.change(
		'contacts/setPauseAutomation',
		aboutContact({ minutes: { type: 'integer', minimum: 1 } }),
		(contact, { minutes }) => {
			contact.pausedUntil = routes.now() + Number(minutes) * 60_000;
		},
	);

	routes.change('contacts/deletePauseAutomation', aboutContact(), (contact) => {
		contact.pausedUntil = null;
	});

	routes.get('contacts/getPauseAutomation', ({ contact_id }) => {
		const { pausedUntil } = routes.contactOf(contact_id);
		const left = Math.max(0, (pausedUntil ?? 0) - routes.now());
		return { minutes: Math.ceil(left / 60_000) };
	});

	routes.change(
		'contacts/operators/assign',
		aboutContact({ operator_id: { type: 'integer', minimum: 1 } }),
		(contact, { operator_id }) => {
			const team = sandbox.state.account.users();
			if (!team.some((member) => member.id === operator_id)) {
				throw missing('operator_id', 'Operator');
			}
			contact.operatorId = Number(operator_id);
		},
	);

	routes.change('contacts/operators/unAssign', aboutContact(), (contact) => {
		contact.operatorId = null;
	});
}
