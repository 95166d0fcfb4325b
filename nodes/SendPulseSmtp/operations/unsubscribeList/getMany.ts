import type { INodeProperties } from 'n8n-workflow';
import type { ApiRequest } from '../../../engine/api/request';
import { listing } from '../../../engine/run/operation';
import { readDay } from '../../../fields/day';
import { get } from '../../product';

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
			description: "Only addresses that were unsubscribed on this day, in the account's time zone",
		},
	],
};

/** SMTP service API, "Get a list of unsubscribed emails". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many addresses of the unsubscribe list',
		description: 'Get many addresses of the unsubscribe list, with when and how each came onto it',
	},
	fields: [filters],
	prepare: async (item) => {
		const { filters } = item;
		const query: NonNullable<ApiRequest['query']> = {};
		if (filters.has('date')) query.date = await readDay(item, filters, 'date');
		return { query };
	},
	request: ({ query }) => ({ ...get`/smtp/unsubscribe`, query }),
	identify: ({ email }) => email,
});
