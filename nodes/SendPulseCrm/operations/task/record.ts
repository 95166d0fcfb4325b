import type { IDataObject } from 'n8n-workflow';
import { withName } from '../../../fields/statusName';
import { idsIn, recordsIn } from '../../fields/records';
import { PRIORITY_NAMES } from './taskFields';

/** The fields that most users want; a whole record has checklists, files, notes and its history, too. */
export function simplifyTask(task: IDataObject): IDataObject {
	const { id, name, description, boardId, stepId, priority, responsibleId, parentId } = task;
	const { startAt, finishAt, createdAt, updatedAt } = task;
	return withName(
		{
			id,
			name,
			description: description ?? null,
			boardId,
			stepId,
			priority,
			responsibleId,
			parentId: parentId ?? null,
			startAt: startAt ?? null,
			finishAt: finishAt ?? null,
			tags: recordsIn(task.tags).map((tag) => String(tag.name)),
			contacts: idsIn(task.contacts),
			deals: idsIn(task.deals),
			createdAt,
			updatedAt,
		},
		'priority',
		'priorityName',
		PRIORITY_NAMES,
	);
}
