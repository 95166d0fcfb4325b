import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { checkAllowlist } from '../engine/deliveries/ipAllowlist';
import { optionsOf, texts, type TriggerContext } from '../engine/deliveries/options';
import { InputProblem } from '../engine/api/inputProblem';
import { CHANNEL_IDS, isChannel } from '../SendPulseChatbot/fields/channels';
import type { Wanted } from './filters';

/** Which events are wanted. */
export function filtersOf(context: TriggerContext): Wanted {
	const filters = (context.getNodeParameter('filters', {}) ?? {}) as IDataObject;
	return {
		events: texts(context.getNodeParameter('events', [])),
		channels: texts(filters.channels),
		botIds: texts(filters.botIds),
		withoutComments: filters.withoutComments === true,
	};
}

/**
 * What deliveries will need is read while somebody is there to see what is wrong. Any event is fine: a
 * flow may report under any name.
 *
 * @throws InputProblem
 */
export function checkSettings(context: IHookFunctions): void {
	checkAllowlist(optionsOf(context).ipAllowlist);
	const { events, channels } = filtersOf(context);
	if (events.length === 0) {
		throw new InputProblem("'Trigger On' is empty: choose at least one event.");
	}
	const unknown = channels.find((channel) => !isChannel(channel));
	if (unknown === undefined) return;
	throw new InputProblem(
		`'Channels' has one that SendPulse does not know: '${unknown.slice(0, 60)}'. Choose from: ${CHANNEL_IDS.join(', ')}.`,
	);
}
