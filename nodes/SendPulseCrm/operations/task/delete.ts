import { removal } from '../../../engine/run/thing';
import { del } from '../../product';
import { oneTask } from './task';

/** CRM API, "Delete task". */
export const remove = removal(oneTask, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a task',
		description: 'Delete a task for good',
	},
	request: ({ taskId: id }) => del`/tasks/${id}`,
});
