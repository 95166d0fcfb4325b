import { campaignIdOf, mailingListIdOf } from './enrich';
import type { DeliveredEvent } from './event';

/** What the user wants to hear of; empty lists let everything through. */
export interface Wanted {
	events: readonly string[];
	mailingListIds: readonly string[];
	campaignIds: readonly string[];
}

/** The mailing lists that a campaign went to, or undefined where that can't be found out now. */
export type ListsOfCampaign = (campaignId: number) => Promise<readonly string[] | undefined>;

/**
 * The events that the user wants. Ids come as text or numbers and are compared as text.
 *
 * Most events name no mailing list: theirs is that of their campaign, which is looked up. An event
 * whose list stays unknown is kept, and so is one that names no campaign where campaigns are chosen:
 * only what is known to be of another one is dropped.
 */
export async function wantedEvents(
	events: DeliveredEvent[],
	wanted: Wanted,
	listsOf: ListsOfCampaign,
): Promise<DeliveredEvent[]> {
	const chosen = events.filter(
		(event) => wanted.events.includes(event.event) && isOfCampaign(event, wanted.campaignIds),
	);
	if (wanted.mailingListIds.length === 0) return chosen;
	const kept = await Promise.all(
		chosen.map(async (event) => {
			const lists = await listsOfEvent(event, listsOf);
			return lists === undefined || lists.some((list) => wanted.mailingListIds.includes(list));
		}),
	);
	return chosen.filter((_, index) => kept[index]);
}

function isOfCampaign(event: DeliveredEvent, campaignIds: readonly string[]): boolean {
	const campaign = campaignIdOf(event);
	return (
		campaignIds.length === 0 || campaign === undefined || campaignIds.includes(String(campaign))
	);
}

async function listsOfEvent(
	event: DeliveredEvent,
	listsOf: ListsOfCampaign,
): Promise<readonly string[] | undefined> {
	const list = mailingListIdOf(event);
	if (list !== undefined) return [String(list)];
	const campaign = campaignIdOf(event);
	return campaign === undefined ? undefined : await listsOf(campaign);
}
