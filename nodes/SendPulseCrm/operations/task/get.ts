import { read } from '../../../engine/run/operation';
import { recordIn } from '../../fields/contactRecord';
import { taskId } from '../../fields/taskId';
import { get as GET } from '../../product';
import { simplifyTask } from './record';

/** CRM API, "Get tasks by ID". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a task',
		description: 'Get a task with what it is linked to',
	},
	fields: [taskId],
	prepare: (item) => ({ taskId: item.id('taskId') }),
	request: ({ taskId: id }) => GET`/tasks/${id}`,
	output: recordIn,
	simplify: simplifyTask,
});
