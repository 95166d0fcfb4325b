import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemParameters, Values } from '../../../engine/parameters/parameters';
import { listing } from '../../../engine/run/operation';
import { momentHint } from '../../../fields/moment';
import { boardId, readBoardId } from '../../fields/boardId';
import { filterFields, responsibleIds } from '../../fields/filterFields';
import { readFilters } from '../../fields/filtersJson';
import { optional } from '../../fields/locator';
import { recordsIn } from '../../fields/records';
import { post } from '../../product';
import { simplifyTask } from './record';
import {
	observerIds,
	priority,
	readMinute,
	readPriority,
	readTaskTags,
	taskTagIds,
} from './taskFields';

/** Pairs of filters by time, and the API's names for them. */
const SPANS = [
	['created', 'Created', 'createdAt', 'made'],
	['ended', 'Ended', 'endedAt', 'finished'],
	['finish', 'Finish', 'finishAt', 'due'],
	['start', 'Start', 'startAt', 'to begin'],
	['updated', 'Updated', 'updatedAt', 'changed'],
] as const;

const spanFields: INodeProperties[] = SPANS.flatMap(([name, label, , what]) => [
	{
		displayName: `${label} From`,
		name: `${name}From`,
		type: 'dateTime' as const,
		default: '',
		hint: momentHint,
		description: `Only tasks that were ${what} then or later`,
	},
	{
		displayName: `${label} To`,
		name: `${name}To`,
		type: 'dateTime' as const,
		default: '',
		hint: momentHint,
		description: `Only tasks that were ${what} then or earlier`,
	},
]);

async function spansOf(item: ItemParameters, filters: Values): Promise<IDataObject> {
	const spans: IDataObject = {};
	for (const [name, , key] of SPANS) {
		for (const [end, edge] of [
			['From', 'beginning'],
			['To', 'end'],
		] as const) {
			if (!filters.has(`${name}${end}`)) continue;
			spans[`${key}${end}`] = await readMinute(item, filters, `${name}${end}`, edge);
		}
	}
	return spans;
}

const text = (name: string, displayName: string, placeholder: string, what: string) =>
	({ displayName, name, type: 'string', default: '', placeholder, description: what }) as const;

/** CRM API, "Get tasks list": all of them, for no document speaks of pages. */
export const getMany = listing({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many tasks',
		description: 'Get many tasks, by board, stage, person, date or what they are about',
	},
	fields: filterFields(
		'{"name": "Call"}',
		{ ...optional(boardId), description: 'Only tasks of this board' },
		text('contactName', 'Contact Name', 'e.g. Ann', 'The name of a contact of the task'),
		text('dealName', 'Deal Name', 'e.g. Boat', 'The name of a deal of the task'),
		text('name', 'Name', 'e.g. Call', 'The name of the task'),
		observerIds,
		text('parentIds', 'Parent Task IDs', 'e.g. 4711, 4712', 'Only parts of these tasks'),
		priority,
		responsibleIds,
		...spanFields,
		{
			displayName: 'Stage Names or IDs',
			name: 'stageIds',
			type: 'multiOptions',
			typeOptions: {
				loadOptionsMethod: 'getBoardStages',
				loadOptionsDependsOn: ['filters.boardId.value'],
			},
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		{
			displayName: 'Tag Match',
			name: 'tagMatch',
			type: 'options',
			options: [
				{ name: 'All', value: 'all', description: 'Only tasks that have all of the tags' },
				{ name: 'Any', value: 'any', description: 'Tasks that have one of the tags or more' },
			],
			default: 'any',
			description: 'How many of the tags a task has to have',
		},
		taskTagIds,
	),
	prepare: async (item) => ({
		filter: await readFilters(item, async (filters) => {
			const ids = (name: string, key: string) =>
				filters.has(name) ? { [key]: filters.ids(name) } : {};
			const texts = (name: string, key: string) =>
				filters.has(name) ? { [key]: filters.text(name) } : {};
			return {
				...texts('name', 'name'),
				...(filters.has('boardId') ? { boardId: await readBoardId(item, 'boardId', filters) } : {}),
				...ids('stageIds', 'stepId'),
				...(filters.has('priority') ? { priority: readPriority(filters) } : {}),
				...ids('responsibleIds', 'responsibleId'),
				...ids('parentIds', 'parentId'),
				...ids('observerIds', 'observers'),
				...(filters.has('tagIds') ? { tags: await readTaskTags(item, filters) } : {}),
				...(filters.has('tagMatch')
					? { tagMatch: filters.choice('tagMatch', ['any', 'all']) }
					: {}),
				...texts('contactName', 'contacts'),
				...texts('dealName', 'dealName'),
				...(await spansOf(item, filters)),
			};
		}),
	}),
	request: ({ filter }) => ({ ...post`/tasks/list`, body: filter }),
	paged: false,
	identify: ({ id }) => id,
	records: recordsIn,
	simplify: simplifyTask,
});
