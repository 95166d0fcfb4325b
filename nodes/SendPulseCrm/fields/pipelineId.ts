import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Client } from '../../engine/api/client';
import { found, type LookUp } from '../../engine/parameters/lookUp';
import type { ItemParameters } from '../../engine/parameters/parameters';
import { get } from '../product';
import { byText, locator } from './locator';
import { alike, nameUnlessId } from './names';
import { idOf, recordsIn } from './records';

export const pipelineId: INodeProperties = locator({
	displayName: 'Pipeline',
	name: 'pipelineId',
	description: 'The pipeline to work with',
	noun: 'pipeline',
	searchListMethod: 'searchPipelines',
	by: [byText('By Name', 'name', 'e.g. Sales')],
});

/** Deleted, in whatever the CRM calls status (OpenAPI of the CRM, DefaultStatusProperty). */
const INACTIVE = 0;

/** What is deleted is told apart by its status, where it has one. */
export const isActive = ({ status }: IDataObject): boolean =>
	status === undefined || status === null || Number(status) !== INACTIVE;

/** All pipelines with their stages (CRM API, "Get a list of pipelines"). */
export const pipelinesOf = async (client: Client): Promise<IDataObject[]> =>
	recordsIn(await client.send(get`/pipelines`)).filter(isActive);

/** Likewise, once a run. */
export const allPipelines = async (item: ItemParameters): Promise<IDataObject[]> =>
	await item.lookUp('pipelines', pipelinesOf);

const pipelineLookUp: LookUp = {
	noun: 'pipeline',
	plural: 'pipelines',
	by: {
		name: {
			called: 'the name',
			read: (item, name) => item.text(name),
			find: async (client, value) =>
				(await pipelinesOf(client))
					.filter(({ name }) => alike(name, value))
					.map((one) => ({ id: idOf(one), name: String(one.name) })),
		},
	},
	modeOf: nameUnlessId,
};

/** @throws InputProblem for what is no ID, and for a name that none or several have */
export const readPipelineId = async (item: ItemParameters): Promise<number> =>
	Number(await found(item, 'pipelineId', pipelineLookUp));
