import type { IDataObject } from 'n8n-workflow';
import { listing } from '../../../engine/run/operation';
import { recordsUnder } from '../../../engine/run/outcome';
import { viberCampaignId } from '../../fields/viberCampaignId';
import { get } from '../../product';

/** Viber API, "Get a list of Viber campaign recipients", all at once. */
export const getRecipients = listing({
	option: {
		name: 'Get Recipients',
		value: 'getRecipients',
		action: 'Get the recipients of a campaign',
		description:
			'Get what became of the message to each number of a Viber campaign, with its price',
	},
	fields: [viberCampaignId],
	prepare: (item) => ({ viberCampaignId: item.id('viberCampaignId') }),
	request: ({ viberCampaignId }) => get`/viber/task/${viberCampaignId}/recipients`,
	paged: false,
	records: recordsUnder('recipients'),
	// A number that is there twice has got two messages.
	identify: () => undefined,
	output: ({ phone, ...recipient }, { viberCampaignId }): IDataObject => ({
		phone: String(phone),
		...recipient,
		task_id: viberCampaignId,
	}),
});
