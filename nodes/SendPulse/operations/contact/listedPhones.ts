import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../engine/api/record';
import { sameAddress } from '../../../engine/parameters/email';
import type { Looking } from '../../../engine/run/operation';
import { asRecords } from '../../../engine/run/outcome';
import { contactRecord } from '../../fields/records';
import { contactsRequest, identify, totalRequest } from './contactList';

/**
 * The number that a contact's record tells as `phone`, else as the system variable `Phone` (Bulk Email Service
 * API); undefined where it tells none. Where numbers are written as numbers, 0 is none.
 */
export function phoneIn({ phone, variables }: IDataObject): string | undefined {
	const told = [phone, isRecord(variables) ? variables.Phone : undefined];
	const number = told.find((one) => /[1-9]/.test(String(one ?? '')));
	return number === undefined ? undefined : String(number);
}

/** Everybody in a mailing list, as its pages tell. */
export interface Listed {
	/** By address, with the phone number where one is told. */
	found: Map<string, { email: string; phone?: string }>;
	withoutAddress: number;
	/**
	 * Of whom the pages tell the phone number. `all`: who is told none has none. That `phone` is an empty text says
	 * so only where each contact has the field and at least one a number: lists are known to leave it out (GET
	 * …/emails; the documents' table has it, their example has not), and may as well fill it with nothing. `some`:
	 * who is told none may have one all the same.
	 */
	phones: 'all' | 'some' | 'none';
	/** As for the pages of any list. */
	unsettled: boolean;
	counted?: number;
	/** How many records the pages had. */
	given: number;
}

/** Bulk Email Service API, "Get a list of emails from a mailing list". */
export async function readList(looking: Looking, mailingListId: number): Promise<Listed> {
	const found: Listed['found'] = new Map();
	let [given, withoutAddress, silent, numbers] = [0, 0, 0, 0];
	const all = { mailingListId, status: 'all' };
	const pages = looking.pages(contactsRequest(all), { identify, total: totalRequest(all) });
	for await (const page of pages) {
		given += page.length;
		for (const record of page) {
			const { email } = record;
			if (typeof email !== 'string' || email === '') {
				withoutAddress++;
				continue;
			}
			const contact = contactRecord(record);
			if (phoneIn({ phone: contact.phone }) !== undefined) numbers++;
			else if (typeof contact.phone !== 'string') silent++;
			found.set(sameAddress(email), { email, phone: phoneIn(contact) });
		}
	}
	const phones = numbers === 0 ? 'none' : silent > 0 ? 'some' : 'all';
	const { unsettled, counted } = pages;
	return { found, withoutAddress, phones, unsettled, counted, given };
}

/** So few are asked for singly without asking first how long the list is. */
const FEW = 2;
const PAGE = 100;

/** The list as its pages tell it, where they take fewer requests than asking for so many contacts singly. */
export async function readListIfCheaper(
	looking: Looking,
	mailingListId: number,
	contacts: number,
): Promise<Listed | undefined> {
	if (contacts <= FEW) return undefined;
	const request = totalRequest({ mailingListId, status: 'all' })!;
	const { total } = asRecords(await looking.read(request))[0] ?? {};
	// Pages overlap by one contact.
	const pages = Math.ceil(Number(total) / (PAGE - 1));
	return pages < contacts ? await readList(looking, mailingListId) : undefined;
}
