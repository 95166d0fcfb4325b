import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { boardId, readBoardId } from './boardId';
import { pipelineId, readPipelineId } from './pipelineId';
import type { StagesOf } from './stageId';

/** Whose stages an operation is about. */
export const stageOfFields: INodeProperties[] = [
	{
		displayName: 'Stage Of',
		name: 'stageOf',
		type: 'options',
		options: [
			{ name: 'Board', value: 'board', description: 'Tasks go through its stages' },
			{ name: 'Pipeline', value: 'pipeline', description: 'Deals go through its stages' },
		],
		default: 'pipeline',
		description: 'Whether the stage is one of a pipeline or of a task board',
	},
	{ ...pipelineId, displayOptions: { show: { stageOf: ['pipeline'] } } },
	{ ...boardId, displayOptions: { show: { stageOf: ['board'] } } },
];

/** @throws InputProblem */
export const readStageOf = async (item: ItemParameters): Promise<StagesOf> =>
	item.choice('stageOf', ['pipeline', 'board']) === 'pipeline'
		? { pipelineId: await readPipelineId(item) }
		: { boardId: await readBoardId(item) };
