import { read } from '../../../engine/run/operation';
import { pipelineId, readPipelineId } from '../../fields/pipelineId';
import { recordIn } from '../../fields/contactRecord';
import { get as GET } from '../../product';

/** CRM API, "Get pipeline by ID". */
export const get = read({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a pipeline',
		description: 'Get a pipeline with its stages',
	},
	fields: [pipelineId],
	prepare: async (item) => ({ pipelineId: await readPipelineId(item) }),
	request: ({ pipelineId: id }) => GET`/pipelines/${id}`,
	output: recordIn,
});
