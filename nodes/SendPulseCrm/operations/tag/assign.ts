import { withOptions } from '../../../engine/run/commonFields';
import { steps } from '../../../engine/run/operation';
import { assigning, contactCalls, lackingTags } from '../../fields/contactSteps';
import { firstLook, type RecordFound } from '../../fields/parts';
import { createMissingTags, makingTags } from '../../fields/tagIds';
import { assignment, readAssignment, type Assignment } from './assignment';

/** CRM API, "Add tag to contact": a request for each tag that it lacks. What a second one does nobody says. */
export const assign = steps<Assignment, RecordFound>({
	...assignment,
	option: {
		name: 'Assign',
		value: 'assign',
		action: 'Assign tags to a contact',
		description: 'Give tags to a contact; those that it has already stay',
	},
	fields: withOptions(assignment.fields, [createMissingTags]),
	prepare: async (item) => await readAssignment(item, item.options.flag('createMissingTags')),
	steps: ({ contactId, tags, made }) => [
		firstLook<RecordFound>(contactCalls, contactId),
		...makingTags<RecordFound>(tags, made),
		{
			effect: 'further',
			steps: ({ record }) => lackingTags(tags, made, record!).map((tag) => assigning(tag, made)),
		},
	],
	counts: { noun: 'contacts', done: 'tagged' },
});
