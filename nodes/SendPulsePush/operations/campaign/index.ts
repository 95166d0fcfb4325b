import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';

export const campaign: Resource = {
	option: {
		name: 'Push Campaign',
		value: 'campaign',
		description: 'Browser notifications to the subscribers of a website',
	},
	defaultOperation: 'create',
	operations: [create, get, getMany],
};
