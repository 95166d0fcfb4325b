import type { FastifyInstance } from 'fastify';
import type { Arguments } from '../../arguments.mts';
import type { SandboxContext } from '../../context.mts';
import { accountDate } from '../../dates.mts';
import { isEmailAddress } from '../../syntax.mts';
import { checkMandatory, valueIn } from '../attributes.mts';
import { CrmError, notFound, refused } from '../errors.mts';
import { contactRecord } from '../records.mts';
import { expressionIn, EXPRESSIONS, fits, isPart, sortedBy } from '../search.mts';
import type { AttributeValues, CrmContact } from '../store.mts';
import {
	allNamed,
	argumentsOf,
	attributeIn,
	attributeValue,
	body,
	checkNewLink,
	choiceOf,
	day,
	flag,
	integer,
	integerOrNull,
	listOf,
	named,
	nothing,
	responsibleIn,
	shape,
	text,
	textTo,
} from './requests.mts';

/** Telegram, Facebook, Instagram, WhatsApp, Viber (OpenAPI, MessengerTypeProperty); TikTok and LinkedIn (vendor's node). */
export const MESSENGERS = [1, 2, 4, 5, 6, 8, 5_008];

/** By the number in filters, the word in records (OpenAPI, IntegerSourceTypeProperty; 13 of the vendor's node). */
const SOURCES: Readonly<Record<number, string>> = {
	1: 'chatbot',
	2: 'manually',
	3: 'subscription_form',
	4: 'landing',
	5: 'a360',
	6: 'payments',
	7: 'import',
	8: 'public_api',
	9: 'education',
	10: 'integration',
	11: 'popup',
	12: 'emailService',
	13: 'marketplace',
};

const CONDITIONS = ['attributes', 'lastName', 'phones', 'emails', 'messengers', 'location', 'tags'];
const SORTS = ['id', 'created_at', 'first_name', 'responsible_id', 'attributeId'];

const names = { firstName: text, lastName: text };

export const MOST_IN_CONTACT_LIST = 100;

