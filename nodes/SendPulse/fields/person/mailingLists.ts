import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { isRecord } from '../../../engine/api/record';
import { elementsOf } from '../../../engine/run/outcome';
import { get } from '../../product';
import { isUnknown } from '../unknownAddress';
import type { Search } from './answers';

/** What a mailing list is called, and when and how somebody came into it. */
export interface Entry {
	name: string | null;
	addedAt: string | null;
	source: string | null;
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);

/**
 * By the IDs of the mailing lists that have the address (Bulk Email Service API, "Get detailed information about
 * a specific email address"): one request.
 *
 * @throws ApiFailure
 */
export async function readEntries(search: Search, email: string): Promise<Map<number, Entry>> {
	const body = await search.read(get`/emails/${email}/details`).catch((error: unknown) => {
		if (error instanceof ApiFailure && isUnknown(error)) return [];
		throw error;
	});
	const rows = elementsOf(body).filter(isRecord) as IDataObject[];
	return new Map(
		rows.map(({ list_id, list_name, add_date, source }) => [
			Number(list_id),
			{ name: text(list_name), addedAt: text(add_date), source: text(source) },
		]),
	);
}
