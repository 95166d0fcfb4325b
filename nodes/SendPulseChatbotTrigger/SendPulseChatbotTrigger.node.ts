import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { simplifyField, withOptions } from '../engine/run/commonFields';
import { eventsSubtitle } from '../engine/run/subtitle';
import { eventsField } from '../engine/deliveries/allEvents';
import { deliveryOptions, optionsOf, secretOption } from '../engine/deliveries/options';
import {
	pastedMethods,
	pastedNotice,
	pastedTexts,
	type Pasting,
} from '../engine/deliveries/pasted';
import { receive } from '../engine/deliveries/receive';
import { deliveryWebhooks } from '../engine/deliveries/webhooks';
import { channelOptions } from '../SendPulseChatbot/fields/channelField';
import { CHANNEL_IDS } from '../SendPulseChatbot/fields/channels';
import { Attachments } from './attachments';
import { isChatbotEvent, messageIdIn } from './event';
import { ALL_EVENTS, CHATBOT_EVENTS } from './events';
import { wantedEvents } from './filters';
import { getBots } from './getBots';
import { checkSettings, DROPS_COMMENTS, filtersOf, itemOptionsOf } from './settings';
import { simplified } from './simplify';

const PASTING: Pasting = {
	place: 'Chatbots, your bot, Bot Settings > Webhooks',
	into: 'Bot Settings > Webhooks of each bot in SendPulse',
	caller: 'the bot',
	act: 'write to the bot',
	starts: 'chosen event',
	tell: 'the bot where to report',
	steps: [
		'In SendPulse open Chatbots, the bot, Bot Settings > Webhooks (<a href="https://sendpulse.com/integrations/api/chatbot/webhooks" target="_blank">more about it</a>)',
		'Switch webhooks on, paste the URL, tick the events and save',
	],
	credentialFor: 'the list of bots',
	hint: 'Once the workflow is published, it starts with every event that SendPulse delivers to the Production URL.',
};

export class SendPulseChatbotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Chatbot Trigger',
		name: 'sendPulseChatbotTrigger',
		icon: { light: 'file:../../icons/chatbot.svg', dark: 'file:../../icons/chatbot.dark.svg' },
		group: ['trigger'],
		// Not 1: for version 1 of any node n8n evaluates an expression with each delivery, which costs milliseconds.
		// 1.2 drops comments on posts unless it is told otherwise.
		version: [1.1, 1.2],
		defaultVersion: 1.2,
		subtitle: eventsSubtitle([ALL_EVENTS, ...CHATBOT_EVENTS]),
		// n8n shows this for both nodes: its panel has one entry for them.
		description:
			'Send messages on Telegram, WhatsApp and other channels through SendPulse, or start when somebody writes',
		...pastedTexts(PASTING),
		defaults: { name: 'SendPulse Chatbot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Deliveries need none; only the list of bots does.
		credentials: [{ name: 'sendPulseRestApi' }],
		webhooks: deliveryWebhooks,
		properties: [
			pastedNotice(PASTING),
			eventsField([ALL_EVENTS, ...CHATBOT_EVENTS], ['incoming_message']),
			simplifyField,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add filter',
				default: {},
				options: [
					{
						displayName: 'Bot Names or IDs',
						name: 'botIds',
						type: 'multiOptions',
						typeOptions: { loadOptionsMethod: 'getBots' },
						default: [],
						description:
							'Drops events of other bots. The list needs a credential, the rest of this node does not. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					},
					{
						displayName: 'Channels',
						name: 'channels',
						type: 'multiOptions',
						options: channelOptions(CHANNEL_IDS),
						default: [],
						description: 'Drops events of other channels',
					},
					{
						displayName: 'Include Comments',
						name: 'includeComments',
						type: 'boolean',
						displayOptions: { show: { '@version': [{ _cnd: { gte: DROPS_COMMENTS } }] } },
						default: true,
						description:
							'Whether to start for comments on posts of Facebook and Instagram as well. They come as messages too, and are dropped otherwise, so that they are not answered as a chat.',
					},
					{
						displayName: 'Without Comments',
						name: 'withoutComments',
						type: 'boolean',
						displayOptions: { show: { '@version': [{ _cnd: { lt: DROPS_COMMENTS } }] } },
						default: true,
						description:
							'Whether to drop comments on posts of Facebook and Instagram, which come as messages too, so that they are not answered as a chat',
					},
				],
			},
			...withOptions(
				[deliveryOptions],
				[
					{
						displayName: 'Download Attachments',
						name: 'downloadAttachments',
						type: 'boolean',
						default: true,
						description:
							'Whether to add the images and files of a message as binary data (attachment_0, attachment_1 …), up to 20 MB for all of them. Only what SendPulse or the messenger itself keeps is fetched, within some seconds.',
					},
					{
						displayName: 'Include Raw Message',
						name: 'includeRawMessage',
						type: 'boolean',
						displayOptions: { show: { '/simplify': [true] } },
						default: true,
						description:
							'Whether to add the message as SendPulse and the messenger have it, in the field message',
					},
					secretOption,
				],
			),
		],
	};

	methods = { loadOptions: { getBots } };

	webhookMethods = pastedMethods(checkSettings);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const simplify = this.getNodeParameter('simplify', true) !== false;
		const { includeRawMessage, downloadAttachments } = itemOptionsOf(this);
		const files = downloadAttachments ? new Attachments(this) : undefined;
		return await receive(this, {
			name: 'SendPulse Chatbot Trigger',
			isEvent: isChatbotEvent,
			key: () => optionsOf(this).secret,
			wanted: (events) => wantedEvents(events, filtersOf(this)),
			// Two people, or one in a hurry, may say the same within a second; only messages have an ID.
			mayRepeat: (event) => messageIdIn(event) !== undefined,
			item: async (event) => {
				const json = simplify ? simplified(event, includeRawMessage) : event;
				return files ? await files.beside(json, event) : { json };
			},
		});
	}
}
