import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';

export const school: Resource = {
	option: { name: 'School', value: 'school', description: 'Schools, which courses belong to' },
	defaultOperation: 'getMany',
	operations: [getMany],
};
