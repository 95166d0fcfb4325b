import { ALL } from '../engine/deliveries/allEvents';
import { campaignIdOf, mailingListIdOf } from './enrich';
import { nameOf, type DeliveredEvent } from './event';
import type { LookUps } from './lookUps';

/** What the user wants to hear of; empty lists let everything through. */
export interface Wanted {
	events: readonly string[];
	mailingListIds: readonly string[];
	campaignIds: readonly string[];
}

/** Whether events of this name are wanted. */
export const isChosen = ({ events }: Wanted, event: DeliveredEvent) =>
	events.includes(ALL) || events.includes(nameOf(event));

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
	lookUps: Pick<LookUps, 'campaign'>,
): Promise<DeliveredEvent[]> {
	const chosen = events.filter(
		(event) => isChosen(wanted, event) && isOfCampaign(event, wanted.campaignIds),
	);
	if (wanted.mailingListIds.length === 0) return chosen;
	const kept = await Promise.all(
		chosen.map(async (event) => {
			const lists = await mailingListsOf(event, lookUps);
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

/** The mailing lists that an event is about, or undefined where that can't be found out now. */
export async function mailingListsOf(
	event: DeliveredEvent,
	lookUps: Pick<LookUps, 'campaign'>,
): Promise<readonly string[] | undefined> {
	const list = mailingListIdOf(event);
	if (list !== undefined) return [String(list)];
	const campaign = campaignIdOf(event);
	if (campaign === undefined) return undefined;
	return (await lookUps.campaign(campaign))?.mailingListIds;
}
