import type { INodeProperties } from 'n8n-workflow';
import type { Values } from '../../engine/parameters/parameters';

/** How long before the end SendPulse reminds (OpenAPI of the CRM, notifyIn), in the order of their names. */
const REMINDERS = {
	'1 Day': '24h',
	'1 Hour': '1h',
	'12 Hours': '12h',
	'15 Minutes': '15min',
	'2 Days': '2d',
	'2 Hours': '2h',
	'3 Days': '3d',
	'3 Hours': '3h',
	'30 Minutes': '30min',
	'4 Days': '4d',
	'5 Days': '5d',
	'6 Days': '6d',
	'6 Hours': '6h',
	'7 Days': '7d',
	None: '0',
} as const;

export const reminder = (name: string, displayName: string, what: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: Object.entries(REMINDERS).map(([label, value]) => ({ name: label, value })),
	default: '24h',
	description: `How long before ${what} SendPulse reminds the responsible person`,
});

export const readReminder = (values: Values, name: string): string =>
	values.choice(name, Object.values(REMINDERS));
