import type { ItemParameters } from '../../../engine/parameters/parameters';
import { contactId, readContactId } from '../../fields/contactId';

/** What is done with one contact, by whatever it is named. */
export const oneContact = {
	fields: [contactId],
	prepare: async (item: ItemParameters) => ({ contactId: await readContactId(item) }),
};
