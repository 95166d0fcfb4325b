import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';
import { update } from './update';

export const note: Resource = {
	option: {
		name: 'Note',
		value: 'note',
		description: 'What your team writes about contacts, deals and tasks',
	},
	defaultOperation: 'create',
	operations: [create, remove, getMany, update],
};
