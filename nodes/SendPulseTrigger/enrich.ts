import type { IDataObject } from 'n8n-workflow';
import { WEBHOOK_EVENTS } from '../fields/webhookEvents';
import type { DeliveredEvent } from './deliveries';

const NAMES = new Map(WEBHOOK_EVENTS.map(({ value, name }) => [value, name]));

/** A whole number, whether SendPulse sent it as number or as text. */
const whole = (value: unknown): number | undefined => {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
	return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/** Unix seconds as ISO 8601. */
function isoTime(seconds: unknown): string | undefined {
	const time = whole(seconds);
	// The last second that a JavaScript date knows.
	return time === undefined || time > 8_640_000_000_000
		? undefined
		: new Date(time * 1000).toISOString();
}

/** Which campaign an event is about, if it names one. */
export const campaignIdOf = (event: DeliveredEvent) => whole(event.task_id);

/** Which mailing list an event is about, if it names one. */
export const mailingListIdOf = (event: DeliveredEvent) => whole(event.book_id);

/** The event with its own fields untouched, and beside them what users would have to work out. */
export function enriched(event: DeliveredEvent): IDataObject {
	const added: IDataObject = {
		eventName: NAMES.get(event.event) ?? event.event,
		occurredAt: isoTime(event.timestamp),
		mailingListId: mailingListIdOf(event),
		campaignId: campaignIdOf(event),
	};
	const known = Object.entries(added).filter(([, value]) => value !== undefined);
	return { ...event, ...(Object.fromEntries(known) as IDataObject) };
}
