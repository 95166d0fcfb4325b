import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';
import { Client } from '../engine/api/client';
import { ApiFailure } from '../engine/api/failures';
import { get } from '../SendPulse/product';
import type { ListsOfCampaign } from './filters';

/** All look-ups of a delivery together: n8n answers SendPulse only when they are done. */
const PATIENCE_MS = 3_000;
/** Look-ups under way together: whatever a delivery names, it can't use up the account's requests. */
const AT_ONCE = 10;
/** Campaigns remembered in this process, the newest of them. */
const REMEMBERED = 1_000;
/** A campaign that SendPulse does not know, an automation's for example, is not asked for each minute. */
const UNKNOWN_FOR_MS = 10 * 60_000;

type Lists = readonly string[] | undefined;

/** A campaign keeps its mailing lists, so what was found once holds. */
const known = new Map<string, { lists: Lists; until: number }>();

function remember(key: string, lists: Lists): Lists {
	known.delete(key);
	known.set(key, { lists, until: lists ? Infinity : Date.now() + UNKNOWN_FOR_MS });
	if (known.size > REMEMBERED) known.delete(known.keys().next().value as string);
	return lists;
}

/**
 * Looks up the mailing lists of campaigns (GET /campaigns/{id}), each once, for one delivery. Never
 * fails: what can't be found out in time is undefined.
 */
export function campaignLists(context: IWebhookFunctions): ListsOfCampaign {
	const asked = new Map<number, Promise<Lists>>();
	const lanes = new Array<Promise<unknown>>(AT_ONCE).fill(Promise.resolve());
	let client: Promise<Client> | undefined;
	let timeUp: Promise<undefined> | undefined;
	let isTimeUp = false;
	let warned = false;

	const lookUp = async (campaignId: number): Promise<Lists> => {
		if (isTimeUp) return undefined;
		const opened = await (client ??= Client.open(context, 'delivery'));
		const key = `${opened.accountKey} ${campaignId}`;
		const remembered = known.get(key);
		if (remembered && remembered.until > Date.now()) return remembered.lists;
		const lists = opened.send(get`/campaigns/${campaignId}`).then(listsIn);
		return await lists.then(
			(found) => remember(key, found),
			async (error: unknown) => {
				if (error instanceof ApiFailure && error.kind === 'refused') remember(key, undefined);
				return await lists;
			},
		);
	};

	const lookUpOrWarn = async (campaignId: number): Promise<Lists> =>
		await lookUp(campaignId).catch((error: unknown) => {
			// Once for each delivery: the others fail for the same reason.
			if (!warned) {
				context.logger.warn(
					`SendPulse Trigger: the mailing lists of campaign ${campaignId} could not be looked up, its events are kept (${error instanceof Error ? error.message : 'unknown reason'})`,
				);
			}
			warned = true;
			return undefined;
		});

	return async (campaignId) => {
		timeUp ??= sleep(PATIENCE_MS).then(() => {
			isTimeUp = true;
			return undefined;
		});
		let answer = asked.get(campaignId);
		if (!answer) {
			const lane = asked.size % AT_ONCE;
			answer = lanes[lane].then(async () => await lookUpOrWarn(campaignId));
			lanes[lane] = answer;
			asked.set(campaignId, answer);
		}
		return await Promise.race([answer, timeUp]);
	};
}

/** `message.list_id` of a campaign: one ID, or several. */
function listsIn(campaign: unknown): Lists {
	const message = (campaign as IDataObject | undefined)?.message as IDataObject | undefined;
	const lists = [message?.list_id ?? []].flat().map(String);
	return lists.length > 0 ? lists : undefined;
}
