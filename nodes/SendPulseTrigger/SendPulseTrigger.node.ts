import {
	NodeConnectionTypes,
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { Client } from '../engine/client';
import { asNodeError } from '../engine/nodeError';
import { getMailingLists } from '../SendPulse/methods/getMailingLists';
import { getCampaigns } from '../SendPulse/methods/getCampaigns';
import { WEBHOOK_EVENTS } from '../fields/webhookEvents';
import { campaignLists } from './campaignLists';
import { eventsIn } from './deliveries';
import { enriched } from './enrich';
import { wantedEvents } from './filters';
import { checkAllowlist, isAllowed } from './ipAllowlist';
import { isRegistered, register, unregister } from './registration';
import { withoutRepeats } from './repeats';
import { checkReachable } from './webhookUrl';

export class SendPulseTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Trigger',
		name: 'sendPulseTrigger',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens in SendPulse',
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
					"<b>While building</b>, click 'Listen', then do in SendPulse what you want to hear of (add a contact, open a campaign). SendPulse delivers once a minute, so be patient.<br /><br /><b>When it works</b>, publish the workflow: the webhooks are registered in SendPulse for you, and removed when you unpublish it.",
				active:
					"<b>While building</b>, click 'Listen', then do in SendPulse what you want to hear of. SendPulse delivers once a minute.<br /><br /><b>The published workflow</b> runs by itself for every delivery; see the executions list.",
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
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'IP(s) Allowlist',
						name: 'ipAllowlist',
						type: 'string',
						default: '',
						placeholder: 'e.g. 192.0.2.7, 198.51.100.0/24',
						description:
							'Addresses and ranges that may call the webhook, separated by commas. Leave it empty to let everybody in.',
					},
					{
						displayName: 'Skip Repeated Events',
						name: 'skipRepeated',
						type: 'boolean',
						default: true,
						description:
							'Whether to start nothing for an event that came before: SendPulse delivers again when it got no good answer. The newest 2,000 events are remembered.',
					},
				],
			},
		],
	};

	methods = { loadOptions: { getCampaigns, getMailingLists } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await talking(this, async (client, url, events) => {
					return await isRegistered(client, url, events);
				});
			},

			async create(this: IHookFunctions): Promise<boolean> {
				return await talking(this, async (client, url, events) => {
					checkAllowlist(optionsOf(this).ipAllowlist);
					checkReachable(url, client.baseUrl);
					await register(client, url, events);
					return true;
				});
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				return await talking(this, async (client, url) => {
					const left = await unregister(client, url);
					if (left.length > 0) {
						this.logger.warn(
							`SendPulse Trigger: could not remove all webhooks of this workflow, still there: ${left.join(', ')}`,
						);
					}
					return left.length === 0;
				});
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { ipAllowlist, skipRepeated } = optionsOf(this);
		const { ip, ips } = this.getRequestObject();
		if (!isAllowed(ipAllowlist, [ip ?? '', ...(ips ?? [])])) {
			const response = this.getResponseObject();
			response.writeHead(403);
			response.end('IP is not allowed to access the webhook!');
			return { noWebhookResponse: true };
		}
		const delivered = eventsIn(this.getBodyData() as unknown);
		if (delivered.length === 0) {
			this.logger.warn('SendPulse Trigger: a delivery held no event, nothing was started');
			return {};
		}
		const filters = this.getNodeParameter('filters', {}) as IDataObject;
		const wanted = await wantedEvents(
			delivered,
			{
				events: texts(this.getNodeParameter('events', [])),
				mailingListIds: texts(filters.mailingListIds),
				campaignIds: texts(filters.campaignIds),
			},
			campaignLists(this),
		);
		const events = skipRepeated
			? withoutRepeats(wanted, this.getWorkflowStaticData('node'))
			: wanted;
		if (events.length === 0) return {};
		return { workflowData: [events.map((event) => ({ json: enriched(event) }))] };
	}
}

/** A list of ids or names, whether picked or given by an expression. */
const texts = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : String(value ?? '').split(','))
		.map((entry) => String(entry).trim())
		.filter(Boolean);

function optionsOf(context: IHookFunctions | IWebhookFunctions) {
	const { ipAllowlist = '', skipRepeated = true } = context.getNodeParameter(
		'options',
		{},
	) as IDataObject;
	return { ipAllowlist: String(ipAllowlist), skipRepeated: skipRepeated === true };
}

/** Works with SendPulse about this node's address; failures become errors that n8n shows. */
async function talking<T>(
	context: IHookFunctions,
	work: (client: Client, url: string, events: string[]) => Promise<T>,
): Promise<T> {
	const url = context.getNodeWebhookUrl('default') ?? '';
	const events = texts(context.getNodeParameter('events', []));
	try {
		return await work(await Client.open(context, 'person'), url, events);
	} catch (error) {
		throw asNodeError(context.getNode(), error);
	}
}
