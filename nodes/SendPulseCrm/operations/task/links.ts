import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import type { Thing } from '../../../engine/run/thing';
import { contactId, readContactId } from '../../fields/contactId';
import { dealId, readDealId } from '../../fields/dealId';
import { taskId } from '../../fields/taskId';
import { crm } from '../../product';

/** A task and what it is linked to, under the names that the output repeats. */
export interface Link {
	taskId: number;
	contactId?: number;
	dealId?: number;
	otherTaskId?: number;
	/** Whether the other task is a part of it. */
	isPart?: boolean;
}

const CHOICES = {
	contact: { name: 'Contact', value: 'contact' },
	deal: { name: 'Deal', value: 'deal' },
	subtask: { name: 'Subtask', value: 'subtask', description: 'Another task that is a part of it' },
	task: { name: 'Task', value: 'task', description: 'Another task that belongs to it' },
};

type Kind = keyof typeof CHOICES;

const fieldsFor = (kinds: readonly Kind[]): INodeProperties[] => [
	taskId,
	{
		displayName: 'Link To',
		name: 'linkTo',
		type: 'options',
		options: kinds.map((kind) => CHOICES[kind]),
		default: 'deal',
		description: 'What the task is linked to',
	},
	{ ...contactId, displayOptions: { show: { linkTo: ['contact'] } } },
	{ ...dealId, displayOptions: { show: { linkTo: ['deal'] } } },
	{
		...taskId,
		displayName: 'Other Task',
		name: 'otherTaskId',
		description: 'The task at the other end of the link',
		displayOptions: { show: { linkTo: kinds.filter((kind) => /task/.test(kind)) } },
	},
];

async function readLink(item: ItemParameters, kinds: readonly Kind[]): Promise<Link> {
	const kind = item.choice('linkTo', kinds);
	const own = { taskId: item.id('taskId') };
	if (kind === 'contact') return { ...own, contactId: await readContactId(item) };
	if (kind === 'deal') return { ...own, dealId: await readDealId(item) };
	const otherTaskId = item.id('otherTaskId');
	if (otherTaskId === own.taskId) item.fail('otherTaskId', 'is the task itself. Pick another one');
	return { ...own, otherTaskId, ...(kind === 'subtask' ? { isPart: true } : {}) };
}

/** A link that is made, or taken away again; the API can't take parts away. */
export const linkOf = (kinds: readonly Kind[]): Thing<Link> => ({
	product: crm,
	noun: 'tasks',
	fields: fieldsFor(kinds),
	read: async (item) => await readLink(item, kinds),
	concerns: ({ taskId: id }) => String(id),
});
