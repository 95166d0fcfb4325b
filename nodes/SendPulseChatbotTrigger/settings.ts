import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { checkChosen } from '../engine/deliveries/allEvents';
import { texts, type TriggerContext } from '../engine/deliveries/options';
import { InputProblem } from '../engine/api/inputProblem';
import { CHANNEL_IDS, isChannel } from '../SendPulseChatbot/fields/channels';
import type { Wanted } from './filters';

/** The first version of the node that drops comments on posts unless it is told otherwise. */
export const DROPS_COMMENTS = 1.2;

const dropsComments = (context: TriggerContext) => context.getNode().typeVersion >= DROPS_COMMENTS;

/** Which events are wanted. */
export function filtersOf(context: TriggerContext): Wanted {
	const filters = (context.getNodeParameter('filters', {}) ?? {}) as IDataObject;
	return {
		events: texts(context.getNodeParameter('events', [])),
		channels: texts(filters.channels),
		botIds: texts(filters.botIds),
		withoutComments: dropsComments(context)
			? filters.includeComments !== true
			: filters.withoutComments === true,
	};
}

/** What an item is to hold beside the event. */
export function itemOptionsOf(context: TriggerContext) {
	const options = (context.getNodeParameter('options', {}) ?? {}) as IDataObject;
	return {
		includeRawMessage: options.includeRawMessage === true,
		downloadAttachments: options.downloadAttachments === true,
	};
}

/**
 * Any event is fine: a flow may report under any name.
 *
 * @throws InputProblem
 */
export function checkSettings(context: IHookFunctions): void {
	const { events, channels } = filtersOf(context);
	checkChosen(events);
	const unknown = channels.find((channel) => !isChannel(channel));
	if (unknown === undefined) return;
	throw new InputProblem(
		`'Channels' has one that SendPulse does not know: '${unknown.slice(0, 60)}'. Choose from: ${CHANNEL_IDS.join(', ')}.`,
	);
}
