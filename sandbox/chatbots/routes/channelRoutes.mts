import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asArguments, isObject, type Arguments } from '../../arguments.mts';
import { wroteWithinDay } from '../campaigns.mts';
import { channelOf, type ChannelId } from '../channels.mts';
import { blocked, malformed, missing, refused } from '../errors.mts';
import type { MessageSchemas } from '../messages.mts';
import { contactRecord, messageRecord } from '../records.mts';
import { ContactState, type Bot, type BotContact, type Message, type Variable } from '../store.mts';
import { partsIn } from '../talk.mts';
import type { SandboxContext } from '../../context.mts';
import {
	enveloped,
	given,
	pageOf,
	queryOf,
	requiredText,
	valid,
	type Schema,
} from './requests.mts';

/** The routes of one channel: how they are declared, and what they have in common. */
export class ChannelRoutes {
	readonly channel;

	constructor(
		private readonly api: FastifyInstance,
		readonly sandbox: SandboxContext,
		readonly id: ChannelId,
	) {
		this.channel = channelOf(id);
	}

	get store() {
		return this.sandbox.state.chatbots;
	}

	get talk() {
		return this.sandbox.state.talk;
	}

	now(): number {
		return this.sandbox.clock.now();
	}

	/** A GET whose answer comes without an envelope. */
	bareGet(name: string, read: (query: Arguments) => unknown): void {
		this.api.get(this.pathOf(name), async (request) => read(queryOf(request)));
	}

	get(name: string, read: (query: Arguments) => unknown): void {
		this.bareGet(name, (query) => enveloped(read(query)));
	}

	/** A GET of a list, page by page. */
	list(name: string, records: (query: Arguments) => unknown[]): void {
		this.get(name, (query) => {
			const { size, skip } = pageOf(query, this.sandbox.options);
			return this.shaped(records(query).slice(skip, skip + size));
		});
	}

	/** Real answers are lists; the descriptions say an object, which PHP numbers. */
	shaped(records: unknown[]): unknown {
		return this.sandbox.options.chatbotLists === 'array' ? records : { ...records };
	}

	/** A list of what a bot has. */
	listOfBot(name: string, records: (bot: Bot) => unknown[]): void {
		this.list(name, ({ bot_id }) => records(this.botOf(bot_id)));
	}

	/** A POST or PUT whose answer comes without an envelope. */
	bare(
		method: 'POST' | 'PUT',
		name: string,
		schema: Schema,
		act: (args: Arguments, request: FastifyRequest) => unknown,
	): void {
		this.api.route({
			method,
			url: this.pathOf(name),
			handler: async (request) => {
				const args = asArguments(request.body);
				valid(request, schema, args);
				return act(args, request);
			},
		});
	}

	post(
		name: string,
		schema: Schema,
		act: (args: Arguments, request: FastifyRequest) => unknown,
	): void {
		this.bare('POST', name, schema, (args, request) => enveloped(act(args, request)));
	}

	/** A POST about a contact that is answered with `true`. */
	change(name: string, schema: Schema, act: (contact: BotContact, args: Arguments) => void): void {
		this.post(name, schema, (args) => {
			act(this.contactOf(args.contact_id), args);
			return true;
		});
	}

	/** A POST that sends messages. */
	sending(
		name: string,
		schema: Schema,
		send: (args: Arguments, request: FastifyRequest) => Message[],
	): void {
		const { answer } = this.channel;
		const isBare = answer === 'bare';
		this.bare('POST', name, schema, (args, request) => {
			const records = send(args, request).map(messageRecord);
			// Where one record is described, several messages have none but the last to show.
			const last = records.at(-1);
			if (isBare) return last;
			return enveloped(answer === 'record' ? last : this.anyAnswer(records));
		});
	}

	/** The descriptions allow all three. */
	private anyAnswer(records: unknown[]): unknown {
		switch (this.sandbox.options.chatbotSendAnswer) {
			case 'true':
				return true;
			case 'list':
				return records;
			case 'object':
				return records.length === 1 ? records[0] : records;
		}
	}

