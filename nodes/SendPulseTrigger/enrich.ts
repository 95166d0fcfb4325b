import type { IDataObject } from 'n8n-workflow';
import { timeIn, whole } from '../engine/deliveries/values';
import { WEBHOOK_EVENTS } from '../SendPulse/fields/webhookEvents';
import { nameOf, type DeliveredEvent } from './event';

const NAMES = new Map(WEBHOOK_EVENTS.map(({ value, name }) => [value, name]));

/** The event in words. */
export const eventWords = (name: string) => NAMES.get(name) ?? name;

/** An ID; zero is how SendPulse may write that there is none. */
const id = (value: unknown): number | undefined => whole(value) || undefined;

/** Which campaign an event is about, if it names one. */
export const campaignIdOf = (event: DeliveredEvent) => id(event.task_id);

/** Which mailing list an event is about, if it names one. */
export const mailingListIdOf = (event: DeliveredEvent) => id(event.book_id);

/**
 * The event with its own fields untouched, and beside them what users would have to work out.
 *
 * @param mailingListIds those of its campaign, where they were looked up; null where that failed
 */
export function enriched(
	event: DeliveredEvent,
	mailingListIds?: readonly string[] | null,
): IDataObject {
	const added: IDataObject = {
		eventName: eventWords(nameOf(event)),
		occurredAt: timeIn(event.timestamp),
		mailingListId: mailingListIdOf(event),
		campaignId: campaignIdOf(event),
		mailingListIds: mailingListIds && mailingListIds.map(Number),
	};
	const item: IDataObject = { ...event };
	for (const [name, value] of Object.entries(added)) {
		// Should SendPulse ever use one of these names, its own value stays.
		if (value !== undefined && !(name in event)) item[name] = value;
	}
	return item;
}
