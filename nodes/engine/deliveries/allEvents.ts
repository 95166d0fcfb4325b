import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { InputProblem } from '../api/inputProblem';

/** Stands for every event. */
export const ALL = 'all';

/** The choice of every event, with what it brings beside the others. */
export const allEvents = (description: string): INodePropertyOptions => ({
	name: 'All Events',
	value: ALL,
	description,
});

/** The parameter of a trigger that says what it starts for; n8n's panel shows an entry for each of its options. */
export const eventsField = (
	options: INodePropertyOptions[],
	chosen: readonly string[] = [],
): INodeProperties => ({
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options,
	default: [...chosen],
	required: true,
});

/** @throws InputProblem unless there is an event to start for */
export function checkChosen(events: readonly string[]): void {
	if (events.length > 0) return;
	throw new InputProblem("'Trigger On' is empty: choose at least one event.");
}
