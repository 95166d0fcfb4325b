import { ALL } from '../engine/deliveries/allEvents';
import { botIdIn, channelIn, nameOf, type ChatbotEvent } from './event';
import { documentedName } from './events';
import { isComment } from './message';

/** What the user wants to hear of; empty filters let everything through. */
export interface Wanted {
	events: readonly string[];
	channels: readonly string[];
	botIds: readonly string[];
	/** Drop comments on posts, which come as messages. */
	withoutComments?: boolean;
}

/** Only what is known to be of another channel or bot is dropped. */
const fits = (chosen: readonly string[], value: string | undefined) =>
	chosen.length === 0 || value === undefined || chosen.includes(value);

/** The events that the user wants. */
export function wantedEvents(
	events: ChatbotEvent[],
	{ events: chosen, channels, botIds, withoutComments }: Wanted,
): ChatbotEvent[] {
	const names = new Set(chosen.map(documentedName));
	return events.filter(
		(event) =>
			(names.has(ALL) || names.has(nameOf(event))) &&
			fits(channels, channelIn(event)) &&
			fits(botIds, botIdIn(event)) &&
			!(withoutComments && isComment(event)),
	);
}
