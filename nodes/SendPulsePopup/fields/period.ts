import type { INodeProperties } from 'n8n-workflow';
import type { ApiRequest } from '../../engine/api/request';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { readInstant } from '../../fields/moment';
import { spanFilters } from '../../fields/span';

/** Of which days statistics are. */
export const period: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: spanFilters('what happened'),
};

/**
 * Pop-Ups API: `start` and `end`, seconds since 1970.
 *
 * @throws InputProblem for what is no date, and for an end that is not after the beginning: the API answers 400
 */
export async function readPeriod(item: ItemParameters): Promise<NonNullable<ApiRequest['query']>> {
	const { filters } = item;
	const query: NonNullable<ApiRequest['query']> = {};
	const seconds = async (name: string, edge: 'beginning' | 'end') =>
		Math.floor((await readInstant(item, filters, name, edge)) / 1_000);
	if (filters.has('dateFrom')) query.start = await seconds('dateFrom', 'beginning');
	if (filters.has('dateTo')) query.end = await seconds('dateTo', 'end');
	if (query.start !== undefined && query.end !== undefined && query.start >= query.end) {
		filters.fail('dateTo', "has to be after 'From Date'");
	}
	return query;
}
