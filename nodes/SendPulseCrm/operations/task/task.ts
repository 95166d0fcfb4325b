import type { Thing } from '../../../engine/run/thing';
import { taskId } from '../../fields/taskId';
import { crm } from '../../product';

/** What is done with one task. */
export const oneTask: Thing<{ taskId: number }> = {
	product: crm,
	noun: 'tasks',
	fields: [taskId],
	read: (item) => ({ taskId: item.id('taskId') }),
};
