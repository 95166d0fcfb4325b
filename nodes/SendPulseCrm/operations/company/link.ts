import type { ItemParameters } from '../../../engine/parameters/parameters';
import { companyId, readCompanyId } from '../../fields/companyId';
import { contactId, readContactId } from '../../fields/contactId';

/** A company and a contact that belongs to it, or is to. */
export interface Link {
	companyId: number;
	contactId: number;
}

/** What linking and unlinking share. */
export const link = {
	fields: [companyId, contactId],
	prepare: async (item: ItemParameters): Promise<Link> => ({
		companyId: await readCompanyId(item),
		contactId: await readContactId(item),
	}),
	concerns: ({ companyId: company, contactId: contact }: Link) => [
		`company ${company}`,
		`contact ${contact}`,
	],
};
