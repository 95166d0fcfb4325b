import { optionsField } from '../../../engine/run/commonFields';
import { write } from '../../../engine/run/operation';
import { nameOf, readName } from '../../fields/name';
import { recordIn } from '../../fields/contactRecord';
import { givesRecord } from '../../fields/records';
import { readStageOf, stageOfFields } from '../../fields/stageOf';
import { post } from '../../product';
import { readStageOptions, stageOptions } from './stageFields';

/** CRM API, "Create pipeline step" and "Create board step". */
export const create = write({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a stage',
		description: 'Add a stage to a pipeline or to a task board',
	},
	fields: [
		...stageOfFields,
		{ ...nameOf('stage', 'Contacted'), required: true },
		{ ...optionsField, options: stageOptions },
	],
	prepare: async (item) => {
		const of = await readStageOf(item);
		return { of, body: { name: readName(item), ...readStageOptions(item.options, of, true) } };
	},
	repeatable: false,
	whereToLook: "with 'Get Many' of the resource Stage",
	concerns: ({ of }) => JSON.stringify(of),
	confirmed: givesRecord,
	request: ({ of, body }) => ({
		...('pipelineId' in of
			? post`/pipelines/${of.pipelineId}/steps`
			: post`/boards/${of.boardId}/steps`),
		body,
	}),
	output: recordIn,
	counts: { noun: 'stages', done: 'created' },
});
