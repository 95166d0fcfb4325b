import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { InputProblem } from '../engine/api/inputProblem';
import { texts, type TriggerContext } from '../engine/deliveries/options';
import { isZone } from '../engine/deliveries/values';
import type { Wanted } from './filters';

/** Which webhooks are wanted. */
export function filtersOf(context: TriggerContext): Wanted {
	const filters = (context.getNodeParameter('filters', {}) ?? {}) as IDataObject;
	return {
		names: texts(filters.webhookNames),
		automationIds: texts(filters.automationIds),
	};
}

/** The time zone of dates that name none: the workflow's, unless another is chosen. */
export function zoneOf(context: TriggerContext): string {
	const options = (context.getNodeParameter('options', {}) ?? {}) as IDataObject;
	return String(options.timeZone ?? '').trim() || context.getTimezone();
}

/**
 * What SendPulse wants to read from whoever takes its webhooks: the key that it shows, as it is or as JSON (which of
 * them no document says).
 */
export function answerOf(context: TriggerContext): string | IDataObject {
	const key = String(context.getNodeParameter('confirmationKey', '') ?? '').trim();
	const options = (context.getNodeParameter('options', {}) ?? {}) as IDataObject;
	return options.keyFormat === 'json' ? { key } : key;
}

/** @throws InputProblem */
export function checkSettings(context: IHookFunctions): void {
	filtersOf(context);
	answerOf(context);
	const zone = zoneOf(context);
	if (isZone(zone)) return;
	throw new InputProblem(
		`'Time Zone' is none that n8n knows: '${zone.slice(0, 60)}'. Write it like Europe/Kyiv or UTC.`,
	);
}
