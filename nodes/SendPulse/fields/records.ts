import type { IDataObject } from 'n8n-workflow';
import { withIds } from '../../fields/withIds';
import { isRecord } from '../../engine/api/record';
import { CONTACT_STATUS, MAILING_LIST_STATUS } from './statuses';
import { withStatusName, type Names } from '../../fields/statusName';

/** The word for a status, once: the API's own says the same, and more of a status that no document has. */
function withOneWord({ status_explain: word, ...record }: IDataObject, names: Names): IDataObject {
	const status = Number(record.status);
	const isUnknown = typeof word === 'string' && word !== '' && names[status] === undefined;
	return withStatusName(record, isUnknown ? { ...names, [status]: word } : names);
}

/**
 * A contact of a mailing list as every operation gives it: `variables` an object, `phone` a text, the word
 * for its status, and the list beside whatever the API calls it.
 */
export function contactRecord(record: IDataObject, mailingListId?: unknown): IDataObject {
	const { variables, phone, abook_id, book_id } = record;
	return withIds(
		withOneWord(
			{
				...record,
				...(typeof phone === 'number' ? { phone: String(phone) } : {}),
				...(variables === undefined ? {} : { variables: variablesOf(variables) }),
			},
			CONTACT_STATUS,
		),
		{ mailingListId: mailingListId ?? abook_id ?? book_id },
	);
}

/**
 * A contact's variables by their names. The API has them as an object, as rows of name, type and value (all
 * of it text), and `[]` for none (Bulk Email Service API).
 */
function variablesOf(variables: unknown): IDataObject {
	const rows = rowsOf(variables);
	if (!rows) return isRecord(variables) ? variables : {};
	return Object.fromEntries(rows.map((row) => [String(row.name), valueOf(row)])) as IDataObject;
}

/** Rows in a list. PHP, and so the API, may write one as an object with numbered keys. */
function rowsOf(variables: unknown): IDataObject[] | undefined {
	const isList =
		Array.isArray(variables) ||
		(isRecord(variables) &&
			Object.entries(variables).every(
				([key, row]) => /^\d+$/.test(key) && isRecord(row) && 'name' in row,
			));
	return isList ? Object.values(variables as IDataObject[]).filter(isRecord) : undefined;
}

function valueOf({ type, value }: IDataObject): unknown {
	if (type !== 'number' || typeof value !== 'string' || value.trim() === '') return value;
	const number = Number(value);
	const isExact = Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;
	return isExact ? number : value;
}

/** A campaign with its ID, and that of its list, under the names of the node's own parameters. */
export const campaignRecord = (record: IDataObject): IDataObject => {
	const { list_id } = isRecord(record.message) ? record.message : {};
	return withIds(record, { campaignId: record.id, mailingListId: list_id });
};

/** A mailing list with the word for its status, and its ID under the name of the node's own parameter. */
export const mailingListRecord = (record: IDataObject): IDataObject =>
	withIds(withOneWord(record, MAILING_LIST_STATUS), { mailingListId: record.id });
