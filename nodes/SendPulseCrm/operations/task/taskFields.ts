import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { momentHint, readMoment } from '../../../fields/moment';
import { attributesField } from '../../fields/attributes';
import { alike } from '../../fields/names';
import { idOf, recordsIn } from '../../fields/records';
import { reminder } from '../../fields/reminder';
import { responsibleId } from '../../fields/responsibleId';
import { get } from '../../product';

/** Under the words that workflows store (OpenAPI of the CRM, TaskPriorityProperty). */
const PRIORITIES = { low: 1, medium: 2, high: 3 } as const;

export const PRIORITY_NAMES = { 1: 'Low', 2: 'Medium', 3: 'High' };

export const priority: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'options',
	options: [
		{ name: 'High', value: 'high' },
		{ name: 'Low', value: 'low' },
		{ name: 'Medium', value: 'medium' },
	],
	default: 'medium',
	description: 'How much it matters',
};

export const readPriority = (values: Values): number =>
	PRIORITIES[values.choice('priority', Object.keys(PRIORITIES)) as keyof typeof PRIORITIES];

export const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'What is to be done',
};

const moment = (name: string, displayName: string, what: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	hint: momentHint,
	description: what,
});

export const startAt = moment('startAt', 'Start At', 'When it begins');
export const finishAt = moment('finishAt', 'Finish At', 'When it is to be done');

/** As the API takes times, in the account's time zone: to the minute. */
export const readMinute = async (
	item: ItemParameters,
	values: Values,
	name: string,
	edge: 'beginning' | 'end',
): Promise<string> => (await readMoment(item, values, name, edge)).slice(0, 16);

/**
 * Beginning and end, as far as they are filled in.
 *
 * @throws InputProblem for an end before the beginning
 */
export async function readTimes(item: ItemParameters, values: Values): Promise<IDataObject> {
	const from = values.has('startAt')
		? await readMinute(item, values, 'startAt', 'beginning')
		: undefined;
	const to = values.has('finishAt') ? await readMinute(item, values, 'finishAt', 'end') : undefined;
	if (from && to && from > to) values.fail('finishAt', `is before 'Start At' (${from}): ${to}`);
	return {
		...(from === undefined ? {} : { startAt: from }),
		...(to === undefined ? {} : { finishAt: to }),
	};
}

export const taskReminder = reminder('reminder', 'Reminder', 'the task is due');

export const taskAttributes = attributesField('mapTaskAttributes', ['boardId.value']);

export const observerIds: INodeProperties = {
	displayName: 'Observer Names or IDs',
	name: 'observerIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getUsers' },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const taskTagIds: INodeProperties = {
	displayName: 'Tag Names or IDs',
	name: 'tagIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getTaskTags' },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const parentId: INodeProperties = {
	displayName: 'Parent Task ID',
	name: 'parentId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 4711',
	description: 'The ID of the task that it is a part of',
};

export { responsibleId };

/**
 * Tags of tasks by ID or by name; names are looked up once a run.
 *
 * @throws InputProblem for a name that there is not
 */
export async function readTaskTags(item: ItemParameters, values: Values): Promise<number[]> {
	const parts = values.list('tagIds');
	if (parts.every((part) => /^\d+$/.test(part))) return values.ids('tagIds');
	const known = await item.lookUp('tags of tasks', async (client) =>
		recordsIn(await client.send(get`/task-tags`)),
	);
	return parts.map((part) => {
		if (/^\d+$/.test(part)) return Number(part);
		const tag = known.find(({ name }) => alike(name, part));
		if (tag) return idOf(tag);
		const has = known.map(({ name }) => String(name)).join(', ');
		return values.fail(
			'tagIds',
			`has a tag that there is not: '${part}'. There are: ${has || 'none'}`,
		);
	});
}
