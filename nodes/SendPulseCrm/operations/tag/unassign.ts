import { steps } from '../../../engine/run/operation';
import { unassigning } from '../../fields/contactSteps';
import type { RecordFound } from '../../fields/parts';
import { assignment, readAssignment, type Assignment } from './assignment';

/** CRM API, "Delete tag from contact": a request for each tag; one that it does not have is answered alike. */
export const unassign = steps<Assignment, RecordFound>({
	...assignment,
	option: {
		name: 'Unassign',
		value: 'unassign',
		action: 'Unassign tags from a contact',
		description: 'Take tags away from a contact',
	},
	prepare: async (item) => await readAssignment(item, false),
	steps: ({ contactId, tags, made }) => tags.map((tag) => unassigning(tag, made, contactId)),
	counts: { noun: 'contacts', done: 'changed' },
});
