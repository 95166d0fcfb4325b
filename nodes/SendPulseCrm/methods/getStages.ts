import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { isRecord } from '../../engine/api/record';
import { openForPerson } from '../../engine/run/pickLists';
import { isActive, pipelinesOf } from '../fields/pipelineId';
import { idOf, recordsIn } from '../fields/records';
import { byOrder } from '../fields/stageId';

/** Stages of the pipelines that are chosen among the filters, or of all: several pipelines name theirs alike. */
export async function getStages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const chosen = chosenPipelines(this.getCurrentNodeParameters()?.filters);
	const all = await openForPerson(this, pipelinesOf);
	const shown = all.filter((pipeline) => chosen.length === 0 || chosen.includes(idOf(pipeline)));
	return shown.flatMap((pipeline) => stagesIn(pipeline, shown.length > 1));
}

const chosenPipelines = (filters: unknown): number[] =>
	isRecord(filters) && Array.isArray(filters.pipelineIds)
		? (filters.pipelineIds as unknown[]).map(Number).filter((id) => id > 0)
		: [];

const stagesIn = ({ name: pipeline, steps }: IDataObject, amongOthers: boolean) =>
	recordsIn(steps)
		.filter(isActive)
		.sort(byOrder)
		.map((stage) => ({
			name: amongOthers ? `${String(pipeline)} / ${String(stage.name)}` : String(stage.name),
			value: idOf(stage),
		}));
