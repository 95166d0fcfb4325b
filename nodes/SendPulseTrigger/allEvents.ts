import type { INodePropertyOptions } from 'n8n-workflow';

/** Stands for every event. */
export const ALL = 'all';

export const ALL_EVENTS: INodePropertyOptions = {
	name: 'All Events',
	value: ALL,
	description:
		'All events below, and any other that SendPulse delivers here, also those that it adds later',
};
