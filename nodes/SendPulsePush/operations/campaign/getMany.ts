import type { INodeProperties } from 'n8n-workflow';
import type { Query } from '../../../engine/api/query';
import { listing } from '../../../engine/run/operation';
import { readMoment } from '../../../fields/moment';
import { readSpan, spanFilters } from '../../../fields/span';
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
		...spanFilters('campaigns'),
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
		const query: Query = { ...(await readSpan(item, readMoment)) };
		if (filters.has('websiteId')) query.website_id = filters.id('websiteId');
		return { query };
	},
	request: ({ query }) => ({ ...get`/tasks`, query }),
	identify: ({ id }) => id,
	output: (record) => withStatusName(record, CAMPAIGN_STATUS),
});