/** Contacts, and how they are found. */
export function contactRoutes(api: FastifyInstance, sandbox: SandboxContext): void {
	const { options } = sandbox;
	const store = () => sandbox.state.crm;
	const record = (contact: CrmContact) => contactRecord(contact, store(), options);
	const zone = () => sandbox.state.account.profile.locale;

	api.post(
		'/contacts/create',
		body({ responsibleId: integerOrNull, ...names, externalContactId: text }),
		async (request) => {
			const args = argumentsOf(request);
			const responsibleId = responsibleIn(args, sandbox);
			checkMandatory(store().attributesOf({ of: 'contact' }), new Map(), options);
			const contact = store().addContact({
				responsibleId,
				...namesIn(args),
				externalContactId: (args.externalContactId as string | undefined) ?? null,
			});
			return { data: record(contact) };
		},
	);

	api.post(
		'/contacts',
		body({
			responsibleId: integerOrNull,
			...names,
			phones: listOf(textTo(50, 1)),
			emails: listOf(textTo(128, 1)),
			tags: listOf(integer),
			attributes: listOf(
				shape(
					{
						attributeId: integer,
						name: text,
						value: attributeValue,
						type: choiceOf(0, 1, 2, 3, 4, 5),
					},
					'name',
					'value',
				),
			),
			messengers: listOf(
				shape({ typeId: choiceOf(...MESSENGERS), login: textTo(255, 1) }, 'typeId', 'login'),
			),
			attachments: listOf(text),
		}),
		async (request) => {
			if (options.crmOldCreate === 'off') throw new CrmError(405, 'Method Not Allowed');
			const args = argumentsOf(request);
			const responsibleId = responsibleIn(args, sandbox);
			const isWhole = options.crmOldCreate === 'whole';
			const parts = isWhole ? partsIn(args) : undefined;
			// All or nothing: what is refused leaves no contact behind.
			const contact = store().addContact({ responsibleId, ...namesIn(args) });
			if (parts) addParts(contact, parts);
			return { data: record(contact) };
		},
	);

	api.get('/contacts/:contactId', { config: { query: [] } }, async (request) => ({
		data: record(named(request, 'contactId', store().contacts)),
	}));

	api.put(
		'/contacts/:contactId',
		body({ responsibleId: integerOrNull, ...names }),
		async (request) => {
			const contact = named(request, 'contactId', store().contacts);
			const args = argumentsOf(request);
			contact.responsibleId = responsibleIn(args, sandbox);
			// A name that is left out stays: nobody knows it for certain.
			if (args.firstName !== undefined) contact.firstName = args.firstName as string;
			if (args.lastName !== undefined) contact.lastName = args.lastName as string;
			store().happened(contact, 'contact_updated');
			store().touch(store().contacts, contact);
			return { data: record(contact) };
		},
	);

	api.delete('/contacts/:contactId', async (request, reply) => {
		const { id } = named(request, 'contactId', store().contacts);
		store().contacts.delete(id);
		return nothing(reply, 204);
	});

	api.get('/contacts/external/:externalContactId', { config: { query: [] } }, async (request) => {
		const { externalContactId } = request.params as { externalContactId: string };
		if (options.crmExternalId === 'integer' && !/^\d+$/.test(externalContactId)) throw notFound();
		const contact = store()
			.contacts.all()
			.find((one) => one.externalContactId === externalContactId);
		if (!contact && options.crmNobody === 'missing') throw notFound();
		return { data: { data: contact ? record(contact) : null } };
	});

	api.get(
		'/contacts/messenger-external/:messengerContactId',
		{ config: { query: [] } },
		async (request) => {
			const { messengerContactId } = request.params as { messengerContactId: string };
			const contact = store()
				.contacts.all()
				.find(({ messengers }) =>
					messengers.some(({ contactId }) => contactId === messengerContactId),
				);
			if (!contact) throw notFound();
			return { data: { data: record(contact) } };
		},
	);

	api.post(
		'/contacts/get-list-by-email',
		body({ email: text, isEmailFullSearch: flag }, 'email'),
		async (request) => {
			const { email, isEmailFullSearch } = argumentsOf(request);
			const folded = (text: string) =>
				options.crmEmailSearch === 'asStored' ? text : text.toLowerCase();
			const wanted = folded(String(email));
			const found = store()
				.seen(store().contacts)
				.filter(({ emails }) =>
					emails.some((one) =>
						isEmailFullSearch === true ? folded(one.email) === wanted : isPart(wanted, one.email),
					),
				);
			const list = found.slice(0, MOST_IN_CONTACT_LIST).map(record);
			return { data: { list, total: found.length } };
		},
	);

	api.post(
		'/contacts/get-list',
		body({
			limit: { type: 'integer', minimum: 1, maximum: MOST_IN_CONTACT_LIST },
			offset: { type: 'integer', minimum: 0 },
			from: day,
			to: day,
			updateFrom: day,
			updateTo: day,
			...names,
			responsibleIds: listOf(integer),
			sourceType: listOf(choiceOf(...Object.keys(SOURCES).map(Number))),
			phone: text,
			email: text,
			tagIds: listOf(integer),
			messengerTypeIds: listOf(integer),
			messengerLogin: text,
			sortBy: shape({ direction: choiceOf('asc', 'desc'), fieldName: choiceOf(...SORTS) }),
			attributes: listOf(shape({ id: text, expression: choiceOf(...EXPRESSIONS) }, 'id')),
			location: text,
			fieldValueConditions: listOf(
				shape({ field: choiceOf(...CONDITIONS), expression: choiceOf(...EXPRESSIONS) }, 'field'),
			),
			ids: listOf(integer),
		}),
		async (request) => {
			const args = argumentsOf(request);
			const found = sorted(store().seen(store().contacts).filter(filterOf(args)), args);
			const offset = Number(args.offset ?? 0);
			const list = found.slice(offset, offset + Number(args.limit ?? MOST_IN_CONTACT_LIST));
			return {
				data: {
					list: list.map(record),
					total: found.length,
					searchRequest: JSON.stringify(args),
				},
			};
		},
	);

	api.post('/contacts/:contactId/relation/:companyId', async (request, reply) => {
		const contact = named(request, 'contactId', store().contacts);
		const company = named(request, 'companyId', store().companies);
		checkNewLink(contact.companyIds.has(company.id), 'companyId', sandbox);
		contact.companyIds.add(company.id);
		store().touchPart(store().contacts, contact);
		return nothing(reply, 200);
	});

	api.delete('/contacts/:contactId/relation/:companyId', async (request, reply) => {
		const contact = named(request, 'contactId', store().contacts);
		const company = named(request, 'companyId', store().companies);
		if (!contact.companyIds.delete(company.id)) throw notFound();
		store().touchPart(store().contacts, contact);
		return nothing(reply, 200);
	});

	const namesIn = ({ firstName = null, lastName = null }: Arguments) => ({
		firstName: firstName as string | null,
		lastName: lastName as string | null,
	});

	/** What POST /contacts brings along beside a name. @throws CrmError */
	function partsIn(args: Arguments) {
		const emails = (args.emails ?? []) as string[];
		const wrong = emails.findIndex((email) => !isEmailAddress(email));
		if (wrong >= 0)
			throw refused(`emails.${wrong}`, `The emails.${wrong} must be a valid email address.`);
		const definitions = store().attributesOf({ of: 'contact' });
		const given = (args.attributes ?? []) as Array<Record<string, unknown>>;
		const values: AttributeValues = new Map();
		const unknown: Array<Record<string, unknown>> = [];
		for (const [index, attribute] of given.entries()) {
			const { attributeId, name, value } = attribute;
			const definition =
				attributeId === undefined
					? definitions.find((one) => one.name === name)
					: attributeIn(definitions, attributeId, `attributes.${index}.attributeId`);
			if (definition)
				values.set(definition.id, valueIn(definition, value, options, `attributes.${index}.value`));
			else unknown.push(attribute);
		}
		checkMandatory(definitions, values, options);
		return {
			emails,
			phones: (args.phones ?? []) as string[],
			tags: allNamed(args.tags, 'tags', store().tags),
			messengers: (args.messengers ?? []) as Array<{ typeId: number; login: string }>,
			attachments: (args.attachments ?? []) as string[],
			values,
			unknown,
		};
	}

	function addParts(contact: CrmContact, parts: ReturnType<typeof partsIn>): void {
		for (const email of parts.emails) store().addEmail(contact, email);
		for (const phone of parts.phones) store().addPhone(contact, phone);
		for (const messenger of parts.messengers) store().addMessenger(contact, messenger);
		for (const { id } of parts.tags) contact.tagIds.add(id);
		for (const link of parts.attachments) store().addAttachment(contact, link);
		for (const [id, value] of parts.values) contact.attributes.set(id, value);
		// An attribute that nobody knows is made (OpenAPI: "a known or a new one").
		for (const { name, type, value } of parts.unknown) {
			const definition = store().addAttribute(
				{ of: 'contact' },
				{ name: String(name), type: Number(type ?? 0) },
			);
			contact.attributes.set(definition.id, String(value));
		}
		store().contacts.note(contact, contact.createdAt);
	}

	/** All that is asked for has to fit. */
	function filterOf(args: Arguments): (contact: CrmContact) => boolean {
		const tests: Array<(contact: CrmContact) => boolean> = [];
		/** Whole days, in the zone of the account. */
		const dayOf = (at: number) => accountDate(at, zone()).slice(0, 10);
		const among = (name: string, values: (contact: CrmContact) => unknown[]) => {
			const wanted = args[name] as unknown[] | undefined;
			if (wanted?.length)
				tests.push((contact) => values(contact).some((value) => wanted.includes(value)));
		};
		const part = (name: string, values: (contact: CrmContact) => unknown[]) => {
			const wanted = args[name];
			if (wanted !== undefined && wanted !== '')
				tests.push((contact) => values(contact).some((value) => isPart(wanted, value)));
		};
		const bound = (name: string, test: (contact: CrmContact, wanted: string) => boolean) => {
			const wanted = args[name] as string | undefined;
			if (wanted) tests.push((contact) => test(contact, wanted));
		};
		among('ids', ({ id }) => [id]);
		among('responsibleIds', ({ responsibleId }) => [responsibleId]);
		among('tagIds', ({ tagIds }) => [...tagIds]);
		among('messengerTypeIds', ({ messengers }) => messengers.map(({ typeId }) => typeId));
		among('sourceType', ({ sourceType }) =>
			Object.keys(SOURCES)
				.map(Number)
				.filter((id) => SOURCES[id] === sourceType),
		);
		part('firstName', ({ firstName }) => [firstName]);
		part('lastName', ({ lastName }) => [lastName]);
		part('location', ({ location }) => [location]);
		part('email', ({ emails }) => emails.map(({ email }) => email));
		part('messengerLogin', ({ messengers }) => messengers.map(({ login }) => login));
		if (options.crmPhoneSearch === 'part')
			part('phone', ({ phones }) => phones.map(({ phone }) => phone));
		else bound('phone', ({ phones }, wanted) => phones.some(({ phone }) => phone === wanted));
		bound('from', ({ createdAt }, wanted) => dayOf(createdAt) >= wanted);
		bound('to', ({ createdAt }, wanted) => dayOf(createdAt) <= wanted);
		bound('updateFrom', ({ updatedAt }, wanted) => dayOf(updatedAt) >= wanted);
		bound('updateTo', ({ updatedAt }, wanted) => dayOf(updatedAt) <= wanted);
		for (const [index, condition] of conditionsIn(args, 'attributes').entries()) {
			const { expression, value } = expressionIn(condition, `attributes.${index}`);
			tests.push(({ attributes }) =>
				fits([attributes.get(Number(condition.id)) ?? []].flat(), expression, value),
			);
		}
		for (const [index, condition] of conditionsIn(args, 'fieldValueConditions').entries()) {
			const { expression, value } = expressionIn(condition, `fieldValueConditions.${index}`);
			tests.push((contact) => fits(valuesOf(contact, condition.field), expression, value));
		}
		return (contact) => tests.every((test) => test(contact));
	}

	function valuesOf(contact: CrmContact, field: unknown): Array<string | null> {
		switch (field) {
			case 'lastName':
				return [contact.lastName];
			case 'location':
				return [contact.location];
			case 'phones':
				return contact.phones.map(({ phone }) => phone);
			case 'emails':
				return contact.emails.map(({ email }) => email);
			case 'messengers':
				return contact.messengers.map(({ login }) => login);
			case 'tags':
				return [...contact.tagIds].flatMap((id) => store().tags.get(id)?.name ?? []);
			default:
				return [...contact.attributes.values()].flat();
		}
	}

	function sorted(contacts: CrmContact[], { sortBy }: Arguments): CrmContact[] {
		// Unasked, the newest comes first: what is added meanwhile moves all others.
		const { fieldName = 'id', direction = 'desc' } = (sortBy ?? {}) as Record<string, unknown>;
		switch (fieldName) {
			case 'created_at':
				return sortedBy(contacts, ({ createdAt }) => createdAt, direction);
			case 'first_name':
				return sortedBy(contacts, ({ firstName }) => firstName, direction);
			case 'responsible_id':
				return sortedBy(contacts, ({ responsibleId }) => responsibleId ?? 0, direction);
			default:
				return sortedBy(contacts, ({ id }) => id, direction);
		}
	}
}

const conditionsIn = (args: Arguments, name: string) =>
	(args[name] ?? []) as Array<Record<string, unknown>>;
