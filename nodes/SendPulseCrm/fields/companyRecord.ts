import type { IDataObject } from 'n8n-workflow';
import { emailsOf, namedAttributes, phonesOf } from './contactRecord';

/** What most users want of a company. */
export function simplifyCompany(record: IDataObject): IDataObject {
	const emails = emailsOf(record);
	const phones = phonesOf(record);
	return {
		id: record.id,
		companyName: record.companyName,
		email: emails[0] ?? null,
		phone: phones[0] ?? null,
		emails,
		phones,
		responsibleId: record.responsibleId,
		address: record.address,
		annualBusinessVolume: record.annualBusinessVolume,
		currency: record.currency,
		attributes: namedAttributes(record),
		createdAt: record.createdAt,
		updatedAt: record.updatedAt,
		// Of an upsert.
		...('created' in record ? { created: record.created } : {}),
	};
}
