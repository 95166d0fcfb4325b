import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { isRecord } from '../engine/api/record';
import { texts, type TriggerContext } from '../engine/deliveries/options';
import { InputProblem } from '../engine/api/inputProblem';
import { WEBHOOK_EVENTS } from '../SendPulse/fields/webhookEvents';
import { ALL, checkChosen } from '../engine/deliveries/allEvents';
import type { Wanted } from './filters';

/** The campaigns of the rows that are added one by one, each picked from a list that is searched. */
function rowsOf({ campaigns }: IDataObject): string[][] {
	const { campaign } = isRecord(campaigns) ? campaigns : {};
	return [campaign ?? []].flat().map((row) => {
		const { campaignId: picked } = isRecord(row) ? row : {};
		return texts(isRecord(picked) ? picked.value : picked);
	});
}

/** Which events are wanted. */
export function filtersOf(context: TriggerContext): Wanted {
	const filters = (context.getNodeParameter('filters', {}) ?? {}) as IDataObject;
	return {
		events: texts(context.getNodeParameter('events', [])),
		mailingListIds: texts(filters.mailingListIds),
		campaignIds: [...texts(filters.campaignIds), ...rowsOf(filters).flat()],
	};
}

/** @throws InputProblem for a filter that names nothing: it would let everything through */
export function checkFilters(context: IHookFunctions): void {
	filtersOf(context);
	const filters = (context.getNodeParameter('filters', {}) ?? {}) as IDataObject;
	const empty = rowsOf(filters).findIndex((ids) => ids.length === 0);
	if (empty < 0) return;
	throw new InputProblem(
		`'Campaigns' names none in its row ${empty + 1}: pick a campaign, or remove the row.`,
	);
}

/**
 * The events to register.
 *
 * @throws InputProblem unless there is at least one, and all of them are SendPulse's
 */
export function chosenEvents(context: IHookFunctions): string[] {
	const chosen = texts(context.getNodeParameter('events', []));
	const names = WEBHOOK_EVENTS.map(({ value }) => String(value));
	const unknown = chosen.find((event) => event !== ALL && !names.includes(event));
	if (unknown !== undefined) {
		throw new InputProblem(
			`'Trigger On' has an event that SendPulse does not know: '${unknown.slice(0, 60)}'. Choose from: ${[ALL, ...names].join(', ')}.`,
		);
	}
	checkChosen(chosen);
	return chosen.includes(ALL) ? names : [...new Set(chosen)];
}
