import { removal, type Thing } from '../../../engine/run/thing';
import { pipelineId, readPipelineId } from '../../fields/pipelineId';
import { readStage, stageId } from '../../fields/stageId';
import { crm, del } from '../../product';

const oneStage: Thing<{ pipelineId: number; stageId: number }> = {
	product: crm,
	noun: 'stages',
	fields: [pipelineId, { ...stageId, required: true }],
	read: async (item) => {
		const of = { pipelineId: await readPipelineId(item) };
		return { ...of, stageId: await readStage(item, of) };
	},
};

/** CRM API, "Delete pipeline step"; those of boards can't be deleted. */
export const remove = removal(oneStage, {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a stage',
		description:
			'Delete a stage of a pipeline. What becomes of the deals in it SendPulse does not say: move them first.',
	},
	request: ({ pipelineId: of, stageId: id }) => del`/pipelines/${of}/steps/${id}`,
});
