import type { INodePropertyOptions } from 'n8n-workflow';

/** Whose templates: values of the API's `owner`. */
export const OWNERS: INodePropertyOptions[] = [
	{ name: 'Mine', value: 'me', description: 'Templates of the account' },
	{ name: 'SendPulse', value: 'sendpulse', description: 'Templates that SendPulse offers' },
];
