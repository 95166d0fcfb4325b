import type { INodePropertyOptions } from 'n8n-workflow';
import { allEvents } from '../engine/deliveries/allEvents';

/** Events of a bot (chatbots' "Webhooks"), with the words of its settings where they are others. */
export const CHATBOT_EVENTS: INodePropertyOptions[] = [
	{
		name: 'Bot Blocked',
		value: 'bot_block',
		description: 'A contact blocked the bot',
	},
	{
		name: 'Contact Subscribed',
		value: 'new_subscriber',
		description: 'A contact subscribed to the bot (in SendPulse: Bot subscription)',
	},
	{
		name: 'Contact Unsubscribed',
		value: 'unsubscribe',
		description: 'A contact unsubscribed from the bot (in SendPulse: Bot unsubscribe)',
	},
	{
		name: 'Flow Started',
		value: 'run_custom_flow',
		description:
			'A flow was started by a trigger (in SendPulse: Launched custom trigger flow). What a flow reports itself, by its Send Webhook element, comes with All Events.',
	},
	{
		name: 'Link Clicked',
		value: 'link_click',
		description: 'A contact followed the link of a button (in SendPulse: Redirect)',
	},
	{
		name: 'Live Chat Opened',
		value: 'open_chat',
		description: 'A flow handed a contact over to a person (in SendPulse: Opened live chat)',
	},
	{
		name: 'Message Received',
		value: 'incoming_message',
		description: 'A contact wrote to the bot (in SendPulse: Incoming messages)',
	},
	{
		name: 'Message Sent',
		value: 'outgoing_message',
		description: 'The bot or an operator wrote to a contact (in SendPulse: Outbound messages)',
	},
];

export const ALL_EVENTS = allEvents(
	"Whatever SendPulse delivers, and what a flow's Send Webhook element reports under a name of its own. To hear of such a name alone, give it in an expression.",
);

const NAMES = new Map(CHATBOT_EVENTS.map(({ value, name }) => [String(value), name]));

/** Names that others have met for the same events. */
const VARIANTS = new Map([
	['outbound_message', 'outgoing_message'],
	['opened_live_chat', 'open_chat'],
	['bot_unsubscribe', 'unsubscribe'],
	['bot_blocked', 'bot_block'],
]);

/** The event's documented name; what a flow has named itself stays as it is. */
export const documentedName = (title: string) => VARIANTS.get(title) ?? title;

/** The event in words. */
export const eventWords = (name: string) => NAMES.get(name) ?? name;
