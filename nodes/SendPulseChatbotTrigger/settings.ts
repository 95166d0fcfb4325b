import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { checkAllowlist } from '../engine/deliveries/ipAllowlist';
import { checkSecret, optionsOf, texts, type TriggerContext } from '../engine/deliveries/options';
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
 * What deliveries will need is read while somebody is there to see what is wrong. Any event is fine: a
 * flow may report under any name.
 *
 * @throws InputProblem
 */
export function checkSettings(context: IHookFunctions): void {
	const { ipAllowlist, secret } = optionsOf(context);
	checkAllowlist(ipAllowlist);
	checkSecret(secret);
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
