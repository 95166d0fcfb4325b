import type { IDataObject } from 'n8n-workflow';
import { steps } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { recordIn } from '../../fields/contactRecord';
import { idsIn } from '../../fields/records';
import { saysAlready } from '../../fields/saysAlready';
import { crm, get, post } from '../../product';
import { linkOf, type Link } from './links';

const thing = linkOf(['contact', 'deal', 'subtask', 'task']);

/** Under the API's names (OpenAPI of the CRM, "Attach entities to task"). */
function connectionsOf({ contactId, dealId, otherTaskId, isPart }: Link): IDataObject {
	if (contactId !== undefined) return { contactIds: [contactId] };
	if (dealId !== undefined) return { dealIds: [dealId] };
	return { [isPart ? 'subTasksIds' : 'taskIds']: [otherTaskId] } as IDataObject;
}

/** Whether the task has it already (OpenAPI of the CRM, Tasks). */
const hasLink = (task: IDataObject, { contactId, dealId, otherTaskId, isPart }: Link): boolean =>
	[
		['contacts', contactId],
		['deals', dealId],
		[isPart ? 'subTasks' : 'tasks', otherTaskId],
	].some(([list, id]) => id !== undefined && idsIn(task[list!]).includes(Number(id)));

/** CRM API, "Attach entities to task", unless they are linked already. */
export const link = steps<Link, { isLinked: boolean }>({
	option: {
		name: 'Link',
		value: 'link',
		action: 'Link a task',
		description: 'Link a task to a contact, a deal or another task',
	},
	fields: thing.fields,
	prepare: async (item) => await thing.read(item),
	repeatable: true,
	concerns: ({ taskId: id }) => String(id),
	placeholders: {},
	steps: (named) => [
		{
			effect: 'read',
			about: 'the task',
			request: () => get`/tasks/${named.taskId}`,
			learn: (body) => ({ isLinked: hasLink(recordIn(body), named) }),
		},
		{
			effect: 'write',
			about: 'the link',
			repeatable: true,
			alreadyDone: saysAlready,
			confirmed: crm.done,
			request: ({ isLinked }) =>
				isLinked
					? undefined
					: {
							...post`/tasks/${named.taskId}/entity-attach`,
							body: { connections: connectionsOf(named) },
						},
			done: () => `Task ${named.taskId} is linked`,
		},
	],
	output: (_, { isPart, ...named }) => succeeded({ ...named, ...(isPart ? { isPart } : {}) }),
	counts: { noun: 'tasks', done: 'linked' },
});
