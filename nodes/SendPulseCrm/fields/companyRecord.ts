import type { IDataObject } from 'n8n-workflow';
import { emailsOf, namedAttributes, phonesOf } from './contactRecord';

/** What most users want of a company; what a list does not tell of it is left out. */
export function simplifyCompany(record: IDataObject): IDataObject {
	const emails = emailsOf(record);
	const phones = phonesOf(record);
	return {
		id: record.id,
		companyName: record.companyName,
		...(record.emails === undefined ? {} : { email: emails[0] ?? null, emails }),
		...(record.phones === undefined ? {} : { phone: phones[0] ?? null, phones }),
		responsibleId: record.responsibleId,
		address: record.address,
		annualBusinessVolume: record.annualBusinessVolume,
		currency: record.currency,
		...(record.attributes === undefined ? {} : { attributes: namedAttributes(record) }),
		...(record.createdAt === undefined ? {} : { createdAt: record.createdAt }),
		...(record.updatedAt === undefined ? {} : { updatedAt: record.updatedAt }),
		// Of an upsert.
		...('created' in record ? { created: record.created } : {}),
	};
}
