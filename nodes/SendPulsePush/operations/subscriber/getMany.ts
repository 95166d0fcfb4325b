import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiRequest } from '../../../engine/api/request';
import { isRecord } from '../../../engine/api/record';
import { listing } from '../../../engine/run/operation';
import { readDay } from '../../../fields/day';
import { withStatusName, type Names } from '../../../fields/statusName';
import { websiteId } from '../../fields/websiteId';
import { get } from '../../product';

/** OpenAPI, web push, "Get a list of website subscribers". */
const STATUS: Names = { 0: 'Deactivated', 1: 'Active', 6: 'Unsubscribed' };

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Subscribed From',
			name: 'subscribedFrom',
			type: 'dateTime',
			default: '',
			description: 'Only who subscribed on that day or later',
		},
		{
			displayName: 'Subscribed To',
			name: 'subscribedTo',
			type: 'dateTime',
			default: '',
			description: 'Only who subscribed on that day or before',
		},
	],
};

/** Variables are a list, of which no document shows an element: rows of name and value become an object. */
function variablesOf(value: unknown): unknown {
	if (!Array.isArray(value)) return value;
	const rows = value as unknown[];
	const named = rows.every((row) => isRecord(row) && typeof row.name === 'string');
	if (!named) return value;
	return Object.fromEntries((rows as IDataObject[]).map(({ name, value: one }) => [name, one]));
}

/** A subscriber, with the word for the status and the variables by their names. */
export function subscriberRecord(record: IDataObject): IDataObject {
	const named = withStatusName(record, STATUS);
	return 'variables' in named
		? { ...named, variables: variablesOf(named.variables) as IDataObject }
		: named;
}

/** Web Push API, "Get a list of website subscribers". */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many subscribers',
		description: 'Get many subscribers of a website, with browser, place and variables of each',
	},
	fields: [websiteId, filters],
	prepare: async (item) => {
		const { filters } = item;
		const query: NonNullable<ApiRequest['query']> = {};
		if (filters.has('subscribedFrom')) {
			query.subscription_date_from = await readDay(item, filters, 'subscribedFrom');
		}
		if (filters.has('subscribedTo')) {
			query.subscription_date_to = await readDay(item, filters, 'subscribedTo');
		}
		const { subscription_date_from: from, subscription_date_to: to } = query;
		if (from && to && from > to) {
			filters.fail('subscribedTo', `is before 'Subscribed From' (${String(from)}): ${String(to)}`);
		}
		return { query, websiteId: item.id('websiteId') };
	},
	request: ({ query, websiteId: id }) => ({ ...get`/websites/${id}/subscriptions`, query }),
	identify: ({ id }) => id,
	output: subscriberRecord,
});
