import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';
import { run } from './run';
import { runByTrigger } from './runByTrigger';

export const flow: Resource = {
	option: {
		name: 'Flow',
		value: 'flow',
		description: 'A conversation that a bot leads by itself',
	},
	defaultOperation: 'run',
	operations: [run, runByTrigger, getMany],
};
