import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pick } from '../../engine/run/pickLists';
import { recordsIn } from '../fields/records';
import { get } from '../product';
import { asOption } from './options';

/** Tags of tasks to choose several from. */
export async function getTaskTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return recordsIn(await pick(this, get`/task-tags`)).map(asOption);
}
