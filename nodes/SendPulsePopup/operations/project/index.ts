import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { getMany } from './getMany';
import { getStatistics } from './getStatistics';

export const project: Resource = {
	option: { name: 'Project', value: 'project', description: 'Websites with their pop-ups' },
	defaultOperation: 'getMany',
	operations: [create, getMany, getStatistics],
};
