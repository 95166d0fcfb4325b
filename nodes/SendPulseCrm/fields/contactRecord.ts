import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../engine/api/failures';
import { isRecord } from '../../engine/api/record';
import { sameAddress } from '../../engine/parameters/email';
import { elementsOf } from '../../engine/run/outcome';
import { rowsOf } from '../../fields/crmContact';
import { valueOf } from './attributeValues';
import { storedDigits } from './phoneNumbers';

/**
 * The record in an answer (one answers in a list of one).
 *
 * @throws ApiFailure where there is none
 */
export function recordIn(body: unknown): IDataObject {
	const [record] = elementsOf(body);
	if (isRecord(record) && record.id !== undefined && record.id !== null) return record;
	throw new ApiFailure(
		'unclear',
		'SendPulse answered without the record. Look in SendPulse, and run this again.',
	);
}

/** Those with their main one first. */
const mainFirst = (rows: IDataObject[]) => [
	...rows.filter(({ isMain }) => isMain === true),
	...rows.filter(({ isMain }) => isMain !== true),
];

export const emailsOf = (record: IDataObject): string[] =>
	mainFirst(rowsOf(record, 'emails'))
		.map(({ email }) => String(email ?? ''))
		.filter(Boolean);

export const phonesOf = (record: IDataObject): string[] =>
	mainFirst(rowsOf(record, 'phones'))
		.map(({ phone }) => String(phone ?? ''))
		.filter(Boolean);

/** Whether a record has this very address or number; undefined for one that came without its list. */
export const hasEmail = (record: IDataObject, email: string): boolean | undefined =>
	record.emails === undefined
		? undefined
		: emailsOf(record).some((one) => sameAddress(one) === sameAddress(email));

export const hasPhone = (record: IDataObject, digits: string): boolean | undefined =>
	record.phones === undefined
		? undefined
		: phonesOf(record).some((one) => storedDigits(one) === digits);

/** Whether a record has neither addresses nor numbers: it was begun, and what should have followed was not sent. */
export const isBare = (record: IDataObject): boolean | undefined =>
	record.emails === undefined || record.phones === undefined
		? undefined
		: emailsOf(record).length === 0 && phonesOf(record).length === 0;

/** Values of attributes by the attributes' names; of those that have one. */
export function namedAttributes(record: IDataObject): IDataObject {
	const named = rowsOf(record, 'attributes').flatMap((attribute) => {
		const value = valueOf(attribute);
		return value === undefined ? [] : [[String(attribute.name), value] as const];
	});
	return Object.fromEntries(named);
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** What a contact is called: its name, else the first that tells it from others. */
export function contactName(record: IDataObject): string {
	const name = [record.firstName, record.lastName].map(text).filter(Boolean).join(' ');
	const [address] = [...emailsOf(record), ...phonesOf(record)];
	if (name && address) return `${name} (${address})`;
	return name || address || '';
}

/** What most users want of a contact. */
export function simplifyContact(record: IDataObject): IDataObject {
	const emails = emailsOf(record);
	const phones = phonesOf(record);
	return {
		id: record.id,
		firstName: record.firstName,
		lastName: record.lastName,
		email: emails[0] ?? null,
		phone: phones[0] ?? null,
		emails,
		phones,
		tags: rowsOf(record, 'tags').map(({ name }) => String(name)),
		responsibleId: record.responsibleId,
		externalContactId: record.externalContactId,
		sourceType: record.sourceType,
		dealsQty: record.dealsQty,
		attributes: namedAttributes(record),
		createdAt: record.createdAt,
		updatedAt: record.updatedAt,
		// Of an upsert.
		...('created' in record ? { created: record.created } : {}),
	};
}
