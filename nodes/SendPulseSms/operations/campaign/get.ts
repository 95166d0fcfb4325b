import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../engine/run/operation';
import { smsCampaignId } from '../../fields/smsCampaignId';
import { get as GET } from '../../product';
import { campaignIn, recipientsOf } from './record';

/** Bulk SMS API, "Get campaign information"; 1 is sent, which need not have arrived. */
const DELIVERED = 2;
const NOT_DELIVERED = 12;

/** The fields that most users want; the record itself has each number with its status. */
function simplify(campaign: IDataObject): IDataObject {
	const { id, address_book_id, sender_name, send_date, date_created } = campaign;
	const { company_price, currency } = campaign;
	const statuses = recipientsOf(campaign).map(({ status }) => Number(status));
	const count = (wanted: number) => statuses.filter((status) => status === wanted).length;
	return {
		id,
		address_book_id,
		sender_name,
		send_date,
		date_created,
		company_price,
		currency,
		recipients: statuses.length,
		delivered: count(DELIVERED),
		notDelivered: count(NOT_DELIVERED),
	};
}

/** Bulk SMS API, "Get campaign information". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a campaign',
		description: 'Get an SMS campaign with its cost, and how many of its messages were delivered',
	},
	fields: [smsCampaignId],
	prepare: (item) => ({ smsCampaignId: item.id('smsCampaignId') }),
	request: ({ smsCampaignId }) => GET`/sms/campaigns/info/${smsCampaignId}`,
	output: campaignIn,
	simplify,
});
