import type { INodeProperties } from 'n8n-workflow';
import { listing } from '../../../engine/run/operation';
import { asRecords, elementsOf } from '../../../engine/run/outcome';
import { readMoment } from '../../../fields/moment';
import { readSpan, spanFilters } from '../../../fields/span';
import { get } from '../../product';
import { withPrice } from './record';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: spanFilters('campaigns'),
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
		const { from, to } = await readSpan(item, readMoment);
		return { query: { dateFrom: from, dateTo: to } };
	},
	request: ({ query }) => ({ ...get`/sms/campaigns/list`, query }),
	paged: false,
	identify: ({ id }) => id,
	records: (body) => asRecords(elementsOf(body)),
	output: withPrice,
});
