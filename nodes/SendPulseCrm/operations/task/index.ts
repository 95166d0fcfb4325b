import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { link } from './link';
import { unlink } from './unlink';
import { update } from './update';

export const task: Resource = {
	option: {
		name: 'Task',
		value: 'task',
		description: 'Something to do, on a board',
	},
	defaultOperation: 'create',
	operations: [create, update, get, getMany, remove, link, unlink],
};
