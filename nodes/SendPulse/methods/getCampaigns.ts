import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pickAll } from '../../engine/pickLists';
import { get } from '../../engine/request';

/** All campaigns, to choose several from. */
export async function getCampaigns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const campaigns = await pickAll(this, get`/campaigns`, ({ id }) => id);
	return campaigns.map(({ id, name, send_date: date }) => ({
		name: String(name),
		value: Number(id),
		description: date ? `Sent ${String(date)}` : undefined,
	}));
}
