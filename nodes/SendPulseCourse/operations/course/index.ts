import type { Resource } from '../../../engine/run/catalogue';
import { getGroups } from './getGroups';
import { getMany } from './getMany';
import { getTariffs } from './getTariffs';

export const course: Resource = {
	option: {
		name: 'Course',
		value: 'course',
		description: 'Online courses with their plans and groups',
	},
	defaultOperation: 'getMany',
	operations: [getMany, getTariffs, getGroups],
};
