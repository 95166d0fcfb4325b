import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';
import { Client } from '../engine/client';
import { get } from '../engine/request';
import type { ListsOfCampaign } from './filters';

/** All look-ups of a delivery together: n8n answers SendPulse only when they are done. */
const PATIENCE_MS = 3_000;
/** Campaigns remembered in this process, the newest of them. */
const REMEMBERED = 1_000;

/** A campaign keeps its mailing lists, so what was found once holds. */
const known = new Map<string, readonly string[]>();

function remember(key: string, lists: readonly string[]): void {
	known.set(key, lists);
	if (known.size > REMEMBERED) known.delete(known.keys().next().value as string);
}

/** Looks up the mailing lists of campaigns (GET /campaigns/{id}), each once, for one delivery. */
export function campaignLists(context: IWebhookFunctions): ListsOfCampaign {
	const asked = new Map<number, Promise<readonly string[] | undefined>>();
	let client: Promise<Client> | undefined;
	let timeUp: Promise<undefined> | undefined;

	const lookUp = async (campaignId: number): Promise<readonly string[] | undefined> => {
		const opened = await (client ??= Client.open(context, 'delivery'));
		const key = `${opened.accountKey} ${campaignId}`;
		const remembered = known.get(key);
		if (remembered) return remembered;
		const campaign = (await opened.send(get`/campaigns/${campaignId}`)) as IDataObject;
		const lists = (campaign.message as IDataObject | undefined)?.list_id;
		if (lists === undefined || lists === null) return undefined;
		const found = [lists].flat().map(String);
		remember(key, found);
		return found;
	};

	return async (campaignId) => {
		timeUp ??= sleep(PATIENCE_MS).then(() => undefined);
		let answer = asked.get(campaignId);
		if (!answer) {
			answer = lookUp(campaignId).catch((error: unknown) => {
				context.logger.warn(
					`SendPulse Trigger: the mailing list of campaign ${campaignId} could not be looked up, its events are kept (${error instanceof Error ? error.message : 'unknown reason'})`,
				);
				return undefined;
			});
			asked.set(campaignId, answer);
		}
		return await Promise.race([answer, timeUp]);
	};
}
