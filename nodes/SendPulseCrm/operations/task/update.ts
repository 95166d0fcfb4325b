import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../engine/api/inputProblem';
import { steps } from '../../../engine/run/operation';
import type { ItemParameters } from '../../../engine/parameters/parameters';
import { listMode, readListMode, type ListMode } from '../../fields/addresses';
import { boardId, readBoardId } from '../../fields/boardId';
import { recordIn } from '../../fields/contactRecord';
import { optional } from '../../fields/locator';
import { nameOf, readName, somethingToChange } from '../../fields/name';
import { givesRecord, idsIn } from '../../fields/records';
import { readResponsibleId } from '../../fields/responsibleId';
import { readStageId, stageId } from '../../fields/stageId';
import { taskId } from '../../fields/taskId';
import { updateFields } from '../../fields/updateFields';
import { get, put } from '../../product';
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
	taskTagIds,
} from './taskFields';

/** Lists that PUT replaces, by the API's names. */
type Lists = Partial<Record<'tags' | 'observers', number[]>>;

interface Changed {
	taskId: number;
	changes: IDataObject;
	lists: Lists;
	mode: ListMode;
}

/** What the list is to be, by what it is now. */
function listed(there: number[], given: number[], mode: ListMode): number[] {
	if (mode === 'remove') return there.filter((id) => !given.includes(id));
	return [...new Set([...there, ...given])];
}

const listsOf = (task: IDataObject, { lists, mode }: Changed): IDataObject =>
	Object.fromEntries(
		Object.entries(lists).map(([key, given]) => [
			key,
			mode === 'replace' ? given : listed(idsThere(task, key), given, mode),
		]),
	);

/** @throws InputProblem where the record does not tell: what is not known would be taken away */
function idsThere(task: IDataObject, key: string): number[] {
	const ids = idsIn(task[key]);
	if (task[key] !== undefined && ids.every((id) => id > 0)) return ids;
	throw new InputProblem(
		`SendPulse does not tell which ${key} the task has, and adding or removing some would take others away. Choose Replace in 'List Mode', and give all of them.`,
	);
}

/** @throws InputProblem for a stage by its name without the board that has it */
async function readPlace(item: ItemParameters): Promise<IDataObject> {
	const { options } = item;
	const board = options.has('boardId') ? await readBoardId(item, 'boardId', options) : undefined;
	const isNamed = options.has('stageId') && !/^\s*\d+\s*$/.test(options.optionalText('stageId'));
	if (isNamed && board === undefined) {
		options.fail(
			'stageId',
			"is a name, which only a board has. Add 'Board' as well, or give its ID",
		);
	}
	const stage = options.has('stageId')
		? await readStageId(item, { boardId: board ?? 0 }, options)
		: undefined;
	return {
		...(board === undefined ? {} : { boardId: board }),
		...(stage === undefined ? {} : { stepId: stage }),
	};
}

async function readChanges(item: ItemParameters): Promise<IDataObject> {
	const { options } = item;
	const responsible = await readResponsibleId(item);
	return {
		...(options.has('name') ? { name: readName(options) } : {}),
		...(options.has('description') ? { description: options.text('description') } : {}),
		...(await readPlace(item)),
		...(await readTimes(item, options)),
		...(responsible === undefined ? {} : { responsibleId: responsible }),
		...(options.has('priority') ? { priority: readPriority(options) } : {}),
		...(options.has('parentId') ? { parentId: options.id('parentId') } : {}),
	};
}

/** CRM API, "Update task": what is left out stays, but tags and observers replace those there are. */
export const update = steps<Changed, { task: IDataObject }>({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a task',
		description: 'Change a task, or move it to another stage or board',
	},
	fields: [
		taskId,
		updateFields(
			optional(boardId),
			description,
			finishAt,
			listMode('observers and tags'),
			nameOf('task', 'Call Ann'),
			observerIds,
			parentId,
			priority,
			responsibleId,
			{ ...stageId, description: 'The stage of its board' },
			startAt,
			taskTagIds,
		),
	],
	prepare: async (item) => {
		const { options } = item;
		const changes = await readChanges(item);
		const lists: Lists = {
			...(options.has('tagIds') ? { tags: await readTaskTags(item, options) } : {}),
			...(options.has('observerIds') ? { observers: options.ids('observerIds') } : {}),
		};
		const mode = readListMode(options);
		somethingToChange(item, changes, lists);
		return { taskId: item.id('taskId'), changes, lists, mode };
	},
	concerns: ({ taskId: id }) => String(id),
	placeholders: {},
	steps: (input) => {
		const { taskId: id, changes, lists, mode } = input;
		return [
			{
				effect: 'read',
				about: 'the task',
				request: () =>
					mode === 'replace' || Object.keys(lists).length === 0 ? undefined : get`/tasks/${id}`,
				learn: (body) => ({ task: recordIn(body) }),
			},
			{
				effect: 'write',
				about: 'the task',
				repeatable: true,
				confirmed: givesRecord,
				request: ({ task = {} }) => ({
					...put`/tasks/${id}`,
					body: { ...changes, ...listsOf(task, input) },
				}),
				learn: (body) => ({ task: recordIn(body) }),
				done: () => `Task ${id} was changed`,
			},
		];
	},
	output: ({ task }) => task,
	simplify: simplifyTask,
	counts: { noun: 'tasks', done: 'updated' },
});
