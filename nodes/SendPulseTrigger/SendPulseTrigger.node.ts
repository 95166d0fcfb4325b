import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { Client } from '../engine/api/client';
import { checkAllowlist } from '../engine/deliveries/ipAllowlist';
import { deliveryOptions, optionsOf } from '../engine/deliveries/options';
import { receive } from '../engine/deliveries/receive';
import { asHookError } from '../engine/api/nodeError';
import { getMailingLists } from '../SendPulse/methods/getMailingLists';
import { getCampaigns } from '../SendPulse/methods/getCampaigns';
import { WEBHOOK_EVENTS } from '../SendPulse/fields/webhookEvents';
import { campaignLists } from './campaignLists';
import { enriched } from './enrich';
import { isEvent } from './event';
import { wantedEvents } from './filters';
import { isRegistered, register, unregister } from './registration';
import { chosenEvents, filtersOf } from './settings';
import { checkReachable, whyUnreachable } from './webhookUrl';

export class SendPulseTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Trigger',
		name: 'sendPulseTrigger',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['trigger'],
		// Not 1: for version 1 of any node n8n evaluates an expression with each delivery, which costs milliseconds.
		version: 1.1,
		// An expression may give one text instead of a list.
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		// n8n shows this for both nodes: its panel has one entry for them.
		description:
			'Work with contacts, campaigns and more in SendPulse, or start when something happens there',
		eventTriggerDescription: 'Waiting for SendPulse to deliver an event',
		activationMessage:
			'SendPulse now reports the chosen events to this workflow, once a minute. It needs to reach this n8n over https.',
		defaults: { name: 'SendPulse Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sendPulseRestApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Without it n8n would answer with the text "firstEntryJson".
				responseData: 'noData',
				path: 'webhook',
			},
		],
		triggerPanel: {
			header: 'Let SendPulse call this workflow',
			executionsHelp: {
				inactive:
					"<b>While building</b>, click 'Execute step' ('Listen for test event' in some versions), then do in SendPulse what you want to hear of (add a contact, open a campaign). SendPulse delivers once a minute, so be patient.<br /><br /><b>When it works</b>, publish the workflow: the webhooks are registered in SendPulse for you, and removed when you unpublish it.",
				active:
					"<b>While building</b>, click 'Execute step' ('Listen for test event' in some versions), then do in SendPulse what you want to hear of. SendPulse delivers once a minute.<br /><br /><b>The published workflow</b> runs by itself for every delivery; see the executions list.",
			},
			activationHint:
				'Once the workflow is published, SendPulse reports the chosen events to it, once a minute.',
		},
		properties: [
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				options: WEBHOOK_EVENTS,
				default: [],
				required: true,
			},
			{
				displayName:
					'SendPulse must be able to reach this n8n over https, at an address on the internet. The webhooks are registered and removed for you.',
				name: 'reachable',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add filter',
				default: {},
				options: [
					{
						displayName: 'Campaign Names or IDs',
						name: 'campaignIds',
						type: 'multiOptions',
						typeOptions: { loadOptionsMethod: 'getCampaigns' },
						default: [],
						description:
							'Drops events of other campaigns. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					},
					{
						displayName: 'Mailing List Names or IDs',
						name: 'mailingListIds',
						type: 'multiOptions',
						typeOptions: { loadOptionsMethod: 'getMailingLists' },
						default: [],
						description:
							'Drops events of other mailing lists. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					},
				],
			},
			deliveryOptions,
		],
	};

	methods = { loadOptions: { getCampaigns, getMailingLists } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await talking(this, async (client, url) => {
					// Then nothing is asked: n8n calls `create`, which says what is wrong.
					if (whyUnreachable(url, client.baseUrl) !== undefined) return false;
					return await isRegistered(client, url, chosenEvents(this));
				});
			},

			async create(this: IHookFunctions): Promise<boolean> {
				return await talking(this, async (client, url) => {
					// What deliveries will need is read now: while somebody is there to see what is wrong.
					checkAllowlist(optionsOf(this).ipAllowlist);
					filtersOf(this);
					checkReachable(url, client.baseUrl);
					await register(client, url, chosenEvents(this));
					return true;
				});
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				return await talking(this, async (client, url) => {
					await unregister(client, url);
					return true;
				});
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, {
			name: 'SendPulse Trigger',
			isEvent,
			wanted: async (events) => await wantedEvents(events, filtersOf(this), campaignLists(this)),
			item: enriched,
		});
	}
}

/** Works with SendPulse about this node's address; failures become errors that n8n shows. */
async function talking<T>(
	context: IHookFunctions,
	work: (client: Client, url: string) => Promise<T>,
): Promise<T> {
	const url = context.getNodeWebhookUrl('default') ?? '';
	try {
		return await work(await Client.open(context, 'person'), url);
	} catch (error) {
		throw asHookError(context.getNode(), error);
	}
}
