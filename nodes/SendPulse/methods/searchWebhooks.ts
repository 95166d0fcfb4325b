import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching, pick } from '../../engine/run/pickLists';
import { WEBHOOK_EVENTS } from '../fields/webhookEvents';
import { rowsOf } from '../fields/webhookRows';
import { get } from '../product';

/** Webhooks to pick from. The API gives them all at once. */
export async function searchWebhooks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const rows = rowsOf(await pick(this, get`/v2/email-service/webhook`));
	return matching(
		rows.map(({ id, url, action }) => ({
			name: `${WEBHOOK_EVENTS.find(({ value }) => value === action)?.name ?? String(action)}: ${String(url)}`,
			value: String(id),
		})),
		filter,
	);
}
