import type { IDataObject } from 'n8n-workflow';
import { write } from '../../../engine/run/operation';
import { succeeded } from '../../../engine/run/outcome';
import { saysAlready } from '../../fields/saysAlready';
import { crm, post } from '../../product';
import { linkOf, type Link } from './links';

const thing = linkOf(['contact', 'deal', 'subtask', 'task']);

/** Under the API's names (OpenAPI of the CRM, "Attach entities to task"). */
function connectionsOf({ contactId, dealId, otherTaskId, isPart }: Link): IDataObject {
	if (contactId !== undefined) return { contactIds: [contactId] };
	if (dealId !== undefined) return { dealIds: [dealId] };
	return { [isPart ? 'subTasksIds' : 'taskIds']: [otherTaskId] } as IDataObject;
}

/** CRM API, "Attach entities to task". What is linked already is as good as what was linked now. */
export const link = write({
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
	confirmed: crm.done,
	nothingFound: saysAlready,
	request: (named) => ({
		...post`/tasks/${named.taskId}/entity-attach`,
		body: { connections: connectionsOf(named) },
	}),
	output: (_, { isPart, ...named }) => succeeded({ ...named, ...(isPart ? { isPart } : {}) }),
	counts: { noun: 'tasks', done: 'linked' },
});
