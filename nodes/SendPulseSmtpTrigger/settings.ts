import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { checkChosen } from '../engine/deliveries/allEvents';
import { texts, type TriggerContext } from '../engine/deliveries/options';
import type { Wanted } from './filters';

/** Which events are wanted. */
export function filtersOf(context: TriggerContext): Wanted {
	const filters = (context.getNodeParameter('filters', {}) ?? {}) as IDataObject;
	return {
		events: texts(context.getNodeParameter('events', [])),
		senders: texts(filters.senders),
		recipientDomains: texts(filters.recipientDomains),
		subjectContains: String(filters.subjectContains ?? '').trim(),
	};
}

/** @throws InputProblem */
export const checkSettings = (context: IHookFunctions) => checkChosen(filtersOf(context).events);
