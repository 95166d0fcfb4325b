import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { ApiFailure } from '../../engine/api/failures';
import type { ApiRequest } from '../../engine/api/request';
import { isRecord } from '../../engine/api/record';
import { sameAddress } from '../../engine/parameters/email';
import { found, type LookUp, type Match } from '../../engine/parameters/lookUp';
import type { ItemParameters, Values } from '../../engine/parameters/parameters';
import { shown } from '../../engine/parameters/parameters';
import { elementsOf, recordsUnder } from '../../engine/run/outcome';
import { crm, get, post } from '../product';
import { contactName, hasEmail, hasPhone } from './contactRecord';
import { byText, locator, optional } from './locator';
import { digitsOf } from './phoneNumbers';

export const contactId: INodeProperties = locator({
	displayName: 'Contact',
	name: 'contactId',
	description: 'The contact to work with',
	noun: 'contact',
	searchListMethod: 'searchContacts',
	by: [
		byText('By Email', 'email', 'name@email.com'),
		byText('By Phone', 'phone', 'e.g. +380632727700'),
		byText('By External ID', 'externalId', 'e.g. 10045'),
		byText('By Chatbot Contact ID', 'chatbotContactId', 'e.g. 5f1a2b3c4d5e6f7a8b9c0d1e'),
	],
});

/** For the collection `options`. */
export const contactOption = optional(contactId);

/** The contact's ID of the chatbots' API: 24 hexadecimal characters. */
const CHATBOT_ID = /^[0-9a-f]{24}$/i;

const ask = async (client: Client, request: ApiRequest) =>
	await client.send(request, { repeatable: true });

const listed = recordsUnder('list');

/** CRM API, "Get contacts by email" (isEmailFullSearch); compared again here. */
export const byEmail = (email: string, whole = true): ApiRequest => ({
	...post`/contacts/get-list-by-email`,
	body: { email, isEmailFullSearch: whole },
});

/** CRM API, "Get a list of contacts": numbers are kept as they were typed in, and found by a part of them. */
export const byPhone = (phone: string): ApiRequest => ({
	...post`/contacts/get-list`,
	body: { phone, limit: 100, offset: 0 },
});

/** The number as it is asked for, one after the other until one finds something. */
export const writings = (digits: string) => [digits, `+${digits}`];

export const byExternalId = (id: string) => get`/contacts/external/${id}`;
export const byChatbotContact = (id: string) => get`/contacts/messenger-external/${id}`;

/** All records of an answer that has several, of which those stay that have this very address. */
export const withEmail = (body: unknown, email: string): IDataObject[] =>
	listed(body).filter((record) => hasEmail(record, email));

export const withPhone = (body: unknown, digits: string): IDataObject[] =>
	listed(body).filter((record) => hasPhone(record, digits));

/** The only record of an answer; none where SendPulse says so by an answer without one. */
export const single = (body: unknown): IDataObject[] =>
	elementsOf(body)
		.filter(isRecord)
		.filter(({ id }) => id !== undefined && id !== null);

export const isUnknown = (failure: unknown): boolean =>
	failure instanceof ApiFailure && crm.refusals.gone(failure);

/** Contacts that have this, in the order in which SendPulse gives them. */
export const contactsBy = {
	email: async (client: Client, email: string) =>
		withEmail(await ask(client, byEmail(email)), email),
	phone: async (client: Client, digits: string) => {
		for (const phone of writings(digits)) {
			const records = withPhone(await ask(client, byPhone(phone)), digits);
			if (records.length > 0) return records;
		}
		return [];
	},
	externalId: async (client: Client, id: string) => await oneOf(client, byExternalId(id)),
	chatbotContactId: async (client: Client, id: string) => await oneOf(client, byChatbotContact(id)),
};

async function oneOf(client: Client, request: ApiRequest): Promise<IDataObject[]> {
	const asked = ask(client, request).catch((failure: unknown) => {
		if (isUnknown(failure)) return undefined;
		throw failure;
	});
	return single(await asked);
}

const asMatches = (records: IDataObject[]): Match[] =>
	records.map((record) => ({ id: Number(record.id), name: contactName(record) }));

/**
 * The digits of a phone number, also of one without its country code: so the CRM may have it.
 *
 * @throws InputProblem
 */
export function readDigits(values: Values, name: string): string {
	const typed = values.text(name);
	return (
		digitsOf(typed) ??
		values.fail(name, `is not a phone number: ${shown(typed)}. Write it like +380632727700`)
	);
}

/** @throws InputProblem */
export function readChatbotContactId(values: Values, name: string): string {
	const typed = values.text(name);
	if (CHATBOT_ID.test(typed)) return typed.toLowerCase();
	return values.fail(
		name,
		`has to be the ID of a chatbot's contact, like 5f1a2b3c4d5e6f7a8b9c0d1e, not ${shown(typed)}`,
	);
}

const lookUp: LookUp = {
	noun: 'contact',
	plural: 'contacts',
	by: {
		email: {
			called: 'the e-mail address',
			read: (values, name) => sameAddress(values.email(name)),
			find: async (client, email) => asMatches(await contactsBy.email(client, email)),
		},
		phone: {
			called: 'the phone number',
			read: readDigits,
			find: async (client, digits) => asMatches(await contactsBy.phone(client, digits)),
		},
		externalId: {
			called: 'the external ID',
			read: (values, name) => values.text(name),
			find: async (client, id) => asMatches(await contactsBy.externalId(client, id)),
		},
		chatbotContactId: {
			called: 'the chatbot contact',
			read: readChatbotContactId,
			find: async (client, id) => asMatches(await contactsBy.chatbotContactId(client, id)),
		},
	},
	modeOf: (text) => {
		if (text.includes('@')) return 'email';
		if (CHATBOT_ID.test(text)) return 'chatbotContactId';
		return !/^\d*$/.test(text) && digitsOf(text) !== undefined ? 'phone' : undefined;
	},
};

/**
 * The contact that is named, by whatever it is named.
 *
 * @param values where the locator is, if not among the parameters themselves
 * @throws InputProblem for what names none, or several
 */
export const readContactId = async (
	item: ItemParameters,
	name = 'contactId',
	values: Values = item,
): Promise<number> => Number(await found(item, name, lookUp, values));
