import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../engine/api/record';
import { textIn, whole } from '../engine/deliveries/values';

/** What an element "Send webhook" of a flow sends (knowledge base, Automation 360, "Send webhook"). */
export type FlowWebhook = IDataObject;

/**
 * It names its flow, or its own name and when it was sent. Events of the e-mail service may name a flow as well, and
 * chatbots name theirs: both have triggers of their own.
 */
export function isFlowWebhook(record: IDataObject): record is FlowWebhook {
	if (typeof record.event === 'string') return false;
	return (
		whole(record.automation_id) !== undefined ||
		(textIn(record.title) !== null && 'execution_date' in record)
	);
}

/** The flow that it comes from; undefined where it names none. */
export const automationIdOf = ({ automation_id: id }: FlowWebhook) => whole(id) || undefined;

/** Its name in the flow. */
export const nameOf = ({ title }: FlowWebhook) => textIn(title);

/**
 * The variables as one object. The document shows a list, and not whether that has one entry for all of them or one
 * for each.
 */
export function variablesOf({ variables }: FlowWebhook): IDataObject {
	const parts = [variables].flat().filter(isRecord);
	return Object.fromEntries(parts.flatMap((part) => Object.entries(part))) as IDataObject;
}
