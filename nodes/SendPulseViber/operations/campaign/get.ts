import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../engine/api/failures';
import { isRecord } from '../../../engine/api/record';
import { read } from '../../../engine/run/operation';
import { elementsOf } from '../../../engine/run/outcome';
import { viberCampaignId } from '../../fields/viberCampaignId';
import { get as GET } from '../../product';

/** @throws ApiFailure where there is none */
function campaignIn(body: unknown): IDataObject {
	const campaign = elementsOf(body).find((one) => isRecord(one) && 'id' in one);
	if (isRecord(campaign)) return campaign as IDataObject;
	throw new ApiFailure('refused', 'SendPulse gives no campaign with this ID. Check the ID.');
}

/** The fields that most users want, the counts among them. */
function simplify({ id, name, sender_name, send_date, status, statistic }: IDataObject) {
	const counts = isRecord(statistic) ? (statistic as IDataObject) : {};
	const { sent, delivered, read, redirected, undelivered } = counts;
	return {
		id,
		name,
		sender_name,
		send_date,
		status,
		sent,
		delivered,
		read,
		redirected,
		undelivered,
	};
}

/** Viber API, "Get statistics on a campaign". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a campaign',
		description: 'Get a Viber campaign, with how many messages were delivered, read and followed',
	},
	fields: [viberCampaignId],
	prepare: (item) => ({ viberCampaignId: item.id('viberCampaignId') }),
	request: ({ viberCampaignId }) => GET`/viber/task/${viberCampaignId}`,
	output: campaignIn,
	simplify,
});
