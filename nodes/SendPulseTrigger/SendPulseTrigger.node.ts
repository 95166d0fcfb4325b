import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { Client } from '../engine/api/client';
import { simplifyField } from '../engine/run/commonFields';
import { eventsSubtitle } from '../engine/run/subtitle';
import { allEvents, eventsField } from '../engine/deliveries/allEvents';
import { checkAllowlist } from '../engine/deliveries/ipAllowlist';
import { deliveryOptions, optionsOf } from '../engine/deliveries/options';
import { isDue } from '../engine/deliveries/log';
import { receive } from '../engine/deliveries/receive';
import { registeredWebhooks } from '../engine/deliveries/webhooks';
import { asHookError } from '../engine/api/nodeError';
import { getMailingLists } from '../SendPulse/methods/getMailingLists';
import { getCampaigns } from '../SendPulse/methods/getCampaigns';
import { searchCampaigns } from '../SendPulse/methods/searchCampaigns';
import { campaignId } from '../SendPulse/fields/campaignId';
import { WEBHOOK_EVENTS } from '../SendPulse/fields/webhookEvents';
import { enriched } from './enrich';
import { isEvent, nameOf, type DeliveredEvent } from './event';
import { isChosen, mailingListsOf, wantedEvents, type Wanted } from './filters';
import { named } from './hooks';
import { lookUps } from './lookUps';
import { keyFor, RegistrationMemory } from './memory';
import { Registration } from './registration';
import { simplified } from './simplify';
import { checkFilters, chosenEvents, filtersOf } from './settings';
import { checkReachable, whyUnreachable } from './webhookUrl';

const NAME = 'SendPulse Trigger';
const ALL_EVENTS = allEvents(
	'All events below, and any other that SendPulse delivers here, also those that it adds later',
);
/** The first version of the node whose items are simplified. */
const SIMPLIFIES = 1.2;
/** The first version of the node whose campaigns are searched for, and not read all at once. */
const SEARCHES = 1.3;
/** Names of events in a line of the log. */
const MOST_NAMED = 10;

