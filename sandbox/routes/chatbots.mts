import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asArguments, type Arguments } from '../arguments.mts';
import { channelIds, channelOf, type ChannelId } from '../chatbots/channels.mts';
import { malformed, missing, refused } from '../chatbots/errors.mts';
import { FILTER, TEMPLATE } from '../chatbots/messages.mts';
import {
	botRecord,
	chatRecord,
	contactRecord,
	dialogRecord,
	flowRecord,
	messageRecord,
	noteRecord,
	tagRecord,
	templateRecord,
	timeText,
	triggerRecord,
	variableRecord,
} from '../chatbots/records.mts';
import {
	ContactState,
	type Bot,
	type BotContact,
	type Message,
	type Note,
	type Template,
	type Value,
} from '../chatbots/store.mts';
import type { SandboxContext } from '../context.mts';

type Schema = Record<string, unknown>;

const text = { type: 'string', minLength: 1 };
const id = { type: 'string', minLength: 1 };
const bodyWith = (properties: Record<string, Schema>, optional: string[] = []): Schema => ({
	type: 'object',
	properties,
	required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const aboutContact = (properties: Record<string, Schema> = {}, optional: string[] = []) =>
	bodyWith({ contact_id: id, ...properties }, optional);

const value = { type: ['string', 'number', 'boolean'] };
const VARIABLES = {
	type: 'array',
	minItems: 1,
	items: {
		oneOf: [
			bodyWith({ variable_name: text, variable_value: value }),
			bodyWith({ variable_id: id, variable_value: value }),
		],
	},
};

const DAY_MS = 24 * 60 * 60 * 1_000;
const SEND_AT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/;

/**
 * The chatbots' services, one for each channel, and what they have together (the OpenAPI descriptions of chatbots,
 * telegram, whatsapp, facebook, instagram, viber-chatbot, live-chat and tiktok).
 */
export function chatbotRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options, clock } = sandbox;
	const store = () => sandbox.state.chatbots;

	api.get('/chatbots/account', async () => enveloped(accountOf(store().bots)));
	api.get('/chatbots/bots', async (request) => {
		const { bots, contacts } = store();
		return listed(
			request,
			bots.map((bot) => botRecord(bot, contacts)),
		);
	});
	api.get('/chatbots/dialogs', async (request) => {
		const { contacts, messages } = store();
		const chats = newestFirst(contacts, messages);
		const { size, skip } = pageOf(request);
		const { id: userId } = sandbox.state.account.profile;
		const records = chats.map((contact) =>
			dialogRecord(
				contact,
				messages.filter((message) => message.contact === contact),
				userId,
				channelIds.indexOf(contact.bot.channel) + 1,
			),
		);
		const list = records.slice(skip, skip + size);
		return enveloped({ list, total: records.length, size, order: 'desc' });
	});

	for (const channel of channelIds) channelRoutes(channel);

	function channelRoutes(channel: ChannelId): void {
		const { path, campaigns } = channelOf(channel);
		const isOf = (bot: Bot) => bot.channel === channel;

		// --- the account and its bots

		api.get(`${path}/account`, async () => enveloped(accountOf(store().bots.filter(isOf))));
		api.get(`${path}/bots`, async (request) => {
			const { bots, contacts } = store();
			return listed(
				request,
				bots.filter(isOf).map((bot) => botRecord(bot, contacts)),
			);
		});
		api.get(`${path}/bots/statistics`, async (request) => {
			const bot = botOf(asArguments(request.query).bot_id);
			const own = store().contacts.filter((contact) => contact.bot === bot);
			// Without `success`, and in another spelling than everything else.
			return {
				data: {
					subscribedTotalCount: own.length,
					subscribedActiveCount: own.filter(({ status }) => status === ContactState.Active).length,
					outgoingMessagesTotalCount: store().outbox.filter(({ contact }) => contact.bot === bot)
						.length,
				},
			};
		});
		ofBot('flows', (bot) =>
			store()
				.flows.filter((flow) => flow.bot === bot)
				.map(flowRecord),
		);
		ofBot('triggers', (bot) =>
			store()
				.flows.filter((flow) => flow.bot === bot)
				.flatMap((flow) => flow.triggers.map((trigger) => triggerRecord(flow, trigger))),
		);
		ofBot('variables', (bot) =>
			store()
				.variables.filter((variable) => variable.bot === bot)
				.map(variableRecord),
		);
		ofBot('tags', (bot) =>
			store()
				.tags.filter((tag) => tag.bot === bot)
				.map((tag) => tagRecord(tag, store().contacts)),
		);
		ofBot('chats', (bot) => {
			const { contacts, messages } = store();
			return newestFirst(
				contacts.filter((contact) => contact.bot === bot),
				messages,
			).map((contact) =>
				chatRecord(
					contact,
					messages.findLast((message) => message.contact === contact && message.direction === 1),
					options.emptyVariables,
				),
			);
		});

		// --- contacts

		api.get(`${path}/contacts/get`, async (request) =>
			enveloped(record(contactOf(asArguments(request.query).id, 'id'))),
		);
		api.get(`${path}/contacts/getByTag`, async (request) => {
			const { tag, bot_id } = asArguments(request.query);
			const bot = botOf(bot_id);
			const name = given('tag', tag);
			return listed(request, contactsOf(bot, ({ tags }) => tags.has(name)).map(record));
		});
		api.get(`${path}/contacts/getByVariable`, async (request) => {
			const args = asArguments(request.query);
			const wanted = given('variable_value', args.variable_value);
			const byId = store().variables.find((variable) => variable.id === args.variable_id);
			if (args.variable_id !== undefined && !byId) throw missing('variable_id', 'Variable');
			const name = byId?.name ?? given('variable_name', args.variable_name);
			const bot = byId?.bot ?? botOf(args.bot_id);
			const found = contactsOf(bot, ({ variables }) => String(variables.get(name)) === wanted);
			return listed(request, found.map(record));
		});
		change('contacts/setVariable', aboutContact({ variables: VARIABLES }), (contact, args) => {
			const rows = args.variables as Array<Record<string, Value>>;
			const named = rows.map(
				(row) => [variableName(contact.bot, row), row.variable_value] as const,
			);
			for (const [name, value] of named) contact.variables.set(name, value as Value);
		});
		change(
			'contacts/deleteVariable',
			aboutContact({ variable_id: id, variable_name: text }, ['variable_id', 'variable_name']),
			(contact, args) => {
				contact.variables.delete(variableName(contact.bot, args));
			},
		);
		change(
			'contacts/setTag',
			aboutContact({ tags: { type: 'array', minItems: 1, items: text } }),
			(contact, { tags }) => {
				for (const name of tags as string[])
					contact.tags.add(store().addTag(contact.bot, name).name);
			},
		);
		change('contacts/deleteTag', aboutContact({ tag: text }), (contact, { tag }) => {
			if (!contact.tags.delete(String(tag))) throw refused('tag', 'The contact has no such tag');
		});
		change('contacts/enable', aboutContact(), (contact) => {
			contact.status = ContactState.Active;
		});
		change('contacts/disable', aboutContact(), (contact) => {
			contact.status = ContactState.Disabled;
		});
		change('contacts/delete', aboutContact(), (contact) => store().removeContact(contact));
		change(
			'contacts/setPauseAutomation',
			aboutContact({ minutes: { type: 'integer', minimum: 1 } }),
			(contact, { minutes }) => {
				contact.pausedUntil = clock.now() + Number(minutes) * 60_000;
			},
		);
		change('contacts/deletePauseAutomation', aboutContact(), (contact) => {
			contact.pausedUntil = null;
		});
		api.get(`${path}/contacts/getPauseAutomation`, async (request) => {
			const contact = contactOf(asArguments(request.query).contact_id);
			const left = Math.max(0, (contact.pausedUntil ?? 0) - clock.now());
			return enveloped({ minutes: Math.ceil(left / 60_000) });
		});
		change(
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
		change('contacts/operators/unAssign', aboutContact(), (contact) => {
			contact.operatorId = null;
		});
		change('contacts/openChat', aboutContact(), (contact) => {
			contact.isChatOpened = true;
		});
		change('contacts/closeChat', aboutContact(), (contact) => {
			contact.isChatOpened = false;
		});
		for (const word of ['read', 'unread'] as const) {
			api.put(`${path}/contacts/mark-${word}`, async (request) => {
				const contact = contactOf(asArguments(request.query).contact_id);
				contact.unread = word === 'read' ? 0 : Math.max(1, contact.unread);
				return { count: contact.unread };
			});
		}

		// --- notes: the bare record, without an envelope

		api.get(`${path}/contacts/notes`, async (request) => {
			const args = asArguments(request.query);
			const contact = contactOf(args.contact_id, 'contact_id', botOf(args.bot_id));
			const own = store().notes.filter((note) => note.contact === contact);
			return enveloped(shaped(own.map(noteRecord)));
		});
		note('createNote', { text }, (contact, args) => store().addNote(contact, String(args.text)));
		note('updateNote', { text, note_id: id }, (contact, args) => {
			const found = noteOf(contact, args.note_id);
			found.text = String(args.text);
			return found;
		});
		note('deleteNote', { note_id: id }, (contact, args) => {
			const found = noteOf(contact, args.note_id);
			store().removeNote(found);
			return found;
		});

		// --- what is said

		api.get(`${path}/chats/messages`, async (request) => {
			const { contact_id, order = 'desc' } = asArguments(request.query);
			if (order !== 'asc' && order !== 'desc') throw malformed('order', 'The order is invalid.');
			const contact = contactOf(contact_id);
			const own = store().messages.filter((message) => message.contact === contact);
			if (order === 'desc') own.reverse();
			return listed(request, own.map(messageRecord));
		});
		post('contacts/send', aboutContact(), (request, args) => {
			const contact = contactOf(args.contact_id);
			const messages = messagesIn(request, args, channelOf(channel).sent);
			mustBeReachable(contact, 'contact_id');
			return sentAnswer(messages.map((message) => sandbox.state.talk.say(contact, message, 'api')));
		});

		// --- flows

		change(
			'flows/run',
			aboutContact({ flow_id: id, external_data: { type: 'object' } }, ['external_data']),
			(contact, { flow_id, external_data = {} }) => {
				const flow = store().flows.find(
					(candidate) => candidate.id === flow_id && candidate.bot === contact.bot,
				);
				if (!flow) throw missing('flow_id', 'Flow');
				if (!flow.active) throw refused('flow_id', 'The flow is inactive');
				mustBeReachable(contact, 'contact_id');
				sandbox.state.talk.run(flow, contact, external_data as Record<string, unknown>);
			},
		);
		change(
			'flows/runByTrigger',
			aboutContact({ trigger_keyword: text, external_data: { type: 'object' } }, ['external_data']),
			(contact, { trigger_keyword, external_data = {} }) => {
				const keyword = String(trigger_keyword).trim().toLowerCase();
				const flow = store().flows.find(
					(candidate) =>
						candidate.bot === contact.bot &&
						candidate.active &&
						candidate.triggers.some(({ keywords }) => keywords.includes(keyword)),
				);
				if (!flow) throw missing('trigger_keyword', 'Trigger');
				mustBeReachable(contact, 'contact_id');
				sandbox.state.talk.run(flow, contact, external_data as Record<string, unknown>);
			},
		);

		// --- campaigns

		if (campaigns) {
			post('campaigns/send', bodyWith({ title: text, bot_id: id }), (request, args) => {
				const bot = botOf(args.bot_id);
				if (!Array.isArray(args.messages)) {
					throw malformed('messages', 'The messages field is required.');
				}
				if (args.filter !== undefined) valid(request, FILTER, args.filter, 'filter');
				const messages = messagesIn(request, { messages: args.messages }, campaigns, 'messages');
				return campaignOf(bot, args, (contact, campaignId) => {
					for (const message of messages) {
						sandbox.state.talk.say(contact, message, 'campaign', campaignId);
					}
				});
			});
		}

		if (channel === 'telegram') telegramRoutes();
		if (channel === 'whatsapp') whatsAppRoutes();
		if (channel === 'messenger') {
			post(
				'contacts/sendText',
				aboutContact(
					{
						message_type: { enum: ['RESPONSE', 'MESSAGE_TAG'] },
						message_tag: { enum: ['HUMAN_AGENT', 'CUSTOMER_FEEDBACK'] },
						text,
					},
					['message_tag'],
				),
				(_, args) => sayText(args),
			);
		}
		if (channel === 'whatsapp' || channel === 'messenger') {
			change('contacts/sendTyping', aboutContact(), () => {});
		}
		if (channel === 'whatsapp' || channel === 'liveChat') {
			change('contacts/setName', aboutContact({ name: text }), (contact, { name }) => {
				Object.assign(contact.person, { name: String(name) });
			});
		}

		function telegramRoutes(): void {
			post('contacts/sendText', aboutContact({ text: { ...text, maxLength: 1_024 } }), (_, args) =>
				sayText(args),
			);
			api.get(`${path}/contacts/getByTelegramId`, async (request) => {
				const args = asArguments(request.query);
				const bot = botOf(args.bot_id);
				const number = given('telegram_id', args.telegram_id);
				const [contact] = contactsOf(bot, (candidate) => String(candidate.number) === number);
				if (!contact) throw missing('telegram_id', 'Contact');
				return enveloped(record(contact));
			});
		}

		function whatsAppRoutes(): void {
			post(
				'contacts',
				bodyWith(
					{
						phone: text,
						bot_id: id,
						name: text,
						tags: { type: 'array', items: text },
						variables: { type: 'array', items: bodyWith({ name: text, value }) },
					},
					['name', 'tags', 'variables'],
				),
				(_, args) => {
					const bot = botOf(args.bot_id);
					const phone = phoneIn(args);
					if (byPhone(bot, phone)) throw refused('phone', 'The contact exists already');
					const rows = (args.variables ?? []) as Array<{ name: string; value: Value }>;
					const variables = rows.map(
						({ name, value }) => [variableName(bot, { variable_name: name }), value] as const,
					);
					const contact = store().addContact(bot, { name: String(args.name ?? phone), phone });
					for (const [name, value] of variables) contact.variables.set(name, value);
					for (const name of (args.tags ?? []) as string[]) {
						contact.tags.add(store().addTag(bot, name).name);
					}
					return record(contact);
				},
			);
			api.get(`${path}/contacts/getByPhone`, async (request) => {
				const args = asArguments(request.query);
				const contact = byPhone(botOf(args.bot_id), phoneIn(args));
				if (!contact) throw missing('phone', 'Contact');
				return enveloped(record(contact));
			});
			post('contacts/sendByPhone', bodyWith({ bot_id: id, phone: text }), (request, args) => {
				const contact = byPhone(botOf(args.bot_id), phoneIn(args));
				const messages = messagesIn(request, args, channelOf('whatsapp').sent);
				if (!contact) throw notActive('phone');
				mustBeReachable(contact, 'phone');
				return sentAnswer(
					messages.map((message) => sandbox.state.talk.say(contact, message, 'api')),
				);
			});
			post('contacts/sendTemplate', aboutContact(), (request, args) => {
				const contact = contactOf(args.contact_id);
				const said = templateIn(request, contact.bot, args.template);
				mustNotHaveLeft(contact, 'contact_id');
				return sentAnswer([sandbox.state.talk.say(contact, said, 'api')]);
			});
			post(
				'contacts/sendTemplateByPhone',
				bodyWith({ bot_id: id, phone: text }),
				(request, args) => {
					const bot = botOf(args.bot_id);
					const phone = phoneIn(args);
					const said = templateIn(request, bot, args.template);
					const contact = byPhone(bot, phone) ?? store().addContact(bot, { name: phone, phone });
					mustNotHaveLeft(contact, 'phone');
					return sentAnswer([sandbox.state.talk.say(contact, said, 'api')]);
				},
			);
			api.get(`${path}/templates`, async (request) => {
				const bot = botOf(asArguments(request.query).bot_id);
				const own = store().templates.filter((template) => template.bot === bot);
				return enveloped(shaped(own.map(templateRecord)));
			});
			post('campaigns/sendTemplate', bodyWith({ title: text, bot_id: id }), (request, args) => {
				const bot = botOf(args.bot_id);
				if (args.filter !== undefined) valid(request, FILTER, args.filter, 'filter');
				const said = templateIn(request, bot, args.template);
				return campaignOf(bot, args, (contact, campaignId) => {
					sandbox.state.talk.say(contact, said, 'campaign', campaignId);
				});
			});
		}

		// --- what the routes have in common

		function ofBot(name: string, records: (bot: Bot) => unknown[]): void {
			api.get(`${path}/${name}`, async (request) =>
				listed(request, records(botOf(asArguments(request.query).bot_id))),
			);
		}

		/** A POST whose answer is wrapped. */
		function post(
			name: string,
			schema: Schema,
			act: (request: FastifyRequest, args: Arguments) => unknown,
		): void {
			api.post(`${path}/${name}`, async (request) => {
				valid(request, schema, request.body, 'body');
				return enveloped(act(request, asArguments(request.body)));
			});
		}

		/** A POST about a contact that is answered with `true`. */
		function change(
			name: string,
			schema: Schema,
			act: (contact: BotContact, args: Arguments) => void,
		): void {
			post(name, schema, (_, args) => {
				act(contactOf(args.contact_id), args);
				return true;
			});
		}

		function note(
			name: string,
			properties: Record<string, Schema>,
			act: (contact: BotContact, args: Arguments) => Note,
		): void {
			api.post(`${path}/contacts/${name}`, async (request) => {
				valid(request, aboutContact({ bot_id: id, ...properties }), request.body, 'body');
				const args = asArguments(request.body);
				const contact = contactOf(args.contact_id, 'contact_id', botOf(args.bot_id));
				return noteRecord(act(contact, args));
			});
		}

		function botOf(botId: unknown): Bot {
			const wanted = given('bot_id', botId);
			const bot = store().bots.find((candidate) => candidate.id === wanted && isOf(candidate));
			if (!bot) throw missing('bot_id', 'Bot');
			return bot;
		}

		function contactOf(contactId: unknown, field = 'contact_id', bot?: Bot): BotContact {
			const wanted = given(field, contactId);
			const contact = store().contacts.find(
				(candidate) =>
					candidate.id === wanted && isOf(candidate.bot) && (!bot || candidate.bot === bot),
			);
			if (!contact) throw missing(field, 'Contact');
			return contact;
		}

		function sayText({ contact_id, text: words }: Arguments) {
			const contact = contactOf(contact_id);
			mustBeReachable(contact, 'contact_id');
			return sentAnswer([sandbox.state.talk.say(contact, { type: 'text', text: words }, 'api')]);
		}

		/** The messages of a request, each of a type that the channel has and in the form that the type has. */
		function messagesIn(
			request: FastifyRequest,
			args: Arguments,
			schemas: Readonly<Record<string, Schema>>,
			member = channelOf(channel).member,
		): Record<string, unknown>[] {
			const { discriminator } = channelOf(channel);
			const came = args[member];
			if (came === undefined) throw malformed(member, `The ${member} field is required.`);
			const isList = member === 'messages';
			if (Array.isArray(came) !== isList || (isList && (came as unknown[]).length === 0)) {
				throw malformed(
					member,
					`The ${member} must be ${isList ? 'a filled array' : 'an object'}.`,
				);
			}
			return [came].flat().map((message, index) => {
				const field = isList ? `${member}.${index}` : member;
				const type = asArguments(message)[discriminator];
				const schema = typeof type === 'string' ? schemas[type] : undefined;
				if (!schema) {
					throw malformed(`${field}.${discriminator}`, `The selected ${discriminator} is invalid.`);
				}
				// Telegram takes the filter of a campaign in both places.
				const optional = came === args.messages && 'filter' in asArguments(message);
				if (optional) valid(request, FILTER, asArguments(message).filter, `${field}.filter`);
				valid(request, schema, message, field);
				return message as Record<string, unknown>;
			});
		}

		function campaignOf(
			bot: Bot,
			args: Arguments,
			deliver: (contact: BotContact, campaignId: string) => void,
		) {
			const { title, send_at } = args;
			if (send_at !== undefined && !(typeof send_at === 'string' && SEND_AT.test(send_at))) {
				throw malformed('send_at', 'The send_at does not match the format Y-m-d H:i.');
			}
			const sendAt = typeof send_at === 'string' ? send_at : null;
			const body = { ...args };
			const campaign = store().addCampaign({ bot, title: String(title), sendAt, body });
			if (sendAt === null) {
				const fits = filterOf(args);
				campaign.recipients = contactsOf(
					bot,
					(contact) => contact.status === ContactState.Active && fits(contact),
				);
				for (const contact of campaign.recipients) deliver(contact, campaign.id);
			}
			return {
				id: campaign.id,
				bot_id: bot.id,
				title: campaign.title,
				send_at: sendAt === null ? timeText(clock.now()) : `${sendAt}:00+00:00`,
				messages: args.messages ?? [],
				created_at: timeText(campaign.createdAt),
			};
		}
	}

	const record = (contact: BotContact) => contactRecord(contact, options.emptyVariables);

	const contactsOf = (bot: Bot, fits: (contact: BotContact) => boolean) =>
		store().contacts.filter((contact) => contact.bot === bot && fits(contact));

	const byPhone = (bot: Bot, phone: string) =>
		contactsOf(bot, ({ person }) => person.phone === phone)[0];

	function noteOf(contact: BotContact, noteId: unknown): Note {
		const note = store().notes.find(
			(candidate) => candidate.id === noteId && candidate.contact === contact,
		);
		if (!note) throw missing('note_id', 'Note');
		return note;
	}

	/** The variable that a request names, which the bot has to have. */
	function variableName(bot: Bot, { variable_id, variable_name }: Arguments): string {
		const known = store().variables.find(
			(candidate) =>
				candidate.bot === bot &&
				(variable_id === undefined
					? candidate.name === variable_name
					: candidate.id === variable_id),
		);
		if (known) return known.name;
		throw missing(variable_id === undefined ? 'variable_name' : 'variable_id', 'Variable');
	}

	/** Those who left get nothing, and WhatsApp's people nothing after a day of silence. */
	function mustBeReachable(contact: BotContact, field: string): void {
		mustNotHaveLeft(contact, field);
		if (contact.bot.channel !== 'whatsapp') return;
		const silence = clock.now() - (contact.lastWroteAt ?? -Infinity);
		if (silence > DAY_MS) throw notActive(field);
	}

	function mustNotHaveLeft(contact: BotContact, field: string): void {
		if (contact.status === ContactState.Active || options.inactiveContact === 'accept') return;
		throw refused(field, 'Contact is not active');
	}

	/** What a send is answered with: the descriptions allow all three. */
	function sentAnswer(messages: Message[]): unknown {
		const records = messages.map(messageRecord);
		switch (options.chatbotSendAnswer) {
			case 'true':
				return true;
			case 'list':
				return records;
			case 'object':
				return records.length === 1 ? records[0] : records;
		}
	}

	function templateIn(request: FastifyRequest, bot: Bot, came: unknown): Record<string, unknown> {
		if (came === undefined) throw malformed('template', 'The template field is required.');
		valid(request, TEMPLATE, came, 'template');
		const { name, language, components = [] } = came as SentTemplate;
		const template = store().templates.find(
			(candidate) =>
				candidate.bot === bot && candidate.name === name && candidate.language === language.code,
		);
		if (!template || template.status !== 'APPROVED') {
			throw refused('template', '(#132001) Template name does not exist in the translation');
		}
		const expected = placesOf(template);
		const wrong = Object.entries(expected).find(
			([part, count]) => count !== countOf(components, part),
		);
		if (wrong) {
			throw refused(
				'template',
				'(#132000) Number of parameters does not match the expected number of params',
			);
		}
		return { type: 'template', template: came, text: textOf(template, components) };
	}

	/** A page of a list; pages are smaller than asked for where the sandbox is told so. */
	function listed(request: FastifyRequest, records: unknown[]) {
		const { size, skip } = pageOf(request);
		return enveloped(shaped(records.slice(skip, skip + size)));
	}

	/** Real answers are lists; the descriptions say an object, which PHP numbers. */
	const shaped = (records: unknown[]) =>
		options.chatbotLists === 'array' ? records : { ...records };

	function pageOf(request: FastifyRequest): { size: number; skip: number } {
		const { size, skip } = asArguments(request.query);
		for (const [name, came] of Object.entries({ size, skip })) {
			if (came !== undefined && !(typeof came === 'string' && /^\d+$/.test(came))) {
				throw malformed(name, `The ${name} must be an integer.`);
			}
		}
		const wanted = Number(size ?? options.chatbotPage);
		return { size: Math.min(wanted, options.chatbotMostPerPage), skip: Number(skip ?? 0) };
	}
}

interface SentTemplate {
	name: string;
	language: { code: string };
	components?: Array<{ type: string; parameters: Array<{ type: string; text?: string }> }>;
}

const enveloped = (data: unknown) => ({ success: true, data });

const notActive = (field: string) => refused(field, '(#1) Contact is not active in 24hours');

function given(field: string, came: unknown): string {
	if (typeof came === 'string' && came !== '') return came;
	throw malformed(field, `The ${field} field is required.`);
}

function phoneIn({ phone }: Arguments): string {
	const digits = given('phone', phone);
	if (/^\d{5,15}$/.test(digits)) return digits;
	throw malformed('phone', 'The phone format is invalid.');
}

/** Throws the first complaint of a JSON schema, under the name of its field. */
function valid(request: FastifyRequest, schema: Schema, came: unknown, whole: string): void {
	const validate = request.getValidationFunction(schema) ?? request.compileValidationSchema(schema);
	if (validate(came)) return;
	const [error] = validate.errors ?? [];
	const { missingProperty, additionalProperty } = (error?.params ?? {}) as Record<string, string>;
	const inner = missingProperty ?? additionalProperty;
	const place = (error?.instancePath ?? '').split('/').slice(1);
	const field = [...(whole === 'body' ? [] : [whole]), ...place, ...(inner ? [inner] : [])].join(
		'.',
	);
	const complaint = missingProperty
		? `The ${missingProperty} field is required.`
		: additionalProperty
			? `The ${additionalProperty} field is unknown.`
			: `The ${place.at(-1) ?? whole} ${error?.message ?? 'is invalid'}.`;
	throw malformed(field || whole, complaint);
}

/** Contacts who have a chat, who wrote or were written to last come first. */
function newestFirst(contacts: readonly BotContact[], messages: readonly Message[]): BotContact[] {
	const withChat = new Set(messages.map(({ contact }) => contact));
	return contacts
		.filter((contact) => withChat.has(contact))
		.sort((one, other) => other.lastActivityAt - one.lastActivityAt);
}

/** GET /account: `tariff` as real answers have it. */
const accountOf = (bots: readonly Bot[]) => ({
	tariff: {
		code: 'messengersPro',
		max_bots: 100,
		max_contacts: -1,
		max_messages: -1,
		max_tags: 300,
		max_variables: 300,
		branding: false,
		is_exceeded: false,
		is_expired: false,
		expired_at: '2030-12-31 21:00:00+00:00',
	},
	statistics: { messages: 0, bots: bots.length, contacts: 0, variables: 0 },
});

/** Whom a campaign's filter lets through: everybody without one. */
function filterOf({ filter, messages }: Arguments): (contact: BotContact) => boolean {
	const [inMessage] = Array.isArray(messages)
		? messages.map((message) => asArguments(message).filter)
		: [];
	const outer = (filter ?? inMessage) as Expression | undefined;
	return (contact) => outer === undefined || holds(outer, contact);
}

interface Expression {
	type?: 'and' | 'or';
	expressions?: Expression[];
	value?: string;
}

function holds({ type, expressions, value }: Expression, contact: BotContact): boolean {
	if (!expressions) return contact.tags.has(String(value));
	const each = expressions.map((inner) => holds(inner, contact));
	return type === 'or' ? each.some(Boolean) : each.every(Boolean);
}

const PLACE = /\{\{\s*\w+\s*\}\}/g;
const MEDIA = ['IMAGE', 'VIDEO', 'DOCUMENT'];

/** How many parameters each part of a template needs. */
function placesOf({ components }: Template): Record<'header' | 'body', number> {
	const places = { header: 0, body: 0 };
	for (const { type, format, text: words } of components) {
		const count = new Set(String(words ?? '').match(PLACE) ?? []).size;
		if (type === 'HEADER') places.header = MEDIA.includes(String(format)) ? 1 : count;
		if (type === 'BODY') places.body = count;
	}
	return places;
}

const countOf = (components: NonNullable<SentTemplate['components']>, part: string) =>
	components.filter(({ type }) => type === part).flatMap(({ parameters }) => parameters).length;

/** The text as the contact reads it. */
function textOf({ components }: Template, sent: NonNullable<SentTemplate['components']>): string {
	const values = sent.find(({ type }) => type === 'body')?.parameters ?? [];
	const words = components.find(({ type }) => type === 'BODY')?.text;
	let next = 0;
	return String(words ?? '').replace(PLACE, () => values[next++]?.text ?? '');
}
