import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { inQuery, totalAt } from '../../../engine/api/pager';
import { isRecord } from '../../../engine/api/record';
import type { ApiRequest } from '../../../engine/api/request';
import type { Values } from '../../../engine/parameters/parameters';
import { listing } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
import { readDay } from '../../../fields/day';
import { get } from '../../product';

const HOUR_MS = 3_600_000;

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Date',
			name: 'date',
			type: 'dateTime',
			default: '',
			description:
				"Only bounces of this day in the account's time zone: today or yesterday, since SendPulse keeps those of the last 24 hours",
		},
	],
};

/**
 * SMTP service API, "Get information about bounces": those of the last 24 hours, whatever day is named.
 *
 * @throws InputProblem for a day that is not among them in any time zone (from 12 hours behind to 14 ahead)
 */
function stillKept(filters: Values, day: string): string {
	const begins = Date.parse(`${day}T00:00:00Z`) - 14 * HOUR_MS;
	const ends = Date.parse(`${day}T00:00:00Z`) + (24 + 12) * HOUR_MS;
	const now = Date.now();
	if (begins <= now && ends >= now - 24 * HOUR_MS) return day;
	return filters.fail(
		'date',
		`has to be today or yesterday, not ${day}. SendPulse keeps the bounces of the last 24 hours`,
	);
}

/** SMTP service API, "Get information about bounces". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many bounces',
		description:
			'Get many e-mails of the last 24 hours that could not be delivered, with the reason',
	},
	fields: [filters],
	prepare: async (item) => {
		const { filters } = item;
		const query: NonNullable<ApiRequest['query']> = {};
		if (filters.has('date')) query.date = stillKept(filters, await readDay(item, filters, 'date'));
		return { query };
	},
	request: ({ query }) => ({ ...get`/smtp/bounces/day`, query }),
	// `request_limit`, the largest page, was 1,000 in 2019 and 100 in 2025.
	paged: inQuery('limit', 'offset', { fewest: 10, total: totalAt('total') }),
	records: (body) => elementsOf(isRecord(body) ? body.emails : body) as IDataObject[],
	// They have no ID.
	identify: (record) => JSON.stringify(record),
});
