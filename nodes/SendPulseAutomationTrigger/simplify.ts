import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../engine/api/record';
import { isZone, textIn, timeIn } from '../engine/deliveries/values';
import { automationIdOf, nameOf, variablesOf, type FlowWebhook } from './event';

/**
 * When it was sent. The document has `2022-01-04 09:02:39` without a zone; an older copy of it shows PHP's DateTime,
 * which becomes `{ date, timezone_type, timezone }` in JSON.
 */
function timeOf({ execution_date: date }: FlowWebhook, zone: string): string | null {
	if (!isRecord(date)) return timeIn(date, zone) ?? null;
	const named = (textIn(date.timezone) ?? '').replace(/^(?=[+-]\d\d:\d\d$)/, 'UTC');
	return timeIn(date.date, isZone(named) ? named : zone) ?? null;
}

/** What a workflow needs of it. */
export const simplified = (webhook: FlowWebhook, zone: string): IDataObject => ({
	automationId: automationIdOf(webhook) ?? null,
	name: nameOf(webhook),
	occurredAt: timeOf(webhook, zone),
	email: textIn(webhook.email),
	phone: textIn(webhook.phone),
	variables: variablesOf(webhook),
});
