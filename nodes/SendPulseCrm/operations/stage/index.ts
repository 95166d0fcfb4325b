import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';
import { update } from './update';

export const stage: Resource = {
	option: {
		name: 'Stage',
		value: 'stage',
		description: 'A step of a pipeline or of a task board',
	},
	defaultOperation: 'getMany',
	operations: [create, getMany, update, remove],
};