export class SendPulseTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Trigger',
		name: 'sendPulseTrigger',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['trigger'],
		// Not 1: for version 1 of any node n8n evaluates an expression with each delivery, which costs milliseconds.
		// 1.2 simplifies, 1.3 searches for campaigns.
		version: [1.1, 1.2, 1.3],
		defaultVersion: 1.3,
		subtitle: eventsSubtitle([ALL_EVENTS, ...WEBHOOK_EVENTS]),
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
		webhooks: registeredWebhooks,
		triggerPanel: {
			header: 'Let SendPulse call this workflow',
			executionsHelp: {
				inactive:
					"<b>While building</b>, click 'Execute step' ('Listen for test event' in some versions), then do in SendPulse what you want to hear of (add a contact, open a campaign). SendPulse delivers once a minute, so be patient.<br /><br /><b>When it works</b>, publish the workflow: the webhooks are registered in SendPulse for you, and removed when you unpublish it. SendPulse must be able to reach this n8n over https, at an address on the internet.",
				active:
					"<b>While building</b>, click 'Execute step' ('Listen for test event' in some versions), then do in SendPulse what you want to hear of. SendPulse delivers once a minute.<br /><br /><b>The published workflow</b> runs by itself for every delivery; see the executions list.",
			},
			activationHint:
				'Once the workflow is published, SendPulse reports the chosen events to it, once a minute.',
		},
		properties: [
			eventsField([ALL_EVENTS, ...WEBHOOK_EVENTS]),
			{
				...simplifyField,
				displayOptions: { show: { '@version': [{ _cnd: { gte: SIMPLIFIES } }] } },
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
						displayOptions: { show: { '@version': [{ _cnd: { lt: SEARCHES } }] } },
						default: [],
						description:
							'Drops events of other campaigns. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					},
					{
						displayName: 'Campaigns',
						name: 'campaigns',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true },
						placeholder: 'Add campaign',
						displayOptions: { show: { '@version': [{ _cnd: { gte: SEARCHES } }] } },
						default: {},
						description: 'Drops events of other campaigns',
						options: [
							{
								displayName: 'Campaign',
								name: 'campaign',
								values: [
									{
										...campaignId,
										required: false,
										description:
											'A campaign whose events are kept, or several IDs separated by commas',
									},
								],
							},
						],
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

	methods = {
		loadOptions: { getCampaigns, getMailingLists },
		listSearch: { searchCampaigns },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await talking(this, async (registration, client) => {
					// Then nothing is asked: n8n calls `create`, which says what is wrong.
					if (whyUnreachable(urlOf(this), client.baseUrl) !== undefined) return false;
					return await registration(isTest(this)).isComplete(chosenEvents(this));
				});
			},

			async create(this: IHookFunctions): Promise<boolean> {
				return await talking(this, async (registration, client) => {
					// What deliveries will need is read now: while somebody is there to see what is wrong.
					checkAllowlist(optionsOf(this).ipAllowlist);
					checkFilters(this);
					checkReachable(urlOf(this), client.baseUrl);
					await registration(isTest(this)).make(chosenEvents(this));
					return true;
				});
			},

			async delete(this: IHookFunctions): Promise<boolean> {
				return await talking(
					this,
					async (registration) => {
						await registration().remove();
						return true;
					},
					// n8n forgets them together with the workflow.
					(memory, warn) => {
						const hooks = memory.all;
						if (hooks.length > 0) warn(`not removed from SendPulse: ${named(hooks)}`);
					},
				);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const wanted = filtersOf(this);
		const found = lookUps(this);
		const simplify =
			this.getNode().typeVersion >= SIMPLIFIES && this.getNodeParameter('simplify', true) !== false;
		const namesLists = wanted.mailingListIds.length > 0;
		return await receive(this, {
			name: NAME,
			isEvent,
			key: (memory, isTestEvent) => keyFor(memory, isTestEvent ? 'test' : 'production'),
			wanted: async (events) => {
				sayDropped(this, events, wanted);
				return await wantedEvents(events, wanted, found);
			},
			item: async (event) => {
				if (simplify) return { json: await simplified(event, found) };
				const lists = namesLists ? await mailingListsOf(event, found) : undefined;
				return { json: enriched(event, namesLists ? (lists ?? null) : undefined) };
			},
		});
	}
}

/** SendPulse delivers what is registered: anything else is worth a line. */
function sayDropped(context: IWebhookFunctions, events: DeliveredEvent[], wanted: Wanted): void {
	const dropped = events.filter((event) => !isChosen(wanted, event)).map(nameOf);
	if (dropped.length === 0 || !isDue(context, 'dropped')) return;
	const names = [...new Set(dropped)].slice(0, MOST_NAMED).map((name) => name.slice(0, 40));
	context.logger.info(
		`${NAME}: events that are not chosen under 'Trigger On' were left out: ${names.join(', ')}. This is said once an hour.`,
	);
}

const urlOf = (context: IHookFunctions) => context.getNodeWebhookUrl('default') ?? '';

/** Told while something is registered; while it is removed n8n says the same of both. */
const isTest = (context: IHookFunctions) => context.getActivationMode() === 'manual';

/** Works with SendPulse about this node's address; failures become errors that n8n shows. */
async function talking<T>(
	context: IHookFunctions,
	work: (registration: (isTest?: boolean) => Registration, client: Client) => Promise<T>,
	withoutCredential: (memory: RegistrationMemory, warn: (text: string) => void) => void = () => {},
): Promise<T> {
	const memory = new RegistrationMemory(
		context.getWorkflowStaticData('node'),
		context.getInstanceId(),
	);
	const warn = (text: string) => context.logger.warn(`${NAME}: ${text}`);
	try {
		const client = await Client.open(context, 'hook').catch((error: unknown) => {
			withoutCredential(memory, warn);
			throw asHookError(context.getNode(), error);
		});
		const registration = (isOfTest?: boolean) =>
			new Registration(client, urlOf(context), memory, warn, isOfTest);
		return await work(registration, client);
	} catch (error) {
		throw asHookError(context.getNode(), error);
	}
}
