import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { openForPerson } from '../../engine/run/pickLists';
import { pipelinesOf } from '../fields/pipelineId';
import { asOption } from './options';

/** Pipelines to choose several from. */
export async function getPipelines(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await openForPerson(this, pipelinesOf)).map(asOption);
}
