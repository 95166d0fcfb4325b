import type { INodeProperties } from 'n8n-workflow';
import { locator } from './locator';

export const taskId: INodeProperties = locator({
	displayName: 'Task',
	name: 'taskId',
	description: 'The task to work with',
	noun: 'task',
	searchListMethod: 'searchTasks',
});
