import type { IDataObject } from 'n8n-workflow';
import { read } from '../../../engine/run/operation';
import { theRecord } from '../../../engine/run/outcome';
import { asNumber, percent } from '../../../fields/rates';
import { withStatusName } from '../../../fields/statusName';
import { CAMPAIGN_STATUS } from '../../fields/campaignStatus';
import { pushCampaignId } from '../../fields/pushCampaignId';
import { get as GET } from '../../product';

/** How many were sent comes as text, the other counts as numbers. */
function withRates(record: IDataObject): IDataObject {
	const { send, delivered, redirect } = record;
	return {
		...withStatusName(record, CAMPAIGN_STATUS),
		...(send === undefined ? {} : { send: asNumber(send) }),
		deliveryRate: percent(delivered, send),
		clickRate: percent(redirect, delivered),
	};
}

/** Web Push API, "Get statistics on sent campaigns". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a push campaign',
		description: 'Get a push campaign with how many were sent, delivered and clicked',
	},
	fields: [pushCampaignId],
	prepare: (item) => ({ pushCampaignId: item.id('pushCampaignId') }),
	request: ({ pushCampaignId: id }) => GET`/tasks/${id}`,
	output: (body) => withRates(theRecord(body)),
});
