import type { IDataObject, IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

/** Where a trigger's parameters are read: while it is published, and with each delivery. */
export type TriggerContext = IHookFunctions | IWebhookFunctions;

/** Options of whatever receives deliveries. */
export const deliveryOptions: INodeProperties = {
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
			placeholder: 'e.g. 127.0.0.1, 192.168.1.0/24',
			description:
				'Comma-separated list of allowed IP addresses or CIDR ranges. Leave empty to allow all IPs.',
		},
		{
			displayName: 'Skip Repeated Events',
			name: 'skipRepeated',
			type: 'boolean',
			default: true,
			description:
				'Whether to start nothing for an event that equals an earlier one in all of its fields. SendPulse delivers again when it got no good answer. The newest 2,000 are remembered across a restart of n8n. Test events are never skipped.',
		},
	],
};

/** The options, with what they are by default. */
export function optionsOf(context: TriggerContext) {
	const { ipAllowlist, skipRepeated } = (context.getNodeParameter('options', {}) ??
		{}) as IDataObject;
	return { ipAllowlist: String(ipAllowlist ?? ''), skipRepeated: skipRepeated !== false };
}

/** A list of ids or names, whether picked or given by an expression. */
export const texts = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : String(value ?? '').split(','))
		.map((entry) => String(entry).trim())
		.filter(Boolean);
