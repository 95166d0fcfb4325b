import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../engine/api/inputProblem';
import { steps } from '../../../engine/run/operation';
import { nameOf, readName, somethingToChange } from '../../fields/name';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord, recordsIn } from '../../fields/records';
import { readStage, stageId, type StagesOf } from '../../fields/stageId';
import { readStageOf, stageOfFields } from '../../fields/stageOf';
import { updateFields } from '../../fields/updateFields';
import { get, put } from '../../product';
import { readStageOptions, stageOptions } from './stageFields';

interface Changed {
	of: StagesOf;
	stageId: number;
	changes: IDataObject;
}

function stageIn(body: unknown, { of, stageId: id }: Changed): IDataObject {
	const all = 'pipelineId' in of ? recordsIn(body) : recordsIn(recordIn(body).steps);
	const stage = all.find((one) => Number(one.id) === id);
	if (stage) return stage;
	const whose = 'pipelineId' in of ? `Pipeline ${of.pipelineId}` : `Board ${of.boardId}`;
	throw new InputProblem(`${whose} has no stage ${id}. Pick the stage again.`);
}

/** What an update sends along where it stays: nobody says what becomes of what is left out. */
function kept(
	{ name, order, color, addEndHours, notifyIn }: IDataObject,
	of: StagesOf,
): IDataObject {
	const both = { name, order, color };
	const all: IDataObject = 'pipelineId' in of ? { ...both, addEndHours, notifyIn } : both;
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** CRM API, "Update pipeline step" and "Update board step". */
export const update = steps<Changed, { stage: IDataObject }>({
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a stage',
		description: 'Change the name, the place or the color of a stage',
	},
	fields: [
		...stageOfFields,
		{ ...stageId, required: true },
		updateFields(nameOf('stage', 'Contacted'), ...stageOptions),
	],
	prepare: async (item) => {
		const { options } = item;
		const of = await readStageOf(item);
		const changes = {
			...(options.has('name') ? { name: readName(options) } : {}),
			...readStageOptions(options, of, false),
		};
		somethingToChange(item, changes);
		return { of, stageId: await readStage(item, of), changes };
	},
	concerns: ({ stageId: id }) => String(id),
	placeholders: {},
	steps: (input) => {
		const { of, stageId: id, changes } = input;
		return [
			{
				effect: 'read',
				about: 'the stage',
				request: () =>
					'pipelineId' in of ? get`/pipelines/${of.pipelineId}/steps` : get`/boards/${of.boardId}`,
				learn: (body) => ({ stage: stageIn(body, input) }),
			},
			{
				effect: 'write',
				about: 'the stage',
				repeatable: true,
				confirmed: givesRecord,
				request: ({ stage }) => ({
					...('pipelineId' in of
						? put`/pipelines/${of.pipelineId}/steps/${id}`
						: put`/boards/${of.boardId}/steps/${id}`),
					body: { ...kept(stage, of), ...changes },
				}),
				learn: (body) => ({ stage: recordIn(body) }),
				done: () => `Stage ${id} was changed`,
			},
		];
	},
	output: ({ stage }) => stage,
	counts: { noun: 'stages', done: 'updated' },
});
