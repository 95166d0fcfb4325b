import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const pipeline: Resource = {
	option: {
		name: 'Pipeline',
		value: 'pipeline',
		description: 'The way that deals go, stage by stage',
	},
	defaultOperation: 'getMany',
	operations: [create, get, getMany, update],
};
