import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { InputProblem } from '../engine/inputProblem';
import { WEBHOOK_EVENTS } from '../fields/webhookEvents';
import type { Wanted } from './filters';

type Context = IHookFunctions | IWebhookFunctions;

/** A list of ids or names, whether picked or given by an expression. */
const texts = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : String(value ?? '').split(','))
		.map((entry) => String(entry).trim())
		.filter(Boolean);

/** The options, with what they are by default. */
export function optionsOf(context: Context) {
	const { ipAllowlist, skipRepeated } = (context.getNodeParameter('options', {}) ??
		{}) as IDataObject;
	return { ipAllowlist: String(ipAllowlist ?? ''), skipRepeated: skipRepeated !== false };
}

/** Which events are wanted. */
export function filtersOf(context: Context): Wanted {
	const filters = (context.getNodeParameter('filters', {}) ?? {}) as IDataObject;
	return {
		events: texts(context.getNodeParameter('events', [])),
		mailingListIds: texts(filters.mailingListIds),
		campaignIds: texts(filters.campaignIds),
	};
}

/**
 * The events to register.
 *
 * @throws InputProblem unless there is at least one, and all of them are SendPulse's
 */
export function chosenEvents(context: IHookFunctions): string[] {
	const chosen = texts(context.getNodeParameter('events', []));
	const names = WEBHOOK_EVENTS.map(({ value }) => String(value));
	const unknown = chosen.find((event) => !names.includes(event));
	if (unknown !== undefined) {
		throw new InputProblem(
			`'Trigger On' has an event that SendPulse does not know: '${unknown.slice(0, 60)}'. Choose from: ${names.join(', ')}.`,
		);
	}
	if (chosen.length === 0) {
		throw new InputProblem("'Trigger On' is empty: choose at least one event.");
	}
	return [...new Set(chosen)];
}
