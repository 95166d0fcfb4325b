import type { IDataObject } from 'n8n-workflow';
import type { Step } from '../../engine/run/operation';
import { crm, get, post } from '../product';
import { recordIn } from './contactRecord';

/** Whether a contact is among those of a company, which stand in its record as IDs or as records. */
export const hasContact = (company: IDataObject, contactId: unknown): boolean =>
	[company.contacts ?? []]
		.flat()
		.some(
			(one) =>
				String(typeof one === 'object' ? (one as IDataObject | null)?.id : one) ===
				String(contactId),
		);

/**
 * CRM API, "Link contact to company", answered without a body. What linking twice does nobody says: it is looked
 * for before it is sent again.
 *
 * @param idsOf the two, of which a step may have found one
 */
export const linking = <Found extends object>(
	about: string,
	idsOf: (found: Found) => { contactId: number | string; companyId: number | string },
): Step<Found> => ({
	effect: 'write',
	about,
	repeatable: false,
	confirmed: crm.done,
	request: (found) => {
		const { contactId, companyId } = idsOf(found);
		return post`/contacts/${contactId}/relation/${companyId}`;
	},
	recovered: async (found, client) => {
		const { contactId, companyId } = idsOf(found);
		const company = recordIn(await client.send(get`/companies/${companyId}`));
		return hasContact(company, contactId) ? {} : 'notDone';
	},
	done: (found) => {
		const { contactId, companyId } = idsOf(found);
		return `contact ${contactId} belongs to company ${companyId}`;
	},
});
