import type { Resource } from '../../../engine/run/catalogue';
import { getMany } from './getMany';

export const tag: Resource = {
	option: { name: 'Tag', value: 'tag', description: 'Labels of students' },
	defaultOperation: 'getMany',
	operations: [getMany],
};
