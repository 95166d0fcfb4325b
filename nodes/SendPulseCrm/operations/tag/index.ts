import type { Resource } from '../../../engine/run/catalogue';
import { assign } from './assign';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';
import { unassign } from './unassign';
import { update } from './update';

export const tag: Resource = {
	option: {
		name: 'Tag',
		value: 'tag',
		description: 'Tags of contacts',
	},
	defaultOperation: 'assign',
	operations: [assign, create, remove, getMany, unassign, update],
};
