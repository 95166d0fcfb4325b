import type { IDataObject } from 'n8n-workflow';

/**
 * The IDs that tell which list, campaign … a record is or belongs to, under the names of the node's own
 * parameters and beside the vendor's (`abook_id`, `book_id`, `list_id`, `task_id`, `id`): as whole
 * numbers, whether the API wrote a number or a text. One that the API leaves out is left out.
 */
export function withIds<T extends IDataObject>(record: T, ids: Record<string, unknown>): T {
	const known = Object.entries(ids).flatMap(([name, id]) => {
		const present = id !== undefined && id !== null && id !== '' && id !== 0;
		return present && !(name in record) ? [[name, wholeNumber(id)]] : [];
	});
	// Behind them: what people look for in a table stays in front.
	return { ...record, ...(Object.fromEntries(known) as IDataObject) };
}

function wholeNumber(id: unknown): unknown {
	return typeof id === 'string' && /^\d+$/.test(id) && Number.isSafeInteger(Number(id))
		? Number(id)
		: id;
}
