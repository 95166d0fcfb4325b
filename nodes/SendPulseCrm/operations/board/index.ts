import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const board: Resource = {
	option: {
		name: 'Board',
		value: 'board',
		description: 'The way that tasks go, stage by stage',
	},
	defaultOperation: 'getMany',
	operations: [create, get, getMany, update],
};