	botOf(botId: unknown): Bot {
		const wanted = given('bot_id', botId);
		const bot = this.store.bots.find(
			(candidate) => candidate.id === wanted && candidate.channel === this.id,
		);
		if (!bot) throw missing('bot_id', 'Bot');
		return bot;
	}

	contactOf(contactId: unknown, field = 'contact_id', bot?: Bot): BotContact {
		const wanted = given(field, contactId);
		const contact = this.store.contacts.find(
			(candidate) =>
				candidate.id === wanted &&
				candidate.bot.channel === this.id &&
				(!bot || candidate.bot === bot),
		);
		if (!contact) throw missing(field, 'Contact');
		return contact;
	}

	contactsOf(bot: Bot, fits: (contact: BotContact) => boolean = () => true): BotContact[] {
		return this.store.contacts.filter((contact) => contact.bot === bot && fits(contact));
	}

	record(contact: BotContact) {
		return contactRecord(contact, this.sandbox.options.emptyVariables);
	}

	/** The variable of contacts that a request names, which the bot has to have. */
	variableOf(bot: Bot, { variable_id, variable_name }: Arguments): Variable {
		const isNamed = variable_id === undefined;
		const variable = this.store.variables.find(
			(candidate) =>
				candidate.bot === bot &&
				candidate.type === 1 &&
				(isNamed ? candidate.name === variable_name : candidate.id === variable_id),
		);
		if (variable) return variable;
		throw missing(isNamed ? 'variable_name' : 'variable_id', 'Variable');
	}

	/** The messages of a request, each of a type that the channel has and in the form that the type has. */
	messagesIn(
		request: FastifyRequest,
		args: Arguments,
		schemas: MessageSchemas = this.channel.sent,
		member = this.channel.member,
	): Record<string, unknown>[] {
		const { discriminator } = this.channel;
		const came = args[member];
		if (came === undefined) throw malformed(member, requiredText(member));
		const isList = member === 'messages';
		if (isList && !(Array.isArray(came) && came.length > 0)) {
			throw malformed(member, `The ${member} must be an array with at least 1 item.`);
		}
		return (isList ? (came as unknown[]) : [came]).map((message, index) => {
			const field = isList ? `${member}.${index}` : member;
			if (!isObject(message)) throw malformed(field, `The ${field} must be an object.`);
			const type = message[discriminator];
			const place = `${field}.${discriminator}`;
			if (type === undefined) throw malformed(place, requiredText(discriminator));
			const schema = Object.hasOwn(schemas, String(type)) ? schemas[String(type)] : undefined;
			if (!schema) throw malformed(place, `The selected ${discriminator} is invalid.`);
			valid(request, schema, message, field);
			this.mustNotBeTooLong(message, field);
			return message;
		});
	}

	/** Whatever the messenger shows as text, where a limit is known. */
	mustNotBeTooLong(message: unknown, field: string): void {
		const { longestText } = this.channel;
		if (longestText === undefined || this.sandbox.options.longTexts === 'accept') return;
		const isTooLong = (text: string) => [...text].length > longestText;
		if (partsIn(message).every(({ kind, text }) => kind !== 'words' || !isTooLong(text))) return;
		throw malformed(field, `The ${field} may not be greater than ${longestText} characters.`);
	}

	/** Those who left get nothing, and WhatsApp's people nothing after a day of silence. */
	mustBeReachable(contact: BotContact, field = 'contact_id'): void {
		this.mustNotHaveLeft(contact, field);
		const isForRecent = this.channel.withinDay?.includes('messages');
		if (isForRecent && !wroteWithinDay(contact, this.now())) throw notActive(field);
	}

	mustNotHaveLeft(contact: BotContact, field = 'contact_id'): void {
		const { inactiveContact } = this.sandbox.options;
		if (contact.status === ContactState.Active || inactiveContact === 'accept') return;
		// Both were seen in production, the second on Telegram.
		if (contact.status === ContactState.Blocked && this.id === 'telegram') throw blocked(field);
		throw refused(field, 'contact.errors.not_active');
	}

	private pathOf(name: string): string {
		return name === '' ? this.channel.path : `${this.channel.path}/${name}`;
	}
}

/** As seen in logs of users. */
export const notActive = (field: string) => refused(field, '(#1) Contact is not active in 24hours');
