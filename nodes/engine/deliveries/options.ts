import { InputProblem } from '../api/inputProblem';
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

/** For addresses that people paste: those that a trigger registers itself have a key of their own. */
export const secretOption: INodeProperties = {
	displayName: 'Secret in URL',
	name: 'secret',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description:
		'Refuses every delivery whose URL does not end with ?key= and this text. Paste the URL into SendPulse with that behind it. Take 16 letters and digits or more that nobody can guess.',
};

/** The options, with what they are by default. */
export function optionsOf(context: TriggerContext) {
	const options = (context.getNodeParameter('options', {}) ?? {}) as IDataObject;
	const { ipAllowlist, skipRepeated, secret } = options;
	return {
		ipAllowlist: String(ipAllowlist ?? ''),
		skipRepeated: skipRepeated !== false,
		// Added and empty it lets nobody in: an expression may have found nothing.
		secret: 'secret' in options ? String(secret ?? '').trim() : undefined,
	};
}

/** @throws InputProblem unless it is fit to be part of an address, and hard to guess */
export function checkSecret(secret: string | undefined): void {
	if (secret === undefined || /^[\w.~-]{8,200}$/.test(secret)) return;
	throw new InputProblem(
		"'Secret in URL' has to be 8 to 200 letters, digits or - _ . ~, because it becomes a part of the URL.",
	);
}

/** A list of ids or names, whether picked or given by an expression. */
export const texts = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : String(value ?? '').split(','))
		.map((entry) => String(entry).trim())
		.filter(Boolean);
