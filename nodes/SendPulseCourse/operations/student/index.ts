import type { Resource } from '../../../engine/run/catalogue';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';
import { getProgress } from './getProgress';
import { markAsPaid } from './markAsPaid';
import { removeFromCourse } from './removeFromCourse';

export const student: Resource = {
	option: { name: 'Student', value: 'student', description: 'People in online courses' },
	defaultOperation: 'create',
	operations: [create, getMany, getProgress, markAsPaid, removeFromCourse, remove],
};
