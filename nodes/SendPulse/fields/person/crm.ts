import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { InputProblem } from '../../../engine/api/inputProblem';
import { isRecord } from '../../../engine/api/record';
import { sameAddress, spellings } from '../../../engine/parameters/email';
import { notUnderstood, recordsOf } from '../../../engine/run/outcome';
import { contactsWithEmail, rowsOf } from '../../../fields/crmContact';
import { crm, get } from '../../../SendPulseCrm/product';
import type { Search } from './answers';

const UNCLEAR = 'whose contacts these are';

/** Paths of the look-ups here, for the `lookUps` of a composite operation. */
export const CRM_LOOK_UP = /^\/crm\/v1\/contacts\/get-list(-by-email)?$/;

/** Those of a contact's rows that are this very address: `ann@x.co` is not `joann@x.co`. */
export const rowsWith = (contact: IDataObject, email: string): IDataObject[] =>
	rowsOf(contact, 'emails').filter((row) => sameAddress(String(row.email)) === sameAddress(email));

const listOf = (body: unknown) => recordsOf(isRecord(body) ? body.list : undefined, UNCLEAR);

/**
 * The CRM's contacts that have exactly this address, whatever the case (CRM API, "Get contacts by email"). Whether
 * SendPulse tells upper from lower case is not documented: it is asked for each spelling, and for all that it counts.
 *
 * @throws ApiFailure, also where it counts more than it shows
 */
export async function crmContactsWith(search: Search, email: string): Promise<IDataObject[]> {
	const sends = { send: search.lookUp, answerTo: search.answerTo };
	const similar = new Map<unknown, IDataObject>();
	for (const spelling of spellings(email)) {
		const found = await contactsWithEmail(sends, spelling, { records: listOf }).catch(
			(error: unknown) => {
				if (error instanceof InputProblem) throw new ApiFailure('unclear', error.message);
				throw error;
			},
		);
		for (const record of found) similar.set(record.id, record);
	}
	const contacts: IDataObject[] = [];
	for (const record of similar.values()) {
		const contact = isList(record.emails) ? record : await whole(search, record);
		if (contact && rowsWith(contact, email).length > 0) contacts.push(contact);
	}
	return contacts;
}

/** PHP, and so the API, may write a list as an object; null is none, and tells nothing. */
const isList = (value: unknown) => typeof value === 'object' && value !== null;

/** A contact with its addresses; undefined where it is gone by now. */
async function whole(search: Search, { id }: IDataObject): Promise<IDataObject | undefined> {
	const body = await search.read(get`/contacts/${String(id)}`).catch((error: unknown) => {
		if (error instanceof ApiFailure && crm.refusals.gone(error)) return undefined;
		throw error;
	});
	if (body === undefined) return undefined;
	if (!isRecord(body) || !isList(body.emails)) throw notUnderstood(UNCLEAR);
	return body as IDataObject;
}
