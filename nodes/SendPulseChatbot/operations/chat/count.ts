import type { IDataObject } from 'n8n-workflow';

/** `{ count }` of an answer, if it has one. */
export function countIn(body: unknown): IDataObject {
	const { count } = (body ?? {}) as IDataObject;
	return typeof count === 'number' ? { count } : {};
}
