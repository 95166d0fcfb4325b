import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../engine/run/operation';
import { campaignId } from '../../fields/campaignId';
import { get } from '../../product';

/** Bulk Email Service API, "Get a country statistics". */
export const getCountries = read({
	option: {
		name: 'Get Countries',
		value: 'getCountries',
		action: 'Get the countries of a campaign',
		description: 'Get how often a campaign was opened in each country',
	},
	fields: [campaignId],
	prepare: (item) => ({ campaignId: item.id('campaignId') }),
	request: ({ campaignId }) => get`/campaigns/${campaignId}/countries`,
	// Without opens it may be an empty array.
	output: (body, ids) =>
		Object.entries(body as IDataObject).map(([country, opens]) => ({ ...ids, country, opens })),
});
