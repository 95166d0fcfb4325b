import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { simplifyField, withOptions } from '../engine/run/commonFields';
import { deliveryOptions, optionsOf, secretOption } from '../engine/deliveries/options';
import {
	pastedMethods,
	pastedNotice,
	pastedTexts,
	type Pasting,
} from '../engine/deliveries/pasted';
import { receive } from '../engine/deliveries/receive';
import { answeringWebhooks } from '../engine/deliveries/webhooks';
import { isFlowWebhook } from './event';
import { wantedWebhooks } from './filters';
import { getAutomations } from './getAutomations';
import { answerOf, checkSettings, filtersOf, zoneOf } from './settings';
import { simplified } from './simplify';

const PASTING: Pasting = {
	place: "Automation 360, your flow, its element 'Send webhook'",
	into: "the element 'Send webhook' of each flow in SendPulse",
	caller: 'a flow',
	act: "take a contact to that element of the flow. Until 'Confirmation Key' is filled in, SendPulse sends one webhook an hour",
	starts: 'webhook',
	tell: 'the flow where to report',
	steps: [
		'In SendPulse open Automation 360 and the flow, and add Action > Send webhook behind its goal, or wherever n8n is to start (<a href="https://sendpulse.com/knowledge-base/email-service/automation360/send-webhook" target="_blank">more about it</a>)',
		'Give it a name of Latin letters and digits, and paste the URL',
		"Copy the key that SendPulse shows there into 'Confirmation Key' below: without it SendPulse sends one webhook an hour",
	],
	credentialFor: 'the list of flows',
	hint: 'Once the workflow is published, it starts with every webhook that a flow sends to the Production URL.',
};

export class SendPulseAutomationTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Automation Trigger',
		name: 'sendPulseAutomationTrigger',
		icon: {
			light: 'file:../../icons/automation.svg',
			dark: 'file:../../icons/automation.dark.svg',
		},
		group: ['trigger'],
		// Not 1: for version 1 of any node n8n evaluates an expression with each delivery, which costs milliseconds.
		version: 1.1,
		subtitle: '={{ $parameter["filters"]["webhookNames"] || "Send webhook" }}',
		description: 'Starts the workflow when a contact reaches a point in a flow of Automation 360',
		...pastedTexts(PASTING),
		defaults: { name: 'SendPulse Automation Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Deliveries need none; only the list of flows does.
		credentials: [{ name: 'sendPulseRestApi' }],
		webhooks: answeringWebhooks,
		properties: [
			pastedNotice(PASTING),
			{
				displayName: 'Confirmation Key',
				name: 'confirmationKey',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description:
					"SendPulse shows it in the settings of the element 'Send webhook'. n8n sends it back with each answer, and SendPulse lifts its limit of one webhook an hour.",
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
						displayName: 'Flow Names or IDs',
						name: 'automationIds',
						type: 'multiOptions',
						typeOptions: { loadOptionsMethod: 'getAutomations' },
						default: [],
						description:
							'Drops webhooks of other flows. The list needs a credential, the rest of this node does not. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					},
					{
						displayName: 'Webhook Names',
						name: 'webhookNames',
						type: 'string',
						default: '',
						placeholder: 'e.g. GoalReached, CartAbandoned',
						description:
							'Drops webhooks that have another name in their flow. Several are separated by commas.',
					},
				],
			},
			...withOptions(
				[deliveryOptions],
				[
					{
						displayName: 'Key Format',
						name: 'keyFormat',
						type: 'options',
						options: [
							{ name: 'JSON', value: 'json', description: 'The key as { "key": "…" }' },
							{ name: 'Text', value: 'text', description: 'The key as it is, and nothing else' },
						],
						default: 'text',
						description:
							'How the confirmation key is sent back. Choose JSON if SendPulse keeps sending one webhook an hour.',
					},
					secretOption,
					{
						displayName: 'Time Zone',
						name: 'timeZone',
						type: 'string',
						default: '',
						placeholder: 'e.g. Europe/Kyiv',
						description:
							"The time zone of your SendPulse account, if it is not the workflow's: SendPulse sends dates without one",
					},
				],
			),
		],
	};

	methods = { loadOptions: { getAutomations } };

	webhookMethods = pastedMethods(checkSettings);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const simplify = this.getNodeParameter('simplify', true) !== false;
		const zone = zoneOf(this);
		return await receive(this, {
			name: 'SendPulse Automation Trigger',
			isEvent: isFlowWebhook,
			key: () => optionsOf(this).secret,
			answer: answerOf(this),
			wanted: (webhooks) => wantedWebhooks(webhooks, filtersOf(this)),
			item: (webhook) => ({ json: simplify ? simplified(webhook, zone) : webhook }),
		});
	}
}
