import type { IDataObject } from 'n8n-workflow';
import type { Sends } from '../engine/api/client';
import { InputProblem } from '../engine/api/inputProblem';
import type { ApiRequest } from '../engine/api/request';
import { isRecord } from '../engine/api/record';
import { hits } from '../engine/run/lists';
import { elementsOf, recordsUnder } from '../engine/run/outcome';
import { contactPages, crm, post } from '../SendPulseCrm/product';

/** CRM API, "Get contacts by email" (isEmailFullSearch); to be compared again by whoever asks. */
export const byEmail = (email: string, whole = true): ApiRequest => ({
	...post`/contacts/get-list-by-email`,
	body: { email, isEmailFullSearch: whole },
});

/** CRM API, "Get a list of contacts", by what they have. The oldest first: what is added meanwhile comes last. */
export const contactsWith = async (
	sends: Sends,
	filter: IDataObject,
	what: string,
	records = recordsUnder('list'),
): Promise<IDataObject[]> =>
	await hits(
		sends,
		{
			...post`/contacts/get-list`,
			body: { ...filter, sortBy: { fieldName: 'id', direction: 'asc' } },
		},
		{ identify: ({ id }) => id, paged: contactPages, records },
		what,
	);

/**
 * By an address, or a part of it. The search for those has no pages, though it counts: what does not come at once is
 * looked for in the list of contacts.
 *
 * @throws InputProblem where there are more than either gives
 */
export async function contactsWithEmail(
	sends: Sends,
	email: string,
	{ whole = true, records = recordsUnder('list') } = {},
): Promise<IDataObject[]> {
	const answer = await sends.answerTo(byEmail(email, whole), { repeatable: true });
	const all = records(crm.envelope.open(answer));
	const counted = contactPages.total?.(answer) ?? 0;
	if (counted <= all.length) return all;
	const what = `an address with '${email}' in it`;
	const more = await contactsWith(sends, { email }, what, records);
	const distinct = new Map([...all, ...more].map((record) => [record.id, record]));
	if (distinct.size >= counted) return [...distinct.values()];
	throw new InputProblem(
		`SendPulse counts ${counted} contacts with '${email}' and shows ${distinct.size} of them. Give more of the address, or use Get Many.`,
	);
}

/** Records of a list within a record. */
export const rowsOf = (record: IDataObject, name: string): IDataObject[] =>
	elementsOf(record[name]).filter(isRecord);
