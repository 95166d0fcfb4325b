import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../engine/api/request';
import { recordsIn } from '../../fields/records';
import { get } from '../../product';

/** CRM API, "Get deal contacts": the record of a deal has none. */
export const contactsOf = (dealId: number) => get`/deals/${dealId}/contacts`;

/** The deal with its contacts, where they are wanted. */
export async function withContacts(
	deal: IDataObject,
	{ includesContacts }: { includesContacts: boolean },
	read: (request: ApiRequest) => Promise<unknown>,
): Promise<IDataObject> {
	if (!includesContacts) return deal;
	return { ...deal, contacts: recordsIn(await read(contactsOf(Number(deal.id)))) };
}
