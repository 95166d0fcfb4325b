import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Sends } from '../../engine/api/client';
import { isRecord } from '../../engine/api/record';
import type { ApiRequest } from '../../engine/api/request';
import { inSmallLetters, sameAddress, spellingsInAnyCase } from '../../engine/parameters/email';
import { found, type LookUp } from '../../engine/parameters/lookUp';
import { shown, type ItemParameters, type Values } from '../../engine/parameters/parameters';
import { elementsOf } from '../../engine/run/outcome';
import { contactsWith, contactsWithEmail } from '../../fields/crmContact';
import { get } from '../product';
import { contactName, hasEmail, hasPhone, isBare } from './contactRecord';
import { byText, locator, optional } from './locator';
import { asLookUp, ifThere, type Kind } from './matching';
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

/** Numbers are kept as they were typed in, and found by a part of them. */
export const withPhone = async (sends: Sends, phone: string): Promise<IDataObject[]> =>
	await contactsWith(sends, { phone }, `a phone number with '${phone}' in it`);

/** The only record of an answer; none where SendPulse says so by an answer without one. */
const single = async (sends: Sends, request: ApiRequest): Promise<IDataObject[]> =>
	elementsOf(await ifThere(sends, request))
		.filter(isRecord)
		.filter(({ id }) => id !== undefined && id !== null);

const byExternalId = (id: string) => [
	async (sends: Sends) => await single(sends, get`/contacts/external/${id}`),
];

/** The document has a number in the path, so that another ID may be answered than was asked for. */
const hasExternalId = ({ externalContactId }: IDataObject, id: string): boolean | undefined =>
	externalContactId === undefined ? undefined : String(externalContactId ?? '').trim() === id;

/** How contacts are found. */
export const contacts = {
	noun: 'contact',
	plural: 'contacts',
	read: (id) => get`/contacts/${id}`,
	ways: {
		email: {
			called: 'the e-mail address',
			searches: (email) =>
				spellingsInAnyCase(email).map(
					(spelling) => async (sends) => await contactsWithEmail(sends, spelling),
				),
			has: hasEmail,
			same: sameAddress,
		},
		phone: {
			called: 'the phone number',
			searches: (digits) =>
				[digits, `+${digits}`].map((phone) => async (sends) => await withPhone(sends, phone)),
			has: hasPhone,
		},
		externalId: { called: 'the external ID', searches: byExternalId, has: hasExternalId },
		/** One that was begun for this ID, and has nothing else yet. */
		begunFor: {
			called: 'the external ID',
			searches: byExternalId,
			has: (record, id) => {
				const [isIt, bare] = [hasExternalId(record, id), isBare(record)];
				return isIt === undefined || bare === undefined ? undefined : isIt && bare;
			},
		},
		chatbotContactId: {
			called: 'the chatbot contact',
			searches: (id) => [
				async (sends) => await single(sends, get`/contacts/messenger-external/${id}`),
			],
			has: () => true,
		},
	},
} satisfies Kind;

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
		email: asLookUp(
			contacts,
			'email',
			(values, name) => inSmallLetters(values.email(name)),
			contactName,
		),
		phone: asLookUp(contacts, 'phone', readDigits, contactName),
		externalId: asLookUp(contacts, 'externalId', (values, name) => values.text(name), contactName),
		chatbotContactId: asLookUp(contacts, 'chatbotContactId', readChatbotContactId, contactName),
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

/**
 * The same for what begins with a contact, as a deal does: who is new can be made before.
 *
 * @throws InputProblem for what names none, or several
 */
export const readOwnContactId = async (item: ItemParameters): Promise<number> =>
	Number(
		await found(item, 'contactId', {
			...lookUp,
			makes: "'Create or Update' of the resource Contact",
		}),
	);
