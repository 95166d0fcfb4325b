import type { IDataObject } from 'n8n-workflow';
import { WEBHOOK_EVENTS } from '../fields/webhookEvents';
import type { DeliveredEvent } from './deliveries';

const NAMES = new Map(WEBHOOK_EVENTS.map(({ value, name }) => [value, name]));

/** The last second that a JavaScript date knows. */
const LAST_SECOND = 8_640_000_000_000;

/** A whole number, whether SendPulse sent it as number or as text. */
const whole = (value: unknown): number | undefined => {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/** An ID; zero is how SendPulse may write that there is none. */
const id = (value: unknown): number | undefined => whole(value) || undefined;

/** Unix seconds as ISO 8601. */
function isoTime(value: unknown): string | undefined {
	const seconds = whole(value);
	return seconds === undefined || seconds > LAST_SECOND
		? undefined
		: new Date(seconds * 1000).toISOString();
}

/** Which campaign an event is about, if it names one. */
export const campaignIdOf = (event: DeliveredEvent) => id(event.task_id);

/** Which mailing list an event is about, if it names one. */
export const mailingListIdOf = (event: DeliveredEvent) => id(event.book_id);

/** The event with its own fields untouched, and beside them what users would have to work out. */
export function enriched(event: DeliveredEvent): IDataObject {
	const added: IDataObject = {
		eventName: NAMES.get(event.event) ?? event.event,
		occurredAt: isoTime(event.timestamp),
		mailingListId: mailingListIdOf(event),
		campaignId: campaignIdOf(event),
	};
	const item: IDataObject = { ...event };
	for (const [name, value] of Object.entries(added)) {
		// Should SendPulse ever use one of these names, its own value stays.
		if (value !== undefined && !(name in event)) item[name] = value;
	}
	return item;
}
