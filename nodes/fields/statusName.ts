import type { IDataObject } from 'n8n-workflow';

/** Words for numbers that the API has. */
export type Names = Readonly<Record<number, string>>;

/** The record with the word for its status behind the number. */
export const withStatusName = (record: IDataObject, names: Names, key = 'status'): IDataObject =>
	withName(record, key, 'statusName', names);

/** The record with the word for one of its numbers behind that. */
export function withName(
	record: IDataObject,
	key: string,
	nameKey: string,
	names: Names,
): IDataObject {
	if (record[key] === undefined || record[key] === null) return record;
	const name = names[Number(record[key])] ?? `Unknown (${String(record[key])})`;
	const entries = Object.entries(record).flatMap(([field, value]) =>
		field === key
			? [
					[field, value],
					[nameKey, name],
				]
			: [[field, value]],
	);
	return Object.fromEntries(entries) as IDataObject;
}
