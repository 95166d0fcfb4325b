import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';
import { update } from './update';

export const note: Resource = {
	option: {
		name: 'Note',
		value: 'note',
		description: 'What the team writes down about a contact',
	},
	defaultOperation: 'create',
	operations: [create, getMany, update, remove],
};
