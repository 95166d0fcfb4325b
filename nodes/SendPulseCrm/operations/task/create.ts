import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { optionsField, sorted } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { boardAttributes, readAttributes } from '../../fields/attributes';
import { boardId, readBoardId } from '../../fields/boardId';
import { recordIn } from '../../fields/contactRecord';
import { nameOf, readName } from '../../fields/name';
import { givesRecord } from '../../fields/records';
import { readReminder } from '../../fields/reminder';
import { readResponsibleId } from '../../fields/responsibleId';
import { readStageOrFirst, stageId } from '../../fields/stageId';
import { post } from '../../product';
import { simplifyTask } from './record';
import {
	description,
	finishAt,
	observerIds,
	parentId,
	priority,
	readPriority,
	readTaskTags,
	readTimes,
	responsibleId,
	startAt,
	taskAttributes,
	taskReminder,
	taskTagIds,
} from './taskFields';

const ids = (name: string, displayName: string, what: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 501, 502',
	description: `${what}: a list of IDs, or IDs with commas`,
});

const checklists: INodeProperties = {
	displayName: 'Checklists',
	name: 'checklists',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add checklist',
	default: {},
	description: 'Lists of what is to be ticked off',
	options: [
		{
			displayName: 'Checklist',
			name: 'checklist',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Before the call',
					description: 'What the list is called',
				},
				{
					displayName: 'Items',
					name: 'items',
					type: 'string',
					default: '',
					placeholder: 'e.g. Read notes, Check price',
					description: 'What is to be ticked off, separated by commas',
				},
			],
		},
	],
};

const readChecklists = (options: Values): IDataObject[] =>
	options.rows('checklists', 'checklist').map((row) => ({
		name: row.text('name'),
		items: row.list('items').map((name) => ({ name, isDone: 0 })),
	}));

/** What the task is linked to. */
function readConnections(options: Values): IDataObject {
	const all = ['contactIds', 'dealIds', 'taskIds'] as const;
	const given = all.filter((name) => options.has(name)).map((name) => [name, options.ids(name)]);
	return given.length > 0 ? { connections: Object.fromEntries(given) as IDataObject } : {};
}

async function bodyOf(item: ItemParameters): Promise<IDataObject> {
	const { options } = item;
	const of = { boardId: await readBoardId(item) };
	const responsible = await readResponsibleId(item);
	const attributes = await readAttributes(item, boardAttributes(of.boardId));
	return {
		...of,
		stepId: await readStageOrFirst(item, of),
		name: readName(item),
		...(item.has('description') ? { description: item.optionalText('description') } : {}),
		...(await readTimes(item, item)),
		...(responsible === undefined ? {} : { responsibleId: responsible }),
		...(options.has('priority') ? { priority: readPriority(options) } : {}),
		...(options.has('parentId') ? { parentId: options.id('parentId') } : {}),
		...(options.has('observerIds') ? { observers: options.ids('observerIds') } : {}),
		...(options.has('tagIds') ? { tags: await readTaskTags(item, options) } : {}),
		...(options.has('reminder') ? { alert: readReminder(options, 'reminder') } : {}),
		...(options.has('repeatJson')
			? { repeat: 1, repeatSetting: options.object('repeatJson') }
			: {}),
		...(options.has('checklists') ? { checklists: readChecklists(options) } : {}),
		...readConnections(options),
		...(attributes.length > 0
			? {
					attributes: attributes.map(({ definition, value }) => ({
						attributeId: definition.id,
						value,
					})),
				}
			: {}),
	};
}

/** CRM API, "Create task". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a task',
		description: 'Create a task on a board, linked to contacts and deals',
	},
	fields: [
		boardId,
		{ ...nameOf('task', 'Call Ann'), required: true },
		{ ...stageId, description: 'The stage of the chosen board. Empty means its first one.' },
		description,
		startAt,
		finishAt,
		taskAttributes,
		{
			...optionsField,
			options: sorted([
				checklists,
				ids('contactIds', 'Contact IDs', 'Contacts that it is about'),
				ids('dealIds', 'Deal IDs', 'Deals that it is about'),
				observerIds,
				parentId,
				priority,
				taskReminder,
				{
					displayName: 'Repeat (JSON)',
					name: 'repeatJson',
					type: 'json',
					default: '{}',
					description:
						'When it is to be made anew, as the API of SendPulse writes it, for example {"type": 2, "setting": {"everyDay": 1}}',
				},
				responsibleId,
				taskTagIds,
				ids('taskIds', 'Task IDs', 'Other tasks that it belongs to'),
			]),
		},
	],
	prepare: async (item) => ({ body: await bodyOf(item) }),
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Task",
	concerns: () => [],
	confirmed: givesRecord,
	request: ({ body }) => ({ ...post`/tasks`, body }),
	output: recordIn,
	simplify: simplifyTask,
	counts: { noun: 'tasks', done: 'created' },
});
