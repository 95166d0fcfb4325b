import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';

export const pipeline: Resource = {
	option: {
		name: 'Pipeline',
		value: 'pipeline',
		description: 'The way that deals go, stage by stage',
	},
	defaultOperation: 'getMany',
	operations: [getMany],
};
