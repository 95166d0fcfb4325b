import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { simplifyField, withOptions } from '../engine/run/commonFields';
import { deliveryOptions, optionsOf, secretOption } from '../engine/deliveries/options';
import { receive } from '../engine/deliveries/receive';
import { deliveryWebhooks } from '../engine/deliveries/webhooks';
import { asNodeError } from '../engine/api/nodeError';
import { channelOptions } from '../SendPulseChatbot/fields/channelField';
import { CHANNEL_IDS } from '../SendPulseChatbot/fields/channels';
import { Attachments } from './attachments';
import { isChatbotEvent, messageIdIn } from './event';
import { ALL_EVENTS, CHATBOT_EVENTS } from './events';
import { wantedEvents } from './filters';
import { getBots } from './getBots';
import { checkSettings, DROPS_COMMENTS, filtersOf, itemOptionsOf } from './settings';
import { simplified } from './simplify';

export class SendPulseChatbotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Chatbot Trigger',
		name: 'sendPulseChatbotTrigger',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['trigger'],
		// Not 1: for version 1 of any node n8n evaluates an expression with each delivery, which costs milliseconds.
		// 1.2 drops comments on posts unless it is told otherwise.
		version: [1.1, 1.2],
		defaultVersion: 1.2,
		// An expression may give one text instead of a list.
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when somebody writes to a SendPulse chatbot, or does something else there',
		eventTriggerDescription:
			"Waiting for SendPulse to deliver an event to the Test URL (under 'Webhook URLs')",
		activationMessage:
			"This workflow now starts with every chosen event that SendPulse delivers to its Production URL. Paste that URL into Bot Settings > Webhooks of each bot in SendPulse, if you haven't done so yet.",
		defaults: { name: 'SendPulse Chatbot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Deliveries need none; only the list of bots does.
		credentials: [{ name: 'sendPulseRestApi' }],
		webhooks: deliveryWebhooks,
		triggerPanel: {
			header: 'Let the bot call this workflow',
			executionsHelp: {
				inactive:
					"<b>While building</b>, paste the Test URL into SendPulse (Chatbots, your bot, Bot Settings > Webhooks), click 'Execute step', then write to the bot. The Test URL works only while n8n waits for a test event.<br /><br /><b>When it works</b>, publish the workflow and put the Production URL in its place. It works as long as the workflow is published.",
				active:
					"<b>While building</b>, paste the Test URL into SendPulse (Chatbots, your bot, Bot Settings > Webhooks), click 'Execute step', then write to the bot. The Test URL works only while n8n waits for a test event.<br /><br /><b>The published workflow</b> starts with every delivery to the Production URL; see the executions list.",
			},
			activationHint:
				'Once the workflow is published, it starts with every event that SendPulse delivers to the Production URL.',
		},
		properties: [
			{
				displayName:
					'SendPulse has no API that could register this node. Tell the bot where to report:<ul><li>Copy the Production URL from Webhook URLs above</li><li>In SendPulse open Chatbots, the bot, Bot Settings > Webhooks (<a href="https://sendpulse.com/integrations/api/chatbot/webhooks" target="_blank">more about it</a>)</li><li>Switch webhooks on, paste the URL, tick the events and save</li></ul>The Production URL works as long as the workflow is published. The Test URL works only while n8n waits for a test event.',
				name: 'whereToPaste',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				options: [ALL_EVENTS, ...CHATBOT_EVENTS],
				default: ['incoming_message'],
				required: true,
			},
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

	/** SendPulse's API can't register webhooks of bots: people paste the address, and take it away again. */
	webhookMethods = {
		default: {
			/** Always true, so that n8n goes on without `create`. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				try {
					checkSettings(this);
					return true;
				} catch (error) {
					throw asNodeError(this.getNode(), error);
				}
			},

			async create(): Promise<boolean> {
				return true;
			},

			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

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
