import type { IDataObject } from 'n8n-workflow';

/** IDs kept one by one: such is how much later one may show than others that are higher. */
const KEPT = 200;

/** Which of a list's growing IDs have been seen, as n8n keeps it: few numbers, however long the list is. */
export interface SeenIds extends IDataObject {
	/** Whatever is not higher has been seen. */
	upTo: number;
	/** Those above it that have been seen. */
	ids: number[];
}

export const NOTHING_SEEN: SeenIds = { upTo: 0, ids: [] };

/** Tells which IDs have not been seen. */
export function unseenIn({ upTo, ids }: SeenIds): (id: unknown) => boolean {
	const seen = new Set(ids);
	return (id) => Number(id) > upTo && !seen.has(Number(id));
}

/** The memory with these IDs as well. What is no number is not remembered. */
export function withSeen({ upTo, ids }: SeenIds, more: readonly unknown[]): SeenIds {
	const fresh = more.map(Number).filter((id) => id > upTo);
	const all = [...new Set([...ids, ...fresh])].sort((a, b) => a - b);
	const forgotten = all.slice(0, Math.max(all.length - KEPT, 0));
	return { upTo: forgotten.at(-1) ?? upTo, ids: all.slice(forgotten.length) };
}
