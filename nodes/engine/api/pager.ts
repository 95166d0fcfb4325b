import type { IDataObject } from 'n8n-workflow';
import type { Query } from './query';

/** Where the place and size of a page can stand. */
interface Pageable {
	query?: Query;
	body?: IDataObject;
}

/** How a list comes in pages. */
export interface Pager {
	/** The request for so many records from there on. */
	page<Request extends Pageable>(request: Request, size: number, from: number): Request;
	/** Most records in a page, as far as anybody knows: so many are asked for. It may give fewer. */
	largest: number;
	/**
	 * A first page of fewer records than were asked for is all there is, or all that the API gives at once,
	 * which only the next page tells. That it gives fewer than so many at once nobody has to fear; 1 where
	 * no document says anything.
	 */
	fewest: number;
	/** How many records there are, where the answer (all of it, envelope included) says so. */
	total?(body: unknown): number | undefined;
}

type Known = Partial<Pick<Pager, 'largest' | 'fewest' | 'total'>>;

/** The two numbers stand in the query, under these names. */
export const inQuery = (size: string, from: string, known: Known = {}): Pager => ({
	largest: 100,
	fewest: 1,
	...known,
	page: (request, records, start) => ({
		...request,
		query: { ...request.query, [size]: records, [from]: start },
	}),
});

/** The two numbers stand in the body, under these names. */
export const inBody = (size: string, from: string, known: Known = {}): Pager => ({
	largest: 100,
	fewest: 1,
	...known,
	page: (request, records, start) => ({
		...request,
		body: { ...request.body, [size]: records, [from]: start },
	}),
});

/** A total that stands at this place of an answer: `totalAt('meta', 'total')`. */
export const totalAt =
	(...path: string[]) =>
	(body: unknown): number | undefined => {
		let value = body;
		for (const name of path) value = (value as Record<string, unknown> | null | undefined)?.[name];
		const total = typeof value === 'string' && value.trim() === '' ? NaN : Number(value ?? NaN);
		return Number.isInteger(total) && total >= 0 ? total : undefined;
	};
