import type { INodeProperties } from 'n8n-workflow';
import type { ApiRequest } from '../../../engine/api/request';
import { listing } from '../../../engine/run/operation';
import { readMoment } from '../../../fields/moment';
import { withStatusName } from '../../../fields/statusName';
import { CAMPAIGN_STATUS } from '../../fields/campaignStatus';
import { websiteId } from '../../fields/websiteId';
import { get } from '../../product';

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
		{ ...websiteId, required: undefined, description: 'Only campaigns of this website' },
	],
};

/** Web Push API, "Get a list of sent web push campaigns". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many push campaigns',
		description: 'Get many push campaigns, of all websites or of one',
	},
	fields: [filters],
	prepare: async (item) => {
		const { filters } = item;
		const query: NonNullable<ApiRequest['query']> = {};
		if (filters.has('dateFrom')) {
			query.from = await readMoment(item, filters, 'dateFrom', 'beginning');
		}
		if (filters.has('dateTo')) query.to = await readMoment(item, filters, 'dateTo', 'end');
		if (query.from && query.to && query.from > query.to) {
			filters.fail('dateTo', `is before 'From Date' (${String(query.from)}): ${String(query.to)}`);
		}
		if (filters.has('websiteId')) query.website_id = filters.id('websiteId');
		return { query };
	},
	request: ({ query }) => ({ ...get`/tasks`, query }),
	identify: ({ id }) => id,
	output: (record) => withStatusName(record, CAMPAIGN_STATUS),
});
