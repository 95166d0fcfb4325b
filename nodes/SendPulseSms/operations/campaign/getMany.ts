import type { INodeProperties } from 'n8n-workflow';
import type { ApiRequest } from '../../../engine/api/request';
import { listing } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { readMoment } from '../../../fields/moment';
import { get } from '../../product';
import { withPrice } from './record';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'From Date',
			name: 'dateFrom',
			type: 'dateTime',
			default: '',
			description: 'Only campaigns from then on. A day counts from its beginning.',
		},
		{
			displayName: 'To Date',
			name: 'dateTo',
			type: 'dateTime',
			default: '',
			description: 'Only campaigns up to then. A day counts to its end.',
		},
	],
};

/** Bulk SMS API, "Get a list of campaigns", all at once. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many campaigns',
		description: 'Get many SMS campaigns, with the cost of each',
	},
	fields: [filters],
	prepare: async (item) => {
		const { filters } = item;
		const query: NonNullable<ApiRequest['query']> = {};
		if (filters.has('dateFrom')) {
			query.dateFrom = await readMoment(item, filters, 'dateFrom', 'beginning');
		}
		if (filters.has('dateTo')) query.dateTo = await readMoment(item, filters, 'dateTo', 'end');
		if (query.dateFrom && query.dateTo && query.dateFrom > query.dateTo) {
			filters.fail(
				'dateTo',
				`is before 'From Date' (${String(query.dateFrom)}): ${String(query.dateTo)}`,
			);
		}
		return { query };
	},
	request: ({ query }) => ({ ...get`/sms/campaigns/list`, query }),
	paged: false,
	identify: ({ id }) => id,
	records: (body) => asRecords(elementsOf(body)),
	output: withPrice,
});
