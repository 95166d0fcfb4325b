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
import { ALL_EVENTS, isSmtpEvent, SMTP_EVENTS } from './events';
import { wantedEvents } from './filters';
import { checkSettings, filtersOf } from './settings';
import { enriched, simplified } from './simplify';

const PASTING: Pasting = {
	place: 'Account settings > API > Webhooks, or SMTP > Settings > Webhooks',
	into: 'Account settings > API > Webhooks in SendPulse',
	caller: 'SendPulse',
	act: 'send an e-mail through the SMTP service and open it. SendPulse delivers every 30 seconds, so be patient',
	starts: 'chosen event',
	tell: 'SendPulse where to report',
	steps: [
		'In SendPulse open Account settings > API, and there Create webhook (in some accounts: SMTP > Settings > Webhooks)',
		'Paste the URL, tick the events and save. Opens and clicks need tracking, which is switched on in the SMTP settings',
	],
	hint: 'Once the workflow is published, it starts with every event that SendPulse delivers to the Production URL.',
};

export class SendPulseSmtpTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse SMTP Trigger',
		name: 'sendPulseSmtpTrigger',
		icon: { light: 'file:../../icons/smtp.svg', dark: 'file:../../icons/smtp.dark.svg' },
		group: ['trigger'],
		// Not 1: for version 1 of any node n8n evaluates an expression with each delivery, which costs milliseconds.
		version: 1.1,
		subtitle: eventsSubtitle([ALL_EVENTS, ...SMTP_EVENTS]),
		// n8n shows this for both nodes: its panel has one entry for them.
		description:
			'Send transactional e-mails through SendPulse, or start when they are opened, clicked or bounce',
		...pastedTexts(PASTING),
		defaults: { name: 'SendPulse SMTP Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: deliveryWebhooks,
		properties: [
			pastedNotice(PASTING),
			eventsField([ALL_EVENTS, ...SMTP_EVENTS]),
			simplifyField,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add filter',
				default: {},
				options: [
					{
						displayName: 'Recipient Domains',
						name: 'recipientDomains',
						type: 'string',
						default: '',
						placeholder: 'e.g. example.com, example.org',
						description:
							'Drops events of recipients at other domains. Several are separated by commas.',
					},
					{
						displayName: 'Senders',
						name: 'senders',
						type: 'string',
						default: '',
						placeholder: 'e.g. shop@example.com, billing@example.com',
						description:
							'Drops events of e-mails from other addresses. Several are separated by commas. Bounces name no sender, and are kept.',
					},
					{
						displayName: 'Subject Contains',
						name: 'subjectContains',
						type: 'string',
						default: '',
						placeholder: 'e.g. Your order',
						description:
							'Drops events of e-mails whose subject does not hold this text, in upper or lower case. Bounces name no subject, and are kept.',
					},
				],
			},
			...withOptions([deliveryOptions], [secretOption]),
		],
	};

	webhookMethods = pastedMethods(checkSettings);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const simplify = this.getNodeParameter('simplify', true) !== false;
		return await receive(this, {
			name: 'SendPulse SMTP Trigger',
			isEvent: isSmtpEvent,
			key: () => optionsOf(this).secret,
			wanted: (events) => wantedEvents(events, filtersOf(this)),
			item: (event) => ({ json: simplify ? simplified(event) : enriched(event) }),
		});
	}
}
